"""Reminders: at the due instant each player is promised one, and each promise is kept once."""

from contextlib import suppress
from datetime import timedelta

from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.errors import Conflict
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match, Status
from paddock.notices import records, views
from paddock.notices.asks import RemindPlayers, SendReminder
from paddock.notices.model import Notice, Way
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission
from paddock.tasks.model import Run, Task
from paddock.tasks.records import ran
from paddock.tournaments.model import Tournament

CLOSED_DM = frozenset({50007, 50278, 40003})
"""They take no messages from us, share no server with us, or Discord lets us open no more channels."""
NO_SUCH_USER = 10013
MISSING_ACCESS = 50001
LATEST = timedelta(minutes=15)
"""After the start: what an outage held up is still worth sending, what an edit promises anew later is not."""


def remind_players(job: RemindPlayers, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    task = tools.tasks.get(job.organization, Task.REMINDERS)
    if match is None or not _is_on(match, job) or not task.enabled or tools.now > job.start + LATEST:
        return Outcome()
    if not _is_going_on(match, tools):
        return Outcome()
    promises = tuple(
        Planned(SendReminder(organization=job.organization, match=job.match, start=job.start, user=user))
        for user in match.users
    )
    with suppress(Conflict):
        # All of an organization's rounds share this record: none of them waits for another over it.
        tools.commit(ran(task, Run(started=tools.now, ended=tools.now, counts={"reminders": len(promises)})))
    return Outcome(Change(jobs=promises))


def send_reminder(job: SendReminder, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    if match is None or not _is_on(match, job) or job.user not in match.users or tools.now > job.start + LATEST:
        return Outcome()
    if tools.notices.find(job.organization, job.match, job.user, job.start):
        return Outcome()
    found = tools.tournaments.find_many(job.organization, [match.tournament])
    way, trouble = _tell(job, match, found[match.tournament], tools)
    return Outcome(records.told(_notice(job, way)) + trouble)


def _is_on(match: Match, job: RemindPlayers | SendReminder) -> bool:
    return match.status is Status.SCHEDULED and match.when == job.start


def _is_going_on(match: Match, tools: JobTools) -> bool:
    """Whether its tournament runs, and any of the servers has not sent us away."""
    tournament = tools.tournaments.get(match.organization, match.tournament)
    servers = tools.organizations.servers(tools.organizations.get(match.organization))
    return tournament.is_running and not all(each.paused for each in servers)


def _tell(job: SendReminder, match: Match, tournament: Tournament, tools: JobTools) -> tuple[Way, Change]:
    nonce = digest(job.organization, job.id)
    try:
        channel = tools.discord.open_dm(job.user)
        tools.discord.send(channel, views.reminder(match, tournament, job.start), nonce)
    except DiscordError as refused:
        if refused.code not in CLOSED_DM and refused.code != NO_SUCH_USER:
            raise
    else:
        return Way.DIRECT, NOTHING
    servers = tools.organizations.servers(tools.organizations.get(job.organization))
    server = next((each for each in servers if each.announcements and not each.paused), None)
    if server is None or server.announcements is None:
        return Way.NOT, NOTHING
    try:
        tools.discord.send(server.announcements, views.reminder(match, tournament, job.start, job.user), nonce)
    except (Forbidden, Unknown) as refused:
        return Way.NOT, _remembered(refused, server)
    return Way.ANNOUNCED, NOTHING


def _remembered(refused: DiscordError, server: Server) -> Change:
    """For the admins: their players' reminders get lost."""
    unseen = isinstance(refused, Unknown) or refused.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    after = server.troubled(str(kind.name), "announcements")
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def _notice(job: SendReminder, way: Way) -> Notice:
    return Notice(organization=job.organization, match=job.match, user=job.user, start=job.start, way=way)
