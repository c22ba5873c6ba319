"""`/config check`: asks Discord about every server, reports, and forgets the troubles that are over."""

from collections.abc import Sequence

from paddock.calendar.asks import SyncServer
from paddock.change import NOTHING, Change, Planned
from paddock.crews.asks import UpdateNeeds
from paddock.discord.rest import DiscordError, RateLimited
from paddock.errors import NotFound, Unavailable
from paddock.ids import UserId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.organizations.asks import CheckServers, NameServer
from paddock.organizations.checks import NEEDED, Lack, Place, in_server, lacks, places
from paddock.organizations.findings import Finding, checked
from paddock.organizations.model import Organization, Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission
from paddock.request import Job

CANNOT_SEE = "Discord does not let me look at this server ({code}: {message}). Add me again"
SILENT = "Discord gave no answer about this server. Check again in a minute"


def check_servers(job: CheckServers, tools: JobTools) -> Outcome:
    organization = tools.organizations.get(job.organization)
    if job.guild not in organization.servers:
        raise NotFound("server")
    findings = _findings(organization, tools)
    change = NOTHING
    for before, finding in findings:
        if finding.server != before:
            change += saved_server(before, finding.server, "server.checked")
            change += _caught_up(before, finding.server, organization)
    return Outcome(change, checked([finding for _, finding in findings], job.guild, tools.application))


def _caught_up(before: Server, after: Server, organization: Organization) -> Change:
    """What was given up on there is tried again as soon as an admin has seen to it."""
    if not before.paused and len(after.troubles) == len(before.troubles):
        return NOTHING
    jobs: list[Job] = [SyncServer(organization=organization.id, guild=after.guild)]
    if after.guild == organization.needs_guild:
        jobs.append(UpdateNeeds(organization=organization.id))
    return Change(jobs=tuple(Planned(job) for job in jobs))


def _findings(organization: Organization, tools: JobTools) -> list[tuple[Server, Finding]]:
    """A server that can't be asked holds up no other; raises if all are silent, or Discord wants to hear nothing."""
    bot = tools.discord.fetch_bot_id()
    asyncs = tools.asyncs.directory(organization.id)
    found: list[tuple[Server, Finding]] = []
    silence: Unavailable | None = None
    for server in tools.organizations.servers(organization):
        try:
            found.append((server, _looked_at(server, places(server, organization, asyncs), bot, tools)))
        except Unavailable as silent:
            if isinstance(silent, RateLimited) and silent.everywhere:
                raise
            silence = silent
            found.append((server, Finding(server, failure=SILENT)))
    if silence and all(finding.failure == SILENT for _, finding in found):
        raise silence
    return found


def _looked_at(server: Server, written: Sequence[Place], bot: UserId, tools: JobTools) -> Finding:
    try:
        guild = tools.discord.fetch_guild(server.guild)
        member = tools.discord.fetch_member(server.guild, bot)
        channels = tools.discord.fetch_channels(server.guild) if written else []
    except DiscordError as error:
        return Finding(server, failure=CANNOT_SEE.format(code=error.code, message=error.message), is_addable=True)
    found = lacks(guild, member, channels, written)
    after = _without_settled(server, found).model_copy(update={"name": guild["name"], "paused": False})
    missing = Permission(0)
    for lack in found:
        missing |= lack.permission
    return Finding(after, tuple(found), is_addable=bool(missing & ~in_server(guild, member)))


def _without_settled(server: Server, found: list[Lack]) -> Server:
    """Permissions that are there by now; whether other troubles are over only the next try tells."""
    missing = {lack.permission for lack in found}
    for permission in NEEDED:
        if permission not in missing and permission.name:
            server = server.relieved(permission.name)
    return server


def name_server(job: NameServer, tools: JobTools) -> Outcome:
    """Where Discord does not let us look, the server is shown by its id; `/config check` tells why."""
    server = tools.organizations.server(job.guild)
    try:
        name = tools.discord.fetch_guild(job.guild)["name"]
    except DiscordError:
        return Outcome()
    change = (
        Change()
        if name == server.name
        else saved_server(server, server.model_copy(update={"name": name}), "server.named")
    )
    return Outcome(change)
