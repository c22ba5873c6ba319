"""Ends a run by the clock, from whichever side it is noticed."""

from datetime import datetime

from paddock.audit.model import SYSTEM
from paddock.change import Change, Planned
from paddock.runs import records, rules
from paddock.runs.asks import News
from paddock.runs.model import Run, Status
from paddock.runs.plans import followed_up
from paddock.tasks.asks import CountWork
from paddock.tasks.model import Task
from paddock.tools import Tools

TASKS = {Status.PENDING: Task.PENDING_RUNS, Status.IN_PROGRESS: Task.RUNNING_RUNS}
"""Which one keeps the limit of a run that is open."""


def closed_by_clock(run: Run, tools: Tools) -> Change:
    """It is the clock's doing, whoever's click it was at which it was noticed."""
    entrant = tools.runs.entrant(run.organization, run.async_, run.user)
    after = rules.timed_out(run)
    saved = records.saved(run, after, entrant, "run.timed out")
    by_clock = tuple(entry._replace(actor=SYSTEM) for entry in saved.entries)
    told = followed_up(run, after, tools.now, News.TIMED_OUT)
    return Change(saved.writes, by_clock, saved.jobs) + told + counted(run, "forfeited", tools.now)


def counted(run: Run, what: str, now: datetime) -> Change:
    """Apart from the work itself: the record of a task is one for all runs, and none of them waits for another."""
    deadline = int(run.deadline.timestamp()) if run.deadline else 0
    by = f"{run.id}.{deadline}"
    count = CountWork(organization=run.organization, task=TASKS[run.status], what=what, by=by, at=now)
    return Change(jobs=(Planned(count),))
