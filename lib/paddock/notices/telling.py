"""Keeps the promise that one person is told one fact: once, and in the order of the facts."""

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.ids import ChannelId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.notices import records, views
from paddock.notices.asks import TellPerson
from paddock.notices.model import Fact, Notice, Way
from paddock.notices.reminding import is_wanted
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission
from paddock.tournaments.model import Tournament

CLOSED_DM = frozenset({50007, 50278, 40003})
"""They take no messages from us, share no server with us, or Discord lets us open no more channels."""
NO_SUCH_USER = 10013
MISSING_ACCESS = 50001


def tell_person(job: TellPerson, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    telling = job.telling
    if match is None or tools.notices.find(job.organization, job.match, telling.user, telling.fact, job.mark):
        return Outcome()
    if telling.fact is Fact.REMINDER and not _is_to_be_reminded(match, job, tools):
        return Outcome()
    if telling.fact.kind in tools.people.get(job.organization, telling.user).muted:
        return Outcome(records.told(_notice(job, Way.MUTED)))
    found = tools.tournaments.find_many(job.organization, [match.tournament])
    way, trouble = _tell(job, match, found[match.tournament], tools)
    return Outcome(records.told(_notice(job, way)) + trouble)


def _is_to_be_reminded(match: Match, job: TellPerson, tools: JobTools) -> bool:
    is_on = job.when is not None and is_wanted(match, job.when, tools.now)
    return is_on and job.telling.user in match.involved


def _tell(job: TellPerson, match: Match, tournament: Tournament, tools: JobTools) -> tuple[Way, Change]:
    nonce = digest(job.organization, job.match, job.telling.user, job.telling.fact, job.mark)
    try:
        channel = tools.discord.open_dm(job.telling.user)
        tools.discord.send(channel, views.notice(job, match, tournament), nonce)
    except DiscordError as refused:
        if refused.code not in CLOSED_DM and refused.code != NO_SUCH_USER:
            raise
    else:
        return Way.DIRECT, NOTHING
    servers = tools.organizations.servers(tools.organizations.get(job.organization))
    server = next((each for each in servers if each.announcements and not each.paused), None)
    if server is None or server.announcements is None:
        return Way.NOT, NOTHING
    return _announce(job, match, tournament, server, server.announcements, nonce, tools)


def _announce(
    job: TellPerson,
    match: Match,
    tournament: Tournament,
    server: Server,
    channel: ChannelId,
    nonce: str,
    tools: JobTools,
) -> tuple[Way, Change]:
    try:
        tools.discord.send(channel, views.notice(job, match, tournament, mentioned=True), nonce)
    except (Forbidden, Unknown) as refused:
        return Way.NOT, _remembered(refused, server)
    return Way.ANNOUNCED, NOTHING


def _remembered(refused: DiscordError, server: Server) -> Change:
    """For the admins: what their players are to be told gets lost."""
    unseen = isinstance(refused, Unknown) or refused.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    after = server.troubled(str(kind.name), "announcements")
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def _notice(job: TellPerson, way: Way) -> Notice:
    telling = job.telling
    return Notice(
        organization=job.organization,
        match=job.match,
        user=telling.user,
        fact=telling.fact,
        mark=job.mark,
        way=way,
    )
