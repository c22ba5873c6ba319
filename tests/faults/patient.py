"""The product with a queue that waits: a message given back comes again when its wait is over, by the world's clock."""

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from functions.interactions import reception, worker
from functions.timeouts.app import handler as timeouts
from paddock import aws
from paddock.jobs.model import Envelope
from tests.support import aws as support
from tests.support.crashing import Restaged

MINUTE = timedelta(minutes=1)
FINE_STEPS = timedelta(minutes=30)
"""Up to this long the clock goes minute by minute, beyond it in one leap."""
FOR_EVER = 43_000
HOLD = "before-parameter-build.sqs.ChangeMessageVisibility"


class PatientWorld(Restaged):
    """Discord's limits are measured by the world's clock, too, as far as they were told to the product."""

    def __init__(self, account: Any, discord: Any) -> None:
        super().__init__(account, discord)
        discord.rate_limits(enabled=False)
        self.alone = False
        """Whether each message goes to a worker of its own."""
        self.held: dict[str, datetime] = {}
        self._told: dict[str, int] = {}

    def see_hold(self, params: dict[str, Any], **_: Any) -> None:
        self._told[params["ReceiptHandle"]] = params["VisibilityTimeout"]

    def drain(self) -> int:
        """Deliver what may be delivered now, and leave the rest where it is."""
        delivered = 0
        self._release()
        while messages := self._received():
            delivered += len(messages)
            for batch in [[each] for each in messages] if self.alone else [messages]:
                self._deliver(batch)
        return delivered

    def _received(self) -> list[dict[str, Any]]:
        """Each was sent as long ago as the world's clock says."""
        messages = super()._received()
        for each in messages:
            waited = self.now - Envelope.model_validate_json(each["body"]).now
            each["attributes"]["SentTimestamp"] = str(int((time.time() - waited.total_seconds()) * 1000))
        return messages

    def _release(self) -> None:
        due = [handle for handle, until in self.held.items() if until <= self.now]
        for handle in due:
            del self.held[handle]
            self._set_visibility(handle, 0)

    def _settle(self, messages: list[dict[str, Any]], failed: set[str]) -> None:
        for each in messages:
            handle = each["receiptHandle"]
            if each["messageId"] in failed:
                self.held[handle] = self.now + timedelta(seconds=self._told.get(handle, 120))
                self._set_visibility(handle, FOR_EVER)
            else:
                aws.sqs().delete_message(QueueUrl=reception.WIRING.settings.queue_url, ReceiptHandle=handle)

    def _set_visibility(self, handle: str, seconds: int) -> None:
        with self.account.unwatched():
            url = reception.WIRING.settings.queue_url
            aws.sqs().change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=seconds)

    def pass_time(self, **duration: float) -> None:
        """With the minute's sweeps, and deliveries when waits are over."""
        end = self.now + timedelta(**duration)
        step = MINUTE if timedelta(**duration) <= FINE_STEPS else timedelta(**duration)
        while (left := end - self.now) > timedelta(seconds=1):
            self._go_to(min([self.now + min(step, left), *self.held.values()]))
            timeouts({"time": self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}, None)
            self.drain()

    def _go_to(self, moment: datetime) -> None:
        seconds = max((moment - self.now).total_seconds(), 0.0) + 0.01
        self.discord.advance(seconds)
        for block in self.discord._fake.limits.blocked.values():
            block["until"] -= seconds


@contextlib.contextmanager
def patient_world(discord: Any) -> Iterator[PatientWorld]:
    discord.reset()
    queue, timeout = aws.sqs(), worker.WIRING.http.timeout
    with support.account() as account:
        support.make_resources()
        world = PatientWorld(account, discord)
        queue.meta.events.register(HOLD, world.see_hold)
        try:
            yield world
        finally:
            queue.meta.events.unregister(HOLD, world.see_hold)
            worker.WIRING.http.timeout = timeout
