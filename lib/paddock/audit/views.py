"""How the audit is shown: who, what, and each value before and after."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from paddock.audit.model import SYSTEM, AuditLine
from paddock.discord.message import Card, Message
from paddock.discord.text import channel, escape, mention, moment, role
from paddock.ids import ChannelId, RoleId, TournamentId, UserId
from paddock.matches.finish_times import written
from paddock.tournaments.model import Directory

MOST_VALUES = 300
MOST_VALUE = 80
UNTOLD = frozenset({"organization", "id", "source", "steps"})
"""Of the steps the action and the status tell the last."""
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CHANNELS = ("announcements", "needs_channel")
NAMES = ("name", "kind")
"""By which a part of a list is called."""


def audit(lines: Sequence[AuditLine], directory: Directory) -> Message:
    if not lines:
        return Message("Nothing has been changed yet.")
    return Message(card=Card("Audit, newest first", tuple(_line(each, directory) for each in lines)))


def _line(line: AuditLine, directory: Directory) -> str:
    who = line.actor if line.actor == SYSTEM else mention(UserId(line.actor))
    head = f"{moment(line.instant, 'f')} {who} **{line.action.replace('.', ' ')}** {_subject(line, directory)}"
    values = _values(line)
    return f"{head}: {values}" if values else head


def _subject(line: AuditLine, directory: Directory) -> str:
    kind, _, id = line.subject.partition(":")
    slug = directory.slug(TournamentId(id)) if kind == "tournament" else None
    shown = f"`{slug or id}`"
    return shown if line.action.startswith(f"{kind}.") else f"{kind} {shown}"


def _values(line: AuditLine) -> str:
    """As many of the changes as fit: a mention or a time that is cut shows as garbage."""
    told = ""
    for name in line.after:
        if name in UNTOLD:
            continue
        part = f"{escape(name.replace('_', ' '))} {_change(line, name)}"
        if len(told) + len(part) > MOST_VALUES:
            return f"{told}; …"
        told = f"{told}; {part}" if told else part
    return told


def _change(line: AuditLine, name: str) -> str:
    after = _value(name, line.after[name])
    return f"{_value(name, line.before[name])} → {after}" if name in line.before else after


def _value(name: str, value: Any) -> str:
    match value:
        case None | [] | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_value(name, each) for each in value[:8])
        case dict():
            return _part(name, value)
        case str() if INSTANT.fullmatch(value):
            return moment(datetime.fromisoformat(value), "f")
        case str() if value.isdigit():
            return _id(name, value)
        case _:
            return escape(str(value), MOST_VALUE)


def _part(name: str, value: dict[str, Any]) -> str:
    """One of a list."""
    match value:
        case {"name": called, "role": role}:
            state = ", approved" if value.get("approved") else ""
            return f"{_value(name, called)} ({_value(name, role)}{state})"
        case {"player": player, "rank": rank}:
            return f"{_value(name, rank)}. {_value('user', player)}{_time(value)}"
        case _:
            return _value(name, next((value[each] for each in NAMES if each in value), "…"))


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
    return mention(UserId(value)) if name == "user" else value
