"""`/config tasks run`: the task's own work for one organization, with a report for whoever asked."""

from collections.abc import Callable, Mapping

from paddock.change import Change
from paddock.ids import OrganizationId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.tasks import records, views
from paddock.tasks.asks import RunTask
from paddock.tasks.model import Run, Task
from paddock.telemetry import Stopwatch

Runner = Callable[[OrganizationId, JobTools], tuple[Change, Run]]
"""What is left to be written, and what was done."""


def running(runners: Mapping[Task, Runner]) -> Callable[[RunTask, JobTools], Outcome]:
    def run_task(job: RunTask, tools: JobTools) -> Outcome:
        watch = Stopwatch()
        change, run = runners[job.task](job.organization, tools)
        run = run.timed(watch.milliseconds)
        state = tools.tasks.get(job.organization, job.task)
        return Outcome(change + records.ran(state, run), views.report(job.task, run))

    return run_task
