"""Mentions in the announcements channels, for those who can't be written to."""

from collections.abc import Iterator

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError
from paddock.ids import ChannelId, OrganizationId
from paddock.job_tools import JobTools
from paddock.notices.letter import Letter
from paddock.notices.model import Way
from paddock.organizations.channels import is_refused, refused, taken
from paddock.organizations.model import Server

WHERE = "announcements"


def announce(letter: Letter, tools: JobTools) -> tuple[Way, Change]:
    """In the first server whose channel takes it. Where none does, there is nobody left to ask: nothing is raised."""
    change = NOTHING
    for server, channel in _channels(letter.organization, tools):
        try:
            tools.send_once(channel, letter.announced, letter.nonce, letter.is_it)
        except DiscordError as error:
            change += refused(server, error, WHERE)
        else:
            return Way.ANNOUNCED, change + taken(server, WHERE)
    return Way.NOT, change


def _channels(organization: OrganizationId, tools: JobTools) -> Iterator[tuple[Server, ChannelId]]:
    """Those that have refused before come last: they are asked where no other is left, and so are found mended."""
    servers = tools.organizations.servers(tools.organizations.get(organization))
    for server in sorted(servers, key=lambda each: is_refused(each, WHERE)):
        if server.announcements and not server.paused:
            yield server, server.announcements
