"""`/tournament sync` and `/config tasks`: the comparison for every server, with a report for whoever asked."""

from collections.abc import Sequence

from paddock.calendar.asks import SyncTournamentEvents
from paddock.calendar.syncing import COUNTED, Plan, carried_out, compare
from paddock.change import NOTHING, Change
from paddock.discord.message import Message
from paddock.discord.text import count
from paddock.ids import OrganizationId, TournamentId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.tasks.model import Run

REFUSED = "could not be asked; `/config check` says what is missing"


def sync_tournament_events(job: SyncTournamentEvents, tools: JobTools) -> Outcome:
    tournament = tools.tournaments.get(job.organization, job.tournament)
    change, plans = _compared(job.organization, tournament.id, tools)
    off = "" if tournament.event_watch else "\nEvents are off for this tournament: `/tournament edit` turns them on."
    return Outcome(change, Message("\n".join(_lines(plans)) + off))


def run_events_sync(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    change, plans = _compared(organization, None, tools)
    counts = {name: sum(plan.counts[name] for plan in plans if plan) for name in COUNTED}
    failed = sum(plan is None for plan in plans)
    return change, Run(started=tools.now, ended=tools.now, counts={**counts, "failed": failed})


def _compared(
    organization: OrganizationId, tournament: TournamentId | None, tools: JobTools
) -> tuple[Change, list[Plan | None]]:
    servers = tools.organizations.get(organization).servers
    plans = [compare(organization, guild, tournament, tools) for guild in servers]
    change = NOTHING
    for plan in plans:
        if plan:
            tools.commit(change)
            change = carried_out(plan, tools)
    return change, plans


def _lines(plans: Sequence[Plan | None]) -> list[str]:
    return [_line(plan, place, len(plans)) for place, plan in enumerate(plans, 1)]


def _line(plan: Plan | None, place: int, servers: int) -> str:
    where = f"Server {place}: " if servers > 1 else ""
    if plan is None:
        return f"{where}{REFUSED}."
    told = [f"{plan.counts[what]} to {what}" for what in ("create", "update", "remove") if plan.counts[what]]
    told += [f"{plan.counts['waiting']} waiting for room"] if plan.counts["waiting"] else []
    right = count(plan.counts["right"], "event is", "events are")
    return f"{where}{right} right" + (", " + ", ".join(told) + "; that happens now." if told else ", nothing to do.")
