"""Jobs about matches."""

from paddock.change import NOTHING, Change
from paddock.ids import OrganizationId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.asks import ReplanReminders
from paddock.matches.plans import reminder
from paddock.tasks.model import Run

MOST_PLANNED = 80
"""In one transaction."""


def replan_reminders(job: ReplanReminders, tools: JobTools) -> Outcome:
    change, _ = run_reminders(job.organization, tools)
    return Outcome(change)


def run_reminders(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    """Promise every coming match's reminder anew; nobody is reminded twice of the same start."""
    tenant = tools.organizations.get(organization)
    coming = [match for match in tools.matches.between(organization, tools.now, limit=5000) if match.when]
    change = NOTHING
    for match in coming:
        if change.size == MOST_PLANNED:
            tools.commit(change)
            change = NOTHING
        change += Change(jobs=(reminder(match, tenant),))
    return change, Run(started=tools.now, ended=tools.now, counts={"planned": len(coming)})
