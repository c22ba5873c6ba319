"""Jobs about matches."""

from paddock.change import NOTHING, Change
from paddock.ids import OrganizationId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.asks import FinishUntouched, ReplanReminders
from paddock.matches.model import Match, Status
from paddock.matches.plans import followed_up, reminder
from paddock.matches.records import saved
from paddock.matches.rules import stepped
from paddock.tasks.model import Run

MOST_PLANNED = 80
"""In one transaction."""


def replan_reminders(job: ReplanReminders, tools: JobTools) -> Outcome:
    change, _ = run_reminders(job.organization, tools)
    return Outcome(change)


def finish_untouched(job: FinishUntouched, tools: JobTools) -> Outcome:
    match = tools.matches.find(job.organization, job.match)
    if match is None or not _is_untouched(match, job):
        return Outcome()
    tournament = tools.tournaments.get(job.organization, match.tournament)
    after = stepped(match, Status.FINISHED, None, tools.now)
    planned = followed_up(match, after, tournament, tools.organizations.get(job.organization), tools.now)
    return Outcome(saved(match, after, f"match.{after.status}") + planned)


def _is_untouched(match: Match, job: FinishUntouched) -> bool:
    """It may have moved, begun or been cancelled since it was promised."""
    return match.source is not None and match.status is Status.SCHEDULED and match.when == job.start


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
