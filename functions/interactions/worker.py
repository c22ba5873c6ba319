"""The queue's door: runs what was promised, one job after the other, and gives back what has to wait."""

import math
import os
from typing import TYPE_CHECKING, Any

from paddock import aws
from paddock.discord.rest import DiscordError
from paddock.errors import Unavailable
from paddock.jobs.halt import halted
from paddock.jobs.model import Envelope
from paddock.jobs.worker import LAST_DELIVERY, UNAUTHORIZED, Verdict
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
    stopped = _is_stopped()
    for message in event["Records"]:
        group = message["attributes"]["MessageGroupId"]
        hold = waiting.get(group, everywhere)
        if hold is None and _has_time(context):
            verdict = _deliver(message, stopped)
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


def _is_stopped() -> bool:
    """Nothing is sent with a token that Discord has refused; a new one is found without a deployment."""
    if not halted(WIRING.database, WIRING.clients.token.read()):
        return False
    return halted(WIRING.database, WIRING.clients.token.renew())


def _deliver(message: dict[str, Any], stopped: bool) -> Verdict:
    watch, discord = Stopwatch(), WIRING.clients.discord
    discord.reset()
    delivery = int(message["attributes"]["ApproximateReceiveCount"])
    named: dict[str, Any] = {"message_id": message["messageId"]}
    fault: Exception | None = None
    try:
        envelope = Envelope.model_validate_json(message["body"])
        named |= envelope.ticket.model_dump()
        verdict = WIRING.worker.postpone(envelope) if stopped else _keep(envelope, delivery)
    except Unavailable as silent:
        verdict = Verdict("tried", hold=2.0**delivery, error=str(silent))
    except DiscordError as refused:
        fault, verdict = refused, Verdict("refused", error=str(refused))
    except Exception as bug:  # noqa: BLE001 - the door: one job's bug never stops the next job
        fault, verdict = bug, Verdict("fault", hold=2.0**delivery, error=repr(bug))
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


def _keep(envelope: Envelope, delivery: int) -> Verdict:
    try:
        return WIRING.worker.deliver(envelope, delivery)
    except Unavailable:
        raise
    except DiscordError as refused:
        # The same request would be refused again.
        WIRING.worker.give_up(envelope, str(refused))
        raise
    except Exception as bug:
        if delivery >= LAST_DELIVERY:
            WIRING.worker.give_up(envelope, repr(bug))
        raise


def _hold(message: dict[str, Any], seconds: float) -> None:
    queue: SQSClient = aws.sqs()
    queue.change_message_visibility(
        QueueUrl=WIRING.settings.queue_url,
        ReceiptHandle=message["receiptHandle"],
        VisibilityTimeout=max(1, min(math.ceil(seconds), LONGEST_INVISIBLE)),
    )
