"""Jobs about matches."""

from collections.abc import Iterable

from paddock.change import NOTHING, Change
from paddock.errors import Conflict
from paddock.ids import OrganizationId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.asks import FinishUntouched, ReplanReminders
from paddock.matches.model import Match, Status
from paddock.matches.plans import followed_up, reminder
from paddock.matches.records import saved, unchanged
from paddock.matches.rules import stepped
from paddock.organizations.model import Organization
from paddock.tasks.model import Run

MOST_PLANNED = 40
"""In one transaction, of whose items each takes two."""


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
    return Outcome(saved(match, after, tools.now, f"match.{after.status}") + planned)


def _is_untouched(match: Match, job: FinishUntouched) -> bool:
    """It may have moved, begun or been cancelled since it was promised."""
    return match.source is not None and match.status is Status.SCHEDULED and match.when == job.start


def run_reminders(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    """Promise every coming match's reminder anew; nobody is reminded twice of the same start."""
    tenant = tools.organizations.get(organization)
    coming = [match for match in tools.matches.between(organization, tools.now, limit=5000) if match.when]
    for start in range(0, len(coming), MOST_PLANNED):
        _replan(coming[start : start + MOST_PLANNED], tenant, tools)
    return NOTHING, Run(started=tools.now, ended=tools.now, counts={"planned": len(coming)})


def _replan(matches: list[Match], tenant: Organization, tools: JobTools) -> None:
    """Each is held to what was read: one that moves meanwhile has promised its own reminder."""
    try:
        tools.commit(_replanned(matches, tenant))
    except Conflict:
        fresh = tools.matches.find_many(tenant.id, [match.id for match in matches])
        tools.commit(_replanned(fresh.values(), tenant))


def _replanned(matches: Iterable[Match], tenant: Organization) -> Change:
    return sum((unchanged(match) + Change(jobs=(reminder(match, tenant),)) for match in matches), NOTHING)
