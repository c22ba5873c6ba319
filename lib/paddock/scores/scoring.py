"""Works the pars out from the runs: after each run that counts, whenever somebody asks, and every hour as a repair."""

from paddock.asyncs.model import Async
from paddock.change import NOTHING, Change, Planned
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.scores import rules, views
from paddock.scores.asks import ScoreAsync
from paddock.scores.model import Pars
from paddock.scores.records import changed
from paddock.tasks.asks import CountWork
from paddock.tasks.model import Task


def score_async(job: ScoreAsync, tools: JobTools) -> Outcome:
    """Whoever waits for it reads which pars changed."""
    async_ = tools.asyncs.find(job.organization, job.async_)
    if async_ is None:
        return Outcome()
    before, after = worked_out(async_, tools)
    told = _told(job, rules.changed_pars(before, after), tools) if job.repair else NOTHING
    return Outcome(changed(before, after) + told, views.recalculated(async_, before, after))


def worked_out(async_: Async, tools: JobTools) -> tuple[Pars, Pars]:
    """The pars as they are kept, and as the runs make them."""
    found = tools.scores.standings(async_.organization, async_.id, tools.now)
    return found.pars, rules.computed(found.pars, async_, found.entrants, tools.now)


def _told(job: ScoreAsync, number: int, tools: JobTools) -> Change:
    if not number:
        return NOTHING
    by = f"{job.async_}.{int(tools.now.timestamp())}"
    about = {"organization": job.organization, "task": Task.SCORES, "what": "changed pars", "number": number}
    return Change(jobs=(Planned(CountWork.model_validate({**about, "by": by, "at": tools.now})),))
