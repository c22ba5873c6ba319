"""Behind the HTTP door, for whatever is neither a PING nor a forgery."""

import json
import os
from typing import Any

from paddock.discord.interaction import Unreadable
from paddock.errors import Unavailable
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

JSON = {"content-type": "application/json"}
WIRING = Wiring(Settings.read(os.environ))

Answer = dict[str, Any]


def receive_interaction(payload: dict[str, Any]) -> Answer:
    watch = Stopwatch()
    try:
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


def receive_event(payload: dict[str, Any]) -> Answer:
    """Discord repeats for ten minutes what is not answered with 204."""
    from paddock.organizations.arrivals import welcome_server

    watch = Stopwatch()
    kind, status = str(_event(payload).get("type")), 204
    try:
        outcome = welcome_server(_event(payload), WIRING.database, WIRING.ledger)
    except Unavailable as silent:
        outcome, status = f"waiting for {silent.who}", 503
    metrics = {"WebhookEvents": 1, "EventMilliseconds": watch.milliseconds}
    record("webhook event", metrics, {"Outcome": outcome}, {"event": kind})
    return {"statusCode": status, "headers": JSON, "body": ""}


def _event(payload: dict[str, Any]) -> dict[str, Any]:
    event = payload.get("event")
    return event if isinstance(event, dict) else {}


def prime() -> None:
    """Import and connect everything now."""
    from paddock import catalog

    assert catalog.ROUTES
    assert WIRING.front_desk
    assert WIRING.ledger
