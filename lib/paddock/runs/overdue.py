"""`/config tasks`: the limits of one organization's runs that were due, while their task was off too, at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from paddock.change import NOTHING, Change
from paddock.ids import OrganizationId
from paddock.job_tools import JobTools
from paddock.runs.asks import TimeOutRun, WarnRun
from paddock.runs.closing import TASKS
from paddock.runs.model import Run
from paddock.tasks.model import MOST_MINUTES, Task
from paddock.tasks.model import Run as TaskRun

EARLIEST_WARNING = timedelta(minutes=MOST_MINUTES)
MOST_OPEN = 5000
SOON = "Each run is seen to by itself, from now on; the status of the task tells what came of it."


def running(task: Task) -> Callable[[OrganizationId, JobTools], tuple[Change, TaskRun]]:
    def run_limits(organization: OrganizationId, tools: JobTools) -> tuple[Change, TaskRun]:
        """Each run is promised its own job, so that none waits for another's trouble."""
        settings = tools.tasks.get(organization, task).settings
        found = tools.runs.open(organization, tools.now + EARLIEST_WARNING, MOST_OPEN)
        mine = (run for run in found if TASKS[run.status] is task and settings.concerns(run.async_))
        due = [job for job in (_due(run, tools.now) for run in mine) if job]
        tools.promise(due)
        notes = (SOON,) if due else ()
        return NOTHING, TaskRun(started=tools.now, ended=tools.now, counts={"due": len(due)}, notes=notes)

    return run_limits


def _due(run: Run, now: datetime) -> TimeOutRun | WarnRun | None:
    about = {"organization": run.organization, "run": run.id, "deadline": run.deadline, "by_hand": True}
    if run.is_overdue(now):
        return TimeOutRun.model_validate(about)
    # A warning that would have come before the clock ran was never to be given.
    is_near = run.warn_at is not None and (run.started or run.opened) < run.warn_at <= now
    return WarnRun.model_validate(about) if is_near and run.warned != run.deadline else None
