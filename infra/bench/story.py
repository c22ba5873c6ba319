"""One of each command and button, in an order in which each finds what it needs."""

from collections.abc import Callable, Iterator
from typing import Any

from infra.bench.posts import GUILD, RIVAL, USER, Payload, command, press

Say = Callable[[Payload], dict[str, Any]]
"""Posts an interaction; the answer's body."""

TOURNAMENT, MATCH = "that tournament", "that match"
"""The one that was made last."""
A_MATCH = {"tournament": TOURNAMENT, "when": "in 5 hours", "player1": USER, "player2": RIVAL}
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
    *[("match create", A_MATCH)] * MORE_THAN_A_PAGE,
    ("match edit", {"match": MATCH, "when": "in 6 hours"}),
    ("match show", {"match": MATCH}),
    ("match list", {"tournament": TOURNAMENT}),
    ("match cancel", {"match": MATCH}),
    ("me matches", {}),
    ("me timezone", {"timezone": "Europe/Berlin"}),
    ("config show", {}),
    ("config server", {"timezone": "Europe/Berlin", "event_minutes": 60, "reminder_minutes": 45}),
    ("config check", {}),
    ("config audit", {"limit": 20}),
    ("config tasks", {"task": "match_reminders", "action": "disable"}),
)


def tell(say: Say, guild: str = GUILD) -> Iterator[str]:
    """Each request's name, when it has been answered. A button is pressed when it first appears, the last one first."""
    made: dict[str, str] = {}
    pressed: set[str] = set()
    for path, options in COMMANDS:
        payload = command(path, {name: made.get(str(value), value) for name, value in options.items()}, guild)
        answer = say(payload)
        if path.endswith(" create"):
            made[TOURNAMENT if path.startswith("tournament") else MATCH] = payload["id"]
        yield path
        for custom_id in reversed(_custom_ids(answer)):
            tag = custom_id.partition(":")[0]
            if tag not in pressed:
                pressed.add(tag)
                say(press(custom_id, guild))
                yield tag


def _custom_ids(answer: dict[str, Any]) -> list[str]:
    rows = answer["data"].get("components", [])
    buttons = [button for row in rows for button in row["components"] if not button.get("disabled")]
    return [button["custom_id"] for button in buttons if "custom_id" in button]
