"""`/config tasks`: the pars of one organization's active asyncs, at once."""

from contextlib import suppress

from paddock.asyncs.model import Listed
from paddock.change import NOTHING, Change
from paddock.discord.text import count
from paddock.errors import Conflict
from paddock.ids import OrganizationId
from paddock.job_tools import JobTools
from paddock.scores import rules
from paddock.scores.asks import ScoreAsync
from paddock.scores.records import changed
from paddock.scores.scoring import worked_out
from paddock.tasks.model import Run, Task

MOST_AT_ONCE = 20
"""Asyncs, in the time that a worker has."""


def run_scoring(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    settings = tools.tasks.get(organization, Task.SCORES).settings
    listed = tools.asyncs.directory(organization).asyncs
    mine = [each for each in listed if each.active and settings.concerns(each.id)]
    repaired = [(each.name, _repaired(organization, each, tools)) for each in mine[:MOST_AT_ONCE]]
    told = tuple(f"{name}: {count(number, 'par')} changed" for name, number in repaired if number)
    counts = {"checked": len(repaired), "changed pars": sum(number for _, number in repaired)}
    later = mine[MOST_AT_ONCE:]
    notes = (f"{count(len(later), 'more async', 'more asyncs')} right after this",) if later else ()
    tools.promise(ScoreAsync(organization=organization, async_=each.id, repair=True) for each in later)
    return NOTHING, Run(started=tools.now, ended=tools.now, counts=counts, changes=told, notes=notes)


def _repaired(organization: OrganizationId, listed: Listed, tools: JobTools) -> int:
    """How many pars changed; where a run ends at the same moment, its own job sees to them."""
    async_ = tools.asyncs.find(organization, listed.id)
    if async_ is None:
        return 0
    before, after = worked_out(async_, tools)
    if before != after:
        with suppress(Conflict):
            tools.commit(changed(before, after))
            return rules.changed_pars(before, after)
    return 0
