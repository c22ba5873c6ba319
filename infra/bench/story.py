"""One of each command and button, in an order in which each finds what it needs."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from infra.bench.posts import CHANNEL, GUILD, RIVAL, USER, Payload, by, choose, command, press

Say = Callable[[Payload], dict[str, Any]]
"""Posts an interaction; the answer's body."""

TOURNAMENT, MATCH, ASYNC, RUN, CODE = "that tournament", "that match", "that async", "that run", "that code"
"""The one that was made last."""
LINKED = "1502"
"""A server that enters the code."""
CODED = re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b")
A_MATCH = {"tournament": TOURNAMENT, "when": "in 5 hours", "player1": USER, "player2": RIVAL}
OTHERS = {**A_MATCH, "player1": "1403"}
"""Players, so that whoever asks may be on the crew."""
A_RUN = {"run": RUN, "async": ASYNC}
A_POOL = {"async": ASYNC, "pool": "Pool A"}
SEED = "https://example.org/seed/"
MADE = {"tournament create": TOURNAMENT, "match create": MATCH, "async create": ASYNC, "run.confirm": RUN}
MORE_THAN_A_PAGE = 11
RACED = re.compile(r"run\.|async reattempt$|review\.restore$")
"""What the player does: the staff's measures are for other people's runs."""
COUNTDOWN = 11.0
"""Seconds after an answer until its buttons are pressed: a run has started by then."""
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
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
    ("async create", {"name": "Old", "channel": CHANNEL}),
    ("async close", {"async": ASYNC}),
    ("async delete", {"async": ASYNC}),
    ("async create", {"name": "Winter Qualifier", "channel": CHANNEL, "reattempts": 1}),
    ("async pool", {"async": ASYNC, "name": "Pool A"}),
    *[("async permalink", {**A_POOL, "url": f"{SEED}{number}"}) for number in range(MORE_THAN_A_PAGE)],
    ("async permalink", {**A_POOL, "url": f"{SEED}live", "live": True}),
    ("async edit", {"async": ASYNC, "par_sample": 3}),
    ("async show", {"async": ASYNC}),
    ("async list", {}),
    ("async post", {"async": ASYNC}),
    ("async open", {"async": ASYNC}),
    ("run.new", {"async": ASYNC}),
    ("async extend", {"run": RUN, "minutes": 30}),
    ("run.ready", A_RUN),
    ("run.forfeit-no", {"run": RUN}),
    ("run.vod", A_RUN),
    ("run.flag", A_RUN),
    ("async runs", {"async": ASYNC}),
    ("async board", {"async": ASYNC}),
    ("async review", {"async": ASYNC}),
    ("review.notes", {**A_RUN, "page": ""}),
    ("review.time", A_RUN),
    ("review.reject", A_RUN),
    ("review.approve", A_RUN),
    ("async disqualify", {"run": RUN, "reason": "No VOD"}),
    ("async reattempt", {"run": RUN, "reason": "The seed was broken"}),
    ("async recalculate", {"async": ASYNC}),
    ("async export", {"async": ASYNC}),
    ("async live", {**A_POOL, "when": "in 2 hours"}),
    ("async remove", {**A_POOL, "permalink": "1-1"}),
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
"""Commands, and the buttons that stand on messages which only the worker sends, or on answers to other buttons."""


def tell(say: Say, guild: str = GUILD) -> Iterator[str]:
    """Each request's name, when it has been answered. A button is pressed when it first appears."""
    made: dict[str, str] = {}
    pressed: set[str] = set()
    for name, options in STEPS:
        where = LINKED if CODE in options.values() else guild
        payload = _by_whom(
            name, _step(name, {option: made.get(str(each), each) for option, each in options.items()}, where)
        )
        answer = say(payload)
        if code := CODED.search(answer["data"].get("content", "")):
            made[CODE] = code[0]
        _note(made, name, payload)
        yield name
        for control in _controls(answer):
            tag = control["custom_id"].partition(":")[0]
            if tag not in pressed:
                pressed.add(tag)
                payload = _by_whom(tag, _used(control, guild))
                say(payload)
                _note(made, tag, payload)
                yield tag


def _by_whom(name: str, payload: Payload) -> Payload:
    return by(RIVAL, payload) if RACED.match(name) else payload


def _note(made: dict[str, str], name: str, payload: Payload) -> None:
    if name in MADE:
        made[MADE[name]] = payload["id"]


def _step(name: str, options: dict[str, Any], guild: str) -> Payload:
    """A button by its tag, a command by its path."""
    return press(":".join((name, *options.values())), guild) if "." in name else command(name, options, guild)


def _used(control: dict[str, Any], guild: str) -> Payload:
    chosen = control.get("options")
    if chosen:
        return choose(control["custom_id"], chosen[0]["value"], guild)
    return press(control["custom_id"], guild, later=COUNTDOWN)


def _controls(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Menus first, then the buttons from the last one on: what leads on stands first."""
    rows = answer["data"].get("components", [])
    controls = [each for row in rows for each in row.get("components", ()) if not each.get("disabled")]
    menus = [each for each in controls if "options" in each]
    return menus + [each for each in reversed(controls) if "custom_id" in each and each not in menus]
