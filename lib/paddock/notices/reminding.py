"""Reminders: at the due instant each player is promised one, and each promise is kept once."""

from datetime import timedelta

from paddock.change import Change, Planned
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.ids import ChannelId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match, Status
from paddock.notices import records, views
from paddock.notices.asks import RemindPlayers, SendReminder
from paddock.notices.model import Notice, Way
from paddock.tasks.model import Run, Task
from paddock.tasks.records import ran
from paddock.tournaments.model import Tournament

CLOSED_DM = frozenset({50007, 50278, 40003})
"""They take no messages from us, share no server with us, or Discord lets us open no more channels."""
NO_SUCH_USER = 10013
LATEST = timedelta(minutes=15)
"""After the start: what an outage held up is still worth sending, what an edit promises anew later is not."""


def remind_players(job: RemindPlayers, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    task = tools.tasks.get(job.organization, Task.REMINDERS)
    if match is None or not _is_on(match, job) or not task.enabled or tools.now > job.start + LATEST:
        return Outcome()
    promises = tuple(
        Planned(SendReminder(organization=job.organization, match=job.match, start=job.start, user=user))
        for user in match.users
    )
    run = Run(started=tools.now, ended=tools.now, counts={"reminders": len(promises)})
    return Outcome(Change(jobs=promises) + ran(task, run))


def send_reminder(job: SendReminder, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    if match is None or not _is_on(match, job) or job.user not in match.users:
        return Outcome()
    if tools.notices.find(job.organization, job.match, job.user, job.start):
        return Outcome()
    found = tools.tournaments.find_many(job.organization, [match.tournament])
    way = _tell(job, match, found[match.tournament], tools)
    return Outcome(records.told(_notice(job, way)))


def _is_on(match: Match, job: RemindPlayers | SendReminder) -> bool:
    return match.status is Status.SCHEDULED and match.when == job.start


def _tell(job: SendReminder, match: Match, tournament: Tournament, tools: JobTools) -> Way:
    nonce = digest(job.organization, job.id)
    try:
        channel = tools.discord.open_dm(job.user)
        tools.discord.send(channel, views.reminder(match, tournament, job.start), nonce)
    except DiscordError as refused:
        if refused.code not in CLOSED_DM and refused.code != NO_SUCH_USER:
            raise
    else:
        return Way.DIRECT
    announcements = _announcements(job, tools)
    if announcements is None:
        return Way.NOT
    try:
        tools.discord.send(announcements, views.reminder(match, tournament, job.start, job.user), nonce)
    except (Forbidden, Unknown):
        return Way.NOT
    return Way.ANNOUNCED


def _announcements(job: SendReminder, tools: JobTools) -> ChannelId | None:
    servers = tools.organizations.servers(tools.organizations.get(job.organization))
    return next((each.announcements for each in servers if each.announcements and not each.paused), None)


def _notice(job: SendReminder, way: Way) -> Notice:
    return Notice(organization=job.organization, match=job.match, user=job.user, start=job.start, way=way)
