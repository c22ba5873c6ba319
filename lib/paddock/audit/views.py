"""How the audit is shown: who, what, and each value before and after."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from paddock.asyncs.model import AsyncDirectory
from paddock.audit.model import SYSTEM, AuditLine
from paddock.audit.values import shown
from paddock.discord.message import Card, Message
from paddock.discord.text import escape, mention, moment
from paddock.ids import AsyncId, TournamentId, UserId
from paddock.tournaments.model import Directory

MOST_VALUES = 300
MOST_NAME = 60
UNTOLD = frozenset({"organization", "id", "source", "steps", "decided", "described"})
"""Of the steps the action and the status tell the last, and the line itself when something was decided or described."""


class Names(NamedTuple):
    """By which people know what the lines are about."""

    tournaments: Directory
    asyncs: AsyncDirectory

    def subject(self, kind: str, id: str) -> str:
        match kind:
            case "tournament":
                return f"`{self.tournaments.slug(TournamentId(id)) or id}`"
            case "async":
                return self._async(id) or f"`{id}`"
            case "pool":
                async_, _, pool = id.partition("-")
                name = self._async(async_)
                return f"`{pool}` of {name}" if name else f"`{id}`"
            case _:
                return f"`{id}`"

    def value(self, field: str, value: Any) -> str:
        name = self._async(value) if field == "async_" and isinstance(value, str) else None
        return name or shown(field, value)

    def _async(self, id: str) -> str | None:
        """A deleted one has no name any more."""
        found = self.asyncs.find(AsyncId(id))
        return escape(found.name, MOST_NAME) if found else None


def audit(lines: Sequence[AuditLine], names: Names) -> Message:
    if not lines:
        return Message("Nothing has been changed yet.")
    return Message(card=Card("Audit, newest first", tuple(_line(each, names) for each in lines)))


def _line(line: AuditLine, names: Names) -> str:
    who = line.actor if line.actor == SYSTEM else mention(UserId(line.actor))
    head = f"{moment(line.instant, 'f')} {who} **{line.action.replace('.', ' ')}** {_subject(line, names)}"
    values = _values(line, names)
    return f"{head}: {values}" if values else head


def _subject(line: AuditLine, names: Names) -> str:
    kind, _, id = line.subject.partition(":")
    subject = names.subject(kind, id)
    return subject if line.action.startswith(f"{kind}.") else f"{kind} {subject}"


def _values(line: AuditLine, names: Names) -> str:
    """As many of the changes as fit: a mention or a time that is cut shows as garbage."""
    told = ""
    for field in line.after:
        if field in UNTOLD:
            continue
        part = f"{escape(field.strip('_').replace('_', ' '))} {_change(line, field, names)}"
        if len(told) + len(part) > MOST_VALUES:
            return f"{told}; …"
        told = f"{told}; {part}" if told else part
    return told


def _change(line: AuditLine, field: str, names: Names) -> str:
    after = names.value(field, line.after[field])
    return f"{names.value(field, line.before[field])} → {after}" if field in line.before else after
