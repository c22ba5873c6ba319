"""Counts what a task has done in pieces, one piece after the other."""

from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.tasks.asks import CountWork
from paddock.tasks.model import Run
from paddock.tasks.records import counted


def count_work(job: CountWork, tools: JobTools) -> Outcome:
    state = tools.tasks.get(job.organization, job.task)
    return Outcome(counted(state, Run(started=job.at, ended=tools.now, counts={job.what: job.number})))
