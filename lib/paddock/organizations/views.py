"""How settings, checks and the audit are shown."""

from collections.abc import Sequence

from paddock.discord.message import Card, Colour, Link, Message
from paddock.discord.text import channel, count, role
from paddock.ids import RoleId
from paddock.organizations.checks import NEEDED, Lack
from paddock.organizations.model import Organization, Server, Trouble

INSTALL = (
    "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={bits}"
)
NOT_SET = "not set"
NO_ANNOUNCEMENTS = (
    "💡 No announcements channel is set: players whose DMs are closed get no reminder. "
    "`/config server` with `announcements` sets one."
)
TROUBLES = {
    "EVENT_LIMIT": "This server has 100 open events, Discord's most. Matches without one get theirs when others end.",
}


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
    """What Discord lacks to let us do, with the troubles that no permission mends."""
    missing = [f"❌ **{each.permission.label}** {each.where}: {each.remedy}" for each in lacks]
    named = {each.permission.name for each in lacks}
    others = [f"⚠️ {trouble(each)}" for each in server.troubles if each.kind not in named]
    advice = [] if server.announcements else [NO_ANNOUNCEMENTS]
    if not missing and not others:
        return Message(card=Card("Check", ("✅ Everything is in order.", *advice), Colour.GOOD))
    title = f"{count(len(missing), 'permission')} missing" if missing else "Check"
    url = INSTALL.format(application=application, bits=int(NEEDED)) + f"&guild_id={server.guild}"
    links = (Link("Grant what is missing", url),) if missing else ()
    return Message(card=Card(title, (*missing, *others, *advice), Colour.WARNING), buttons=links)
