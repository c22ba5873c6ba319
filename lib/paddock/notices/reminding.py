"""Reminders: at the due instant everybody who is involved is promised one."""

from contextlib import suppress
from datetime import datetime, timedelta

from paddock.change import Change, Planned
from paddock.errors import Conflict
from paddock.ids import UserId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.matches.plans import reminder
from paddock.notices.asks import RemindPeople, TellPerson
from paddock.notices.model import Fact, Telling
from paddock.tasks.model import Run, Task
from paddock.tasks.records import ran

LATEST = timedelta(minutes=15)
"""After the start: what an outage held up is still worth sending, what an edit promises anew later is not."""

ROUNDING = timedelta(seconds=1)
"""The instants of jobs count in whole seconds."""


def remind_people(job: RemindPeople, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    if match is None:
        return Outcome()
    better = _better(job, match, tools)
    if better or not is_wanted(match, job.start, tools.now):
        return Outcome(Change(jobs=(better,) if better else ()))
    task = tools.tasks.get(job.organization, Task.REMINDERS)
    if not task.enabled or not _is_going_on(match, tools):
        return Outcome()
    promises = tuple(Planned(_promise(job, user, tools)) for user in match.involved)
    with suppress(Conflict):
        # All of an organization's rounds share this record: none of them waits for another over it.
        tools.commit(ran(task, Run(started=tools.now, ended=tools.now, counts={"reminders": len(promises)})))
    return Outcome(Change(jobs=promises))


def is_wanted(match: Match, start: datetime, now: datetime) -> bool:
    """The match may have moved, begun or been cancelled since the reminder was promised."""
    return match.status.is_awaited and match.when == start and now <= start + LATEST


def _better(job: RemindPeople, match: Match, tools: JobTools) -> Planned | None:
    """Whoever promised this may not have seen the match's last move, or the lead time: then what is right now."""
    right = reminder(match, tools.organizations.get(job.organization))
    if not isinstance(right, Planned):
        return None
    is_early = right.due is not None and tools.now + ROUNDING <= right.due
    return right if match.when != job.start or is_early else None


def _promise(job: RemindPeople, user: UserId, tools: JobTools) -> TellPerson:
    telling = Telling(user=user, fact=Fact.REMINDER)
    return TellPerson(organization=job.organization, match=job.match, telling=telling, at=tools.now, when=job.start)


def _is_going_on(match: Match, tools: JobTools) -> bool:
    """Whether its tournament runs, and any of the servers has not sent us away."""
    tournament = tools.tournaments.get(match.organization, match.tournament)
    servers = tools.organizations.servers(tools.organizations.get(match.organization))
    return tournament.is_running and not all(each.paused for each in servers)
