"""One of each command and button, in an order in which each finds what it needs."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from infra.bench.posts import GUILD, RIVAL, USER, Payload, choose, command, press

Say = Callable[[Payload], dict[str, Any]]
"""Posts an interaction; the answer's body."""

TOURNAMENT, MATCH, CODE = "that tournament", "that match", "that code"
"""The one that was made last."""
LINKED = "1502"
"""A server that enters the code."""
CODED = re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b")
A_MATCH = {"tournament": TOURNAMENT, "when": "in 5 hours", "player1": USER, "player2": RIVAL}
OTHERS = {**A_MATCH, "player1": "1403"}
"""Players, so that whoever asks may be on the crew."""
MORE_THAN_A_PAGE = 11
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ping", {}),
    ("help", {}),
    ("tournament create", {"name": "Idle"}),
    ("tournament delete", {"tournament": TOURNAMENT}),
    ("tournament create", {"name": "Winter Open", "scheduled_events": True}),
    ("tournament edit", {"tournament": TOURNAMENT, "event_minutes": 90}),
    ("tournament show", {"tournament": TOURNAMENT}),
    ("tournament list", {}),
    ("tournament sync", {"tournament": TOURNAMENT}),
    ("match create", OTHERS),
    ("match crew", {"match": MATCH, "user": USER, "role": "tracker"}),
    ("match result", {"match": MATCH, "winner": RIVAL, "time": "1:23:45"}),
    *[("match create", A_MATCH)] * MORE_THAN_A_PAGE,
    ("match needs", {}),
    ("match edit", {"match": MATCH, "when": "in 6 hours"}),
    ("match show", {"match": MATCH}),
    ("match list", {"tournament": TOURNAMENT}),
    ("match cancel", {"match": MATCH}),
    ("me matches", {}),
    ("me timezone", {"timezone": "Europe/Berlin"}),
    ("me notifications", {}),
    ("config show", {}),
    ("config server", {"timezone": "Europe/Berlin", "event_minutes": 60, "reminder_minutes": 45}),
    ("config check", {}),
    ("config link", {}),
    ("config link", {"code": CODE}),
    ("config unlink", {"server": LINKED}),
    ("config player", {}),
    ("config audit", {"limit": 20}),
    ("config tasks", {"task": "match_reminders", "action": "disable"}),
)


def tell(say: Say, guild: str = GUILD) -> Iterator[str]:
    """Each request's name, when it has been answered. A button is pressed when it first appears, the last one first."""
    made: dict[str, str] = {}
    pressed: set[str] = set()
    for path, options in COMMANDS:
        where = LINKED if CODE in options.values() else guild
        payload = command(path, {name: made.get(str(value), value) for name, value in options.items()}, where)
        answer = say(payload)
        if code := CODED.search(answer["data"].get("content", "")):
            made[CODE] = code[0]
        if path.endswith(" create"):
            made[TOURNAMENT if path.startswith("tournament") else MATCH] = payload["id"]
        yield path
        for control in reversed(_controls(answer)):
            custom_id = control["custom_id"]
            tag = custom_id.partition(":")[0]
            if tag not in pressed:
                pressed.add(tag)
                options = control.get("options")
                say(choose(custom_id, options[0]["value"], guild) if options else press(custom_id, guild))
                yield tag


def _controls(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Buttons and menus."""
    rows = answer["data"].get("components", [])
    controls = [each for row in rows for each in row["components"] if not each.get("disabled")]
    return [each for each in controls if "custom_id" in each]
