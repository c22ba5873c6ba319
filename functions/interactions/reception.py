"""Behind the HTTP door, for whatever is neither a PING nor a forgery."""

import json
import os
from typing import Any

from paddock.deadline import within
from paddock.discord.interaction import Unreadable
from paddock.errors import Unavailable
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

JSON = {"content-type": "application/json"}
WIRING = Wiring(Settings.read(os.environ))

IN_TIME = 2.8
"""Seconds for an answer, which has to be on its way before Discord gives up after three."""

Answer = dict[str, Any]


def receive_interaction(payload: dict[str, Any], began: float) -> Answer:
    """`began` is the performance counter's reading when the request came."""
    watch = Stopwatch(began)
    try:
        with within(IN_TIME, watch):
            answered = WIRING.front_desk.answer(payload)
    except Unreadable as unreadable:
        record("unreadable", {"Answers": 1}, {"Kind": "none", "Outcome": "unreadable"}, {"error": str(unreadable)})
        return {"statusCode": 400, "headers": JSON, "body": "{}"}
    record(
        "interaction",
        {"Answers": 1, "AnswerMilliseconds": watch.milliseconds},
        {"Kind": answered.kind, "Outcome": answered.outcome},
        {
            "interaction": payload["id"],
            "guild": payload.get("guild_id"),
            "request": answered.name,
            "reference": answered.reference,
        },
        answered.failure,
    )
    return {"statusCode": 200, "headers": JSON, "body": json.dumps(answered.body)}


def receive_event(payload: dict[str, Any], began: float) -> Answer:
    """Discord repeats for ten minutes what is not answered with 204."""
    from paddock.organizations.arrivals import welcome_server

    watch = Stopwatch(began)
    kind, status = str(_event(payload).get("type")), 204
    failure: Exception | None = None
    try:
        with within(IN_TIME, watch):
            outcome = welcome_server(_event(payload), WIRING.database, WIRING.ledger)
    except Unavailable as silent:
        outcome, status = f"waiting for {silent.who}", 503
    except Exception as bug:  # noqa: BLE001 - the door: Discord repeats the event, and meanwhile somebody may mend it
        outcome, status, failure = "fault", 500, bug
    metrics = {"WebhookEvents": 1, "EventMilliseconds": watch.milliseconds}
    record("webhook event", metrics, {"Outcome": outcome}, {"event": kind}, failure)
    return {"statusCode": status, "headers": JSON, "body": ""}


def _event(payload: dict[str, Any]) -> dict[str, Any]:
    event = payload.get("event")
    return event if isinstance(event, dict) else {}


def prime() -> None:
    from paddock import priming

    priming.prime(WIRING)
