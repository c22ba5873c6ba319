"""What Discord posts, built by hand: interactions and webhook events."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from paddock.clock import stamp
from paddock.permissions import Permission

NOON = datetime(2037, 11, 23, 12, tzinfo=UTC)
GUILD, CHANNEL, USER, APPLICATION = (
    "900000000000000001",
    "900000000000000002",
    "900000000000000003",
    "900000000000000004",
)
DISCORD_EPOCH_MS = 1420070400000
SUBCOMMAND, STRING, INTEGER, BOOLEAN = 1, 3, 4, 5
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4

_numbers = itertools.count(1)


def a_snowflake(moment: datetime = NOON) -> str:
    """A new id that Discord made at `moment`."""
    milliseconds = round(moment.timestamp() * 1000) - DISCORD_EPOCH_MS
    return str((milliseconds << 22) + next(_numbers))


def an_interaction(kind: int, data: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """As Discord posts it; `permissions` and `roles` are the member's, `guild=None` is a direct message."""
    now, user = changes.pop("now", NOON), {"id": changes.pop("user", USER), "username": "alice"}
    permissions, roles = changes.pop("permissions", Permission(0)), changes.pop("roles", ())
    guild = changes.pop("guild", GUILD)
    member = {"user": user, "permissions": str(int(permissions)), "roles": list(roles)}
    where = {"guild_id": guild, "member": member} if guild else {"user": user}
    made = {"id": a_snowflake(now), "type": kind, "application_id": APPLICATION, "token": "token", "version": 1}
    return {**made, "channel_id": CHANNEL, **where, "data": dict(data), **changes}


def a_command(path: str, options: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """`path` as people type it: "match create"."""
    return an_interaction(
        COMMAND, _nested(path, [_option(name, value) for name, value in (options or {}).items()]), **changes
    )


def an_autocomplete(path: str, focused: str, text: str = "", **changes: Any) -> dict[str, Any]:
    return an_interaction(AUTOCOMPLETE, _nested(path, [{**_option(focused, text), "focused": True}]), **changes)


def a_press(custom_id: str, **changes: Any) -> dict[str, Any]:
    return an_interaction(COMPONENT, {"component_type": 2, "custom_id": custom_id}, **changes)


def _nested(path: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    name, *rest = path.split()
    for word in reversed(rest):
        options = [{"type": SUBCOMMAND, "name": word, "options": options}]
    return {"id": "1", "type": 1, "name": name, "options": options}


def _option(name: str, value: Any) -> dict[str, Any]:
    kinds = {bool: BOOLEAN, int: INTEGER}
    return {"type": kinds.get(type(value), STRING), "name": name, "value": value}


def an_added_server(guild: str = GUILD, moment: datetime = NOON) -> dict[str, Any]:
    """The webhook event for a server that has added the bot."""
    data = {"integration_type": 0, "scopes": ["bot"], "user": {"id": USER}, "guild": {"id": guild, "name": "league"}}
    event = {"type": "APPLICATION_AUTHORIZED", "timestamp": stamp(moment).removesuffix("Z"), "data": data}
    return {"version": 1, "application_id": APPLICATION, "type": 1, "event": event}
