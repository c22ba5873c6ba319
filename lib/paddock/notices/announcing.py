"""Mentions in the announcements channels, for those who can't be written to."""

from collections.abc import Iterator

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.ids import ChannelId, OrganizationId
from paddock.job_tools import JobTools
from paddock.notices.letter import Letter, stands_in
from paddock.notices.model import Way
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission

MISSING_ACCESS = 50001
WHERE = "announcements"
KINDS = (str(Permission.VIEW_CHANNEL.name), str(Permission.SEND_MESSAGES.name))


def announce(letter: Letter, tools: JobTools) -> tuple[Way, Change]:
    """In the first server whose channel takes it. Where none does, there is nobody left to ask: nothing is raised."""
    change = NOTHING
    for server, channel in _channels(letter.organization, tools):
        try:
            if not stands_in(channel, letter, tools):
                tools.discord.send(channel, letter.announced, letter.nonce)
        except DiscordError as refused:
            change += _troubled(refused, server)
        else:
            return Way.ANNOUNCED, change + _relieved(server)
    return Way.NOT, change


def _channels(organization: OrganizationId, tools: JobTools) -> Iterator[tuple[Server, ChannelId]]:
    """Those that have refused before come last: they are asked where no other is left, and so are found mended."""
    servers = tools.organizations.servers(tools.organizations.get(organization))
    for server in sorted(servers, key=_has_refused):
        if server.announcements and not server.paused:
            yield server, server.announcements


def _has_refused(server: Server) -> bool:
    return any(server.has_trouble(kind, WHERE) for kind in KINDS)


def _troubled(refused: DiscordError, server: Server) -> Change:
    """For the admins: what their players are to be told gets lost."""
    if not isinstance(refused, Forbidden | Unknown):
        return NOTHING
    unseen = isinstance(refused, Unknown) or refused.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    after = server.troubled(str(kind.name), WHERE)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def _relieved(server: Server) -> Change:
    after = server
    for kind in KINDS:
        after = after.relieved(kind, WHERE)
    return saved_server(server, after, "server.relieved") if after != server else NOTHING
