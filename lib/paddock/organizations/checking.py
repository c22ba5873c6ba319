"""`/config check`: asks Discord, reports, and forgets the troubles that are over."""

from paddock.change import NOTHING
from paddock.discord.rest import DiscordError
from paddock.errors import Refusal
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.organizations import views
from paddock.organizations.asks import CheckServer
from paddock.organizations.checks import NEEDED, Lack, lacks
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server


class CannotSee(Refusal):
    def __init__(self, error: DiscordError) -> None:
        super().__init__(f"Discord does not let me look at this server ({error.code}: {error.message}). Add me again.")


def check_server(job: CheckServer, tools: JobTools) -> Outcome:
    server = tools.organizations.server(job.guild)
    try:
        guild = tools.discord.fetch_guild(job.guild)
        member = tools.discord.fetch_member(job.guild, tools.discord.fetch_bot_id())
        channels = tools.discord.fetch_channels(job.guild)
    except DiscordError as error:
        raise CannotSee(error) from error
    found = lacks(guild, member, channels, server.announcements)
    after = _without_settled(server, found)
    change = saved_server(server, after, "server.relieved") if after != server else NOTHING
    return Outcome(change, views.checked(found, tools.application, after))


def _without_settled(server: Server, found: list[Lack]) -> Server:
    """Permissions that are there by now; whether other troubles are over only the next try tells."""
    missing = {lack.permission for lack in found}
    for permission in NEEDED:
        if permission not in missing and permission.name:
            server = server.relieved(permission.name)
    return server
