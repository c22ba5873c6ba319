"""`/tournament sync` and `/config tasks`: the comparison for every server, with a report for whoever asked."""

from datetime import timedelta

from paddock.calendar import reports
from paddock.calendar.asks import SyncServer, SyncTournamentEvents
from paddock.calendar.comparison import COUNTED, carried_out
from paddock.calendar.reports import Compared
from paddock.calendar.syncing import compare
from paddock.change import NOTHING, Change, Planned
from paddock.errors import Unavailable
from paddock.ids import GuildId, OrganizationId, TournamentId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.tasks.model import Run

ASKED_AGAIN = timedelta(minutes=1)


def sync_tournament_events(job: SyncTournamentEvents, tools: JobTools) -> Outcome:
    tournament = tools.tournaments.get(job.organization, job.tournament)
    change, found = _compared(job.organization, tournament.id, tools)
    return Outcome(change, reports.report(tournament, found))


def run_events_sync(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    change, found = _compared(organization, None, tools)
    plans = [each.plan for each in found if each.plan]
    counts = {name: sum(plan.counts[name] for plan in plans) for name in COUNTED}
    return change, Run(started=tools.now, ended=tools.now, counts={**counts, "failed": len(found) - len(plans)})


def _compared(
    organization: OrganizationId, tournament: TournamentId | None, tools: JobTools
) -> tuple[Change, list[Compared]]:
    """One server that is silent holds up no other; raises if all are."""
    found: list[Compared] = []
    later = NOTHING
    silence: Unavailable | None = None
    for guild in tools.organizations.get(organization).servers:
        try:
            found.append(_compared_one(organization, guild, tournament, tools))
        except Unavailable as silent:
            silence = silent
            found.append(Compared(tools.organizations.server(guild), None, is_silent=True))
            job = SyncServer(organization=organization, guild=guild, tournament=tournament)
            later += Change(jobs=(Planned(job, tools.now + _wait(silent)),))
    if silence and not any(each.plan for each in found):
        raise silence
    return later, found


def _compared_one(
    organization: OrganizationId, guild: GuildId, tournament: TournamentId | None, tools: JobTools
) -> Compared:
    plan = compare(organization, guild, tournament, tools)
    tools.commit(carried_out(plan, tools) if plan else NOTHING)
    return Compared(tools.organizations.server(guild), plan)


def _wait(silent: Unavailable) -> timedelta:
    return timedelta(seconds=silent.retry_after) if silent.retry_after else ASKED_AGAIN
