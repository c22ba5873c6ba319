"""Behind the HTTP door, for whatever is neither a PING nor a forgery."""

import json
import os
from typing import Any

from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

JSON = {"content-type": "application/json"}
WIRING = Wiring(Settings.read(os.environ))

Answer = dict[str, Any]


def receive_interaction(payload: dict[str, Any]) -> Answer:
    watch = Stopwatch()
    answered = WIRING.front_desk.answer(payload)
    record(
        "interaction",
        {"Answers": 1, "AnswerMilliseconds": watch.milliseconds},
        {"Kind": answered.kind, "Outcome": answered.outcome},
        {"interaction": payload["id"], "guild": payload.get("guild_id"), "request": answered.name},
        answered.failure,
    )
    return {"statusCode": 200, "headers": JSON, "body": json.dumps(answered.body)}


def receive_event(payload: dict[str, Any]) -> Answer:
    from paddock.organizations.arrivals import welcome_server

    watch = Stopwatch()
    outcome = welcome_server(payload, WIRING.database, WIRING.ledger)
    metrics = {"WebhookEvents": 1, "EventMilliseconds": watch.milliseconds}
    record("webhook event", metrics, {"Outcome": outcome}, {"event": payload.get("event", {}).get("type")})
    return {"statusCode": 204, "headers": JSON, "body": ""}


def prime() -> None:
    """Import and connect everything now."""
    assert WIRING.front_desk
    assert WIRING.ledger
