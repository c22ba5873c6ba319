"""How the audit shows one value: as people write it, and what is hidden in a list by its name."""

import re
from datetime import datetime
from typing import Any

from paddock.discord.text import channel, escape, mention, moment, role
from paddock.ids import ChannelId, RoleId, UserId
from paddock.matches.finish_times import written

MOST_VALUE = 80
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CHANNELS = ("announcements", "needs_channel", "channel", "posted_in", "thread")
PEOPLE = ("user", "by", "player")
TIMES = ("milliseconds", "original")
NAMES = ("name", "kind", "id")
"""By which a part of a list is called."""


def shown(name: str, value: Any) -> str:
    """`name`: of the field that holds it."""
    match value:
        case None | [] | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case int() if name in TIMES:
            return written(value // 1000)
        case list():
            return ", ".join(shown(name, each) for each in value[:8])
        case dict():
            return _part(name, value)
        case str() if INSTANT.fullmatch(value):
            return moment(datetime.fromisoformat(value), "f")
        case str() if value.isdigit():
            return _id(name, value)
        case _:
            return escape(str(value), MOST_VALUE)


def _part(name: str, value: dict[str, Any]) -> str:
    """One of a list, or a value that has several."""
    match value:
        case {"name": called, "role": role}:
            state = ", approved" if value.get("approved") else ""
            return f"{shown(name, called)} ({shown(name, role)}{state})"
        case {"player": player, "rank": rank}:
            return f"{shown(name, rank)}. {shown('player', player)}{_time(value)}"
        case {"permalink": permalink, "milliseconds": milliseconds}:
            return f"{shown(name, permalink)} {shown('milliseconds', milliseconds)}"
        case {"by": by}:
            return _deed(by, value)
        case _:
            return shown(name, next((value[each] for each in NAMES if each in value), "…"))


def _deed(by: Any, value: dict[str, Any]) -> str:
    """A review, a claim or a reattempt."""
    words = (shown(each, value[each]) for each in ("decision", "reason", "until") if value.get(each))
    return " · ".join((f"by {shown('by', by)}", *words))


def _time(place: dict[str, Any]) -> str:
    seconds = place.get("seconds")
    if place.get("dnf"):
        return " DNF"
    return f" {written(seconds)}" if isinstance(seconds, int) else ""


def _id(name: str, value: str) -> str:
    if name.endswith("_role"):
        return role(RoleId(value))
    if name in CHANNELS:
        return channel(ChannelId(value))
    return mention(UserId(value)) if name in PEOPLE else value
