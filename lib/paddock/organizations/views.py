"""How settings are shown, and how servers come together."""

from collections.abc import Sequence
from datetime import datetime

from paddock.discord.message import Card, Colour, Message
from paddock.discord.text import channel, count, escape, moment, plain, role
from paddock.ids import ChannelId, RoleId
from paddock.organizations.model import Organization, Server, Trouble

INSTALL = (
    "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={bits}"
)
NOT_SET = "not set"
MOST_NAME = 60
TROUBLES = {
    "THREAD_LIMIT": "This server has as many active threads as Discord takes: new runs get none. Close some of them.",
    "EVENT_LIMIT": "This server has 100 open events, Discord's most. Matches without one get theirs when others end.",
}


def settings(organization: Organization, server: Server, servers: Sequence[Server] = (), text: str = "") -> Message:
    """`servers`: all of the organization's, to be named."""
    lines = [
        f"**Time zone** {organization.timezone}",
        f"**Admin role** {_role(server.admin_role)} (besides everybody with Manage Server)",
        f"**Organizer role** {_role(server.organizer_role)}",
        f"**Host role** {_role(server.host_role)}",
        f"**Announcements** {_channel(server.announcements)}",
        f"**Crew channel** {_channel(organization.needs_channel)}",
        f"**Event length** {organization.event_minutes} minutes",
        f"**Reminder** {organization.reminder_minutes} minutes before a match",
        *_servers(organization, server, servers),
        *(f"⚠️ {trouble(each)}" for each in server.troubles),
    ]
    colour = Colour.WARNING if server.troubles else Colour.PLAIN
    return Message(text, Card("Settings", tuple(lines), colour, "Change them with /config server"))


def _servers(organization: Organization, here: Server, servers: Sequence[Server]) -> list[str]:
    number = len(organization.servers)
    if number < 2:
        return ["**Servers** this one; `/config link` links another"]
    lines = [f"　{name(each)}{' (this one)' if each.guild == here.guild else ''}" for each in servers]
    return [f"**Servers** {number}, which share all of this but roles and announcements", *lines]


def name(server: Server) -> str:
    shown = escape(server.name or "", MOST_NAME)
    return f"**{shown}**" if shown else f"`{server.guild}`"


def plain_name(server: Server) -> str:
    """For places where Discord renders no markup."""
    return plain(server.name or "", MOST_NAME) or server.guild


def _role(which: RoleId | None) -> str:
    return role(which) if which else NOT_SET


def _channel(which: ChannelId | None) -> str:
    return channel(which) if which else NOT_SET


def trouble(which: Trouble) -> str:
    label = which.kind.replace("_", " ").title()
    return TROUBLES.get(
        which.kind, f"Discord refused {which.where}: I lack **{label}**. `/config check` has the remedy."
    )


def code_made(code: str, until: datetime) -> Message:
    return Message(
        f"**`{code}`** links one more server to this one. An admin of that server enters it there, "
        f"`/config link` with `code`, before {moment(until, 't')} ({moment(until, 'R')}); it works once.\n"
        "From then on both share all tournaments, matches and settings but roles and announcements, so give it only "
        "to somebody whom you trust with them."
    )


def linked(organization: Organization) -> Message:
    return Message(
        f"This server is linked: {count(len(organization.servers) + 1, 'server')} share their tournaments now, and "
        "their events appear here. `/config check` tells whether I may make them; `/config unlink` parts this server "
        "again."
    )


def unlinked(server: Server) -> Message:
    return Message(
        f"{name(server)} stands on its own again, with the settings that it had before; the events that it was shown "
        "go. `/config link` can link it again."
    )
