"""`/tournament sync` and `/config tasks`: the comparison for every server, with a report for whoever asked."""

from collections.abc import Sequence
from datetime import timedelta

from paddock.calendar.asks import SyncServer, SyncTournamentEvents
from paddock.calendar.syncing import COUNTED, Plan, carried_out, compare
from paddock.change import NOTHING, Change, Planned
from paddock.discord.message import Message
from paddock.discord.text import count
from paddock.errors import Unavailable
from paddock.ids import OrganizationId, TournamentId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.tasks.model import Run

REFUSED = "could not be asked; `/config check` says what is missing"
SILENT = "gave no answer; I ask again by myself"
ASKED_AGAIN = timedelta(minutes=1)


def sync_tournament_events(job: SyncTournamentEvents, tools: JobTools) -> Outcome:
    tournament = tools.tournaments.get(job.organization, job.tournament)
    change, plans = _compared(job.organization, tournament.id, tools)
    off = "" if tournament.event_watch else "\nEvents are off for this tournament: `/tournament edit` turns them on."
    return Outcome(change, Message("\n".join(_lines(plans)) + off))


def run_events_sync(organization: OrganizationId, tools: JobTools) -> tuple[Change, Run]:
    change, plans = _compared(organization, None, tools)
    counts = {name: sum(plan.counts[name] for plan in plans if isinstance(plan, Plan)) for name in COUNTED}
    failed = sum(not isinstance(plan, Plan) for plan in plans)
    return change, Run(started=tools.now, ended=tools.now, counts={**counts, "failed": failed})


def _compared(
    organization: OrganizationId, tournament: TournamentId | None, tools: JobTools
) -> tuple[Change, list[Plan | str]]:
    """A plan for each server, or why there is none. One that is silent holds up no other; raises if all are."""
    plans: list[Plan | str] = []
    later = NOTHING
    silence: Unavailable | None = None
    for guild in tools.organizations.get(organization).servers:
        try:
            plan = compare(organization, guild, tournament, tools)
            tools.commit(carried_out(plan, tools) if plan else NOTHING)
            plans.append(plan or REFUSED)
        except Unavailable as silent:
            silence = silent
            plans.append(SILENT)
            job = SyncServer(organization=organization, guild=guild, tournament=tournament)
            later += Change(jobs=(Planned(job, tools.now + _wait(silent)),))
    if silence and not any(isinstance(plan, Plan) for plan in plans):
        raise silence
    return later, plans


def _wait(silent: Unavailable) -> timedelta:
    return timedelta(seconds=silent.retry_after) if silent.retry_after else ASKED_AGAIN


def _lines(plans: Sequence[Plan | str]) -> list[str]:
    return [_line(plan, place, len(plans)) for place, plan in enumerate(plans, 1)]


def _line(plan: Plan | str, place: int, servers: int) -> str:
    where = f"Server {place}: " if servers > 1 else ""
    if isinstance(plan, str):
        return f"{where}{plan}."
    told = [f"{plan.counts[what]} to {what}" for what in ("create", "update", "remove") if plan.counts[what]]
    told += [f"{plan.counts['waiting']} waiting for room"] if plan.counts["waiting"] else []
    right = count(plan.counts["right"], "event is", "events are")
    return f"{where}{right} right" + (", " + ", ".join(told) + "; that happens now." if told else ", nothing to do.")
