"""The queue's door: runs what was promised, one job after the other, and gives back what has to wait."""

import math
import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from paddock import aws
from paddock.discord.rest import DiscordError
from paddock.errors import Unavailable
from paddock.jobs.halt import Standing, fetch_standing
from paddock.jobs.model import Envelope
from paddock.jobs.worker import LONGEST_HOLD, UNAUTHORIZED, Verdict
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

WIRING = Wiring(Settings.read(os.environ))
ENOUGH_MILLISECONDS = 8_000
"""For one more job: whoever is stopped in the middle of one keeps its group waiting for two minutes."""
LONGEST_INVISIBLE = 43_000
"""Seconds, just below SQS's twelve hours."""
NO_TIME = 1.0
"""Seconds after which another worker takes what this one has no time for."""


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS's partial batch answer. Once a message waits, the later ones of its group, or all, wait with it."""
    returned: list[str] = []
    waiting: dict[str, float] = {}
    everywhere: float | None = None
    standing = fetch_standing(WIRING.database)
    stopped = _is_stopped(standing)
    for message in event["Records"]:
        group = message["attributes"]["MessageGroupId"]
        hold = waiting.get(group, everywhere)
        if hold is None and _has_time(context):
            verdict = _deliver(message, standing, stopped)
            hold, stopped = verdict.hold, stopped or verdict.outcome == UNAUTHORIZED
            everywhere = verdict.hold if verdict.everywhere else None
        elif hold is None:
            hold = NO_TIME
        if hold is not None:
            waiting[group] = hold
            returned.append(message["messageId"])
            _hold(message, hold)
    return {"batchItemFailures": [{"itemIdentifier": each} for each in returned]}


def _has_time(context: Any) -> bool:
    return context is None or context.get_remaining_time_in_millis() > ENOUGH_MILLISECONDS


def _is_stopped(standing: Standing) -> bool:
    """Nothing is sent with a token that Discord has refused; a new one is found without a deployment."""
    token = WIRING.clients.token
    return standing.refuses(token.read()) and standing.refuses(token.renew())


def _deliver(message: dict[str, Any], standing: Standing, stopped: bool) -> Verdict:
    watch, discord = Stopwatch(), WIRING.clients.discord
    discord.reset()
    delivery = int(message["attributes"]["ApproximateReceiveCount"])
    named: dict[str, Any] = {"message_id": message["messageId"]}
    fault: Exception | None = None
    try:
        envelope = _opened(message)
        named |= envelope.ticket.model_dump()
        verdict, fault = _verdict(envelope, delivery, standing, stopped)
    except Unavailable as silent:
        verdict = Verdict("tried", hold=_backoff(delivery), error=str(silent))
    except Exception as bug:  # noqa: BLE001 - the door: one job's bug never stops the next job
        fault, verdict = bug, Verdict("fault", hold=_backoff(delivery), error=repr(bug))
    verdict = _paced(verdict, discord.pause)
    calls = {f"Discord{status or 'Silent'}": float(number) for status, number in discord.calls.items()}
    record(
        "job",
        {"Jobs": 1, "JobMilliseconds": watch.milliseconds, **calls},
        {"Outcome": verdict.outcome},
        {**named, "delivery": delivery, "error": verdict.error},
        fault,
        {"DiscordUnauthorized": 1.0} if verdict.outcome == UNAUTHORIZED else {},
    )
    return verdict


def _paced(verdict: Verdict, pause: float) -> Verdict:
    """Whatever became of the job, its calls have left so much to be waited for by the next one of its group."""
    return replace(verdict, hold=max(verdict.hold or 0.0, pause)) if pause > 0 else verdict


def _opened(message: dict[str, Any]) -> Envelope:
    """Only the wait on the queue is measured here, so that a job which runs late does not act on an early now."""
    sent = datetime.fromtimestamp(int(message["attributes"]["SentTimestamp"]) / 1000, UTC)
    return Envelope.model_validate_json(message["body"]).delivered(sent, datetime.now(UTC))


def _verdict(envelope: Envelope, delivery: int, standing: Standing, stopped: bool) -> tuple[Verdict, Exception | None]:
    """With what went wrong, where that is for us to mend."""
    if stopped:
        return WIRING.worker.postpone(envelope), None
    if wait := standing.wait(envelope.now):
        return Verdict("rate limited", wait, everywhere=True), None
    try:
        return WIRING.worker.deliver(envelope, delivery), None
    except Unavailable:
        raise
    except DiscordError as refused:
        # The same request would be refused again.
        WIRING.worker.give_up(envelope, str(refused))
        return Verdict("refused", error=str(refused)), refused
    except Exception as bug:  # noqa: BLE001 - counted on the promise, which only the worker can
        return WIRING.worker.stumble(envelope, repr(bug)), bug


def _backoff(delivery: int) -> float:
    return min(2.0**delivery, LONGEST_HOLD)


def _hold(message: dict[str, Any], seconds: float) -> None:
    queue: SQSClient = aws.sqs()
    queue.change_message_visibility(
        QueueUrl=WIRING.settings.queue_url,
        ReceiptHandle=message["receiptHandle"],
        VisibilityTimeout=max(1, min(math.ceil(seconds), LONGEST_INVISIBLE)),
    )
