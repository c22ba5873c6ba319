"""How settings, checks and the audit are shown."""

import json
from collections.abc import Sequence

from paddock.audit.model import SYSTEM, AuditLine
from paddock.discord.message import Card, Colour, Link, Message
from paddock.discord.text import channel, count, cut, escape, mention, moment, role
from paddock.ids import RoleId, UserId
from paddock.organizations.checks import NEEDED, Lack
from paddock.organizations.model import Organization, Server, Trouble

INSTALL = (
    "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={bits}"
)
NOT_SET = "not set"
TROUBLES = {
    "EVENT_LIMIT": "This server has 100 open events, Discord's most. Matches without one get theirs when others end.",
}
MOST_VALUES = 300


def settings(organization: Organization, server: Server, text: str = "") -> Message:
    place = channel(server.announcements) if server.announcements else NOT_SET
    lines = [
        f"**Time zone** {organization.timezone}",
        f"**Admin role** {_role(server.admin_role)} (besides everybody with Manage Server)",
        f"**Organizer role** {_role(server.organizer_role)}",
        f"**Host role** {_role(server.host_role)}",
        f"**Announcements** {place}",
        f"**Event length** {organization.event_minutes} minutes",
        f"**Reminder** {organization.reminder_minutes} minutes before a match",
        *(f"⚠️ {trouble(each)}" for each in server.troubles),
    ]
    colour = Colour.WARNING if server.troubles else Colour.PLAIN
    return Message(text, Card("Settings", tuple(lines), colour, "Change them with /config server"))


def _role(which: RoleId | None) -> str:
    return role(which) if which else NOT_SET


def trouble(which: Trouble) -> str:
    label = which.kind.replace("_", " ").title()
    return TROUBLES.get(
        which.kind, f"Discord refused {which.where}: I lack **{label}**. `/config check` has the remedy."
    )


def checked(lacks: Sequence[Lack], application: str, server: Server) -> Message:
    link = Link("Grant what is missing", INSTALL.format(application=application, bits=int(NEEDED)))
    if not lacks:
        advice = "" if server.announcements else "\nNo announcements channel is set: `/config server` sets one."
        return Message(card=Card("Check", (f"Everything is in order.{advice}",), Colour.GOOD))
    lines = tuple(f"❌ **{each.permission.label}** {each.where}: {each.remedy}" for each in lacks)
    return Message(card=Card(f"{count(len(lacks), 'permission')} missing", lines, Colour.WARNING), buttons=(link,))


def audit(lines: Sequence[AuditLine]) -> Message:
    if not lines:
        return Message("Nothing has been changed yet.")
    return Message(card=Card("Audit, newest first", tuple(_line(each) for each in lines)))


def _line(line: AuditLine) -> str:
    who = line.actor if line.actor == SYSTEM else mention(UserId(line.actor))
    values = _values(line)
    return f"{moment(line.instant, 'f')} {who} **{line.action}** `{line.subject}`" + (f" {values}" if values else "")


def _values(line: AuditLine) -> str:
    names = [name for name in line.after if name not in ("organization", "id")]
    told = [f"{name}: {_change(line, name)}" for name in names]
    return escape(cut("; ".join(told), MOST_VALUES), MOST_VALUES)


def _change(line: AuditLine, name: str) -> str:
    after = json.dumps(line.after[name], ensure_ascii=False)
    return f"{json.dumps(line.before[name], ensure_ascii=False)} → {after}" if name in line.before else after
