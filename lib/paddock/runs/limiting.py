"""The two limits of a run, kept by jobs that are due: a warning before each deadline, and the forfeit at it."""

from datetime import timedelta

from paddock.change import Change, Planned
from paddock.errors import Soon
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.runs.asks import TellThread, TimeOutRun, WarnRun
from paddock.runs.closing import TASKS, closed_by_clock, counted
from paddock.runs.model import Run
from paddock.runs.news import warning_of
from paddock.runs.records import RUN, progressed
from paddock.tasks.records import TASK

CLICKS_COME = timedelta(seconds=3)
"""Discord waits so long for the answer to a click: one from before the deadline may still be on its way."""


def warn_run(job: WarnRun, tools: JobTools) -> Outcome:
    """Once for each deadline: that it was given is written down as the thread is promised its line."""
    run = _found(job, tools)
    if run is None or run.is_overdue(tools.now) or run.warned == run.deadline or run.warn_at is None:
        return Outcome()
    warned = progressed(run, run.model_copy(update={"warned": run.deadline}), "run.warned")
    told = TellThread(
        organization=run.organization, run=run.id, news=warning_of(run), at=run.warn_at, race=run.live_race
    )
    return Outcome(warned + Change(jobs=(Planned(told),)) + counted(run, "warned", tools.now))


def time_out_run(job: TimeOutRun, tools: JobTools) -> Outcome:
    run = _found(job, tools)
    if run is None or not run.is_overdue(tools.now):
        return Outcome()
    if tools.now < job.deadline + CLICKS_COME:
        raise Soon(job.deadline + CLICKS_COME, "clicks on their way")
    return Outcome(closed_by_clock(run, tools))


def _found(job: WarnRun | TimeOutRun, tools: JobTools) -> Run | None:
    """None where the run has gone on or got another deadline, and where its task leaves it alone."""
    tasks = (TASK.key(organization=job.organization, task=each) for each in TASKS.values())
    tools.preload([RUN.key(organization=job.organization, id=job.run), *tasks])
    run = tools.runs.find(job.organization, job.run)
    if run is None or run.deadline != job.deadline:
        return None
    task = tools.tasks.get(job.organization, TASKS[run.status])
    return run if job.by_hand or task.concerns(run.async_) else None
