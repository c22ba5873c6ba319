"""Compares a server's events with what they should be; what differs becomes a promise of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from paddock.calendar import records, views
from paddock.calendar.asks import PublishEvent, SyncServer
from paddock.calendar.model import EventRecord, EventState, Listing
from paddock.calendar.rules import Verdict, verdict
from paddock.calendar.troubles import CREATE_EVENTS, GONE, refused
from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError
from paddock.ids import EventId, GuildId, OrganizationId, TournamentId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.organizations.model import Server
from paddock.tasks.model import Run, Task
from paddock.tasks.records import ran

MOST_ITEMS = 80
"""In one transaction, of the 100 that DynamoDB takes; the job's own end is written with the last."""
LONGEST_WINDOW = timedelta(days=30)
COUNTED = ("right", "create", "update", "remove", "waiting")
MOST_EVENTS = 100
"""Open events in a server, everybody's together."""
MOST_MATCHES = 5000


@dataclass(frozen=True)
class Shelf:
    """One match as the comparison sees it: what should be shown, what we know, what Discord lists."""

    match: Match
    verdict: Verdict
    wanted: Listing | None
    record: EventRecord | None
    listed: Mapping[str, Any] | None


@dataclass
class Plan:
    """What a comparison found: how many of each, and what to do about it."""

    guild: GuildId
    room: int
    """How many more events may be tried: up to Discord's limit, and one alone where the last was refused."""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    steps: list[Change] = field(default_factory=list)
    orphans: list[EventId] = field(default_factory=list)
    """Events of ours that no record knows."""

    def promise(self, what: str, match: Match, note: Change = NOTHING) -> None:
        if what == "create" and self.counts["create"] >= self.room:
            self.counts["waiting"] += 1
            return
        self.counts[what] += 1
        job = PublishEvent(organization=match.organization, match=match.id, guild=self.guild)
        self.steps.append(note + Change(jobs=(Planned(job),)))

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.orphans)


def sync_server(job: SyncServer, tools: JobTools) -> Outcome:
    plan = compare(job.organization, job.guild, job.tournament, tools)
    if plan is None or plan.is_empty:
        return Outcome()
    change = carried_out(plan, tools)
    if job.tournament is None:
        run = Run(started=tools.now, ended=tools.now, counts=plan.counts)
        change += ran(tools.tasks.get(job.organization, Task.EVENTS), run)
    return Outcome(change)


def compare(
    organization: OrganizationId, guild: GuildId, tournament: TournamentId | None, tools: JobTools
) -> Plan | None:
    """None where the server can't be asked; why is remembered. One call to Discord, whatever there is to compare."""
    server = tools.organizations.server(guild)
    if server.paused or server.organization != organization:
        return None
    # Read before the list, so that each event which they name was there to be listed.
    known = tools.events.in_server(organization, guild)
    try:
        listed = tools.discord.fetch_events(guild)
    except DiscordError as error:
        tools.commit(refused(error, server, None))
        return None
    plan = Plan(guild, _room(server, listed))
    shelves = _shelves(organization, guild, known, listed, tools)
    for shelf in shelves:
        if tournament is None or shelf.match.tournament == tournament:
            _judge(shelf, plan, force=tournament is not None)
    _find_orphans(organization, listed, shelves, plan, tools)
    return plan


def _room(server: Server, listed: Sequence[Mapping[str, Any]]) -> int:
    return min(MOST_EVENTS - len(listed), 1 if server.has_trouble(CREATE_EVENTS) else MOST_EVENTS)


def _shelves(
    organization: OrganizationId,
    guild: GuildId,
    known: Sequence[EventRecord],
    listed: Sequence[Mapping[str, Any]],
    tools: JobTools,
) -> list[Shelf]:
    by_event = {each["id"]: each for each in listed}
    by_match = {record.match: record for record in known}
    coming = tools.matches.between(organization, tools.now, tools.now + LONGEST_WINDOW, limit=MOST_MATCHES)
    matches = {match.id: match for match in coming}
    matches |= tools.matches.find_many(organization, [id for id in by_match if id not in matches])
    tournaments = tools.tournaments.find_many(organization, (match.tournament for match in matches.values()))
    tenant = tools.organizations.get(organization)
    shelves = []
    for match in matches.values():
        tournament = tournaments.get(match.tournament)
        record = by_match.get(match.id)
        decided = verdict(match, tournament, tenant, guild, tools.now, record.start if record else None)
        wanted = views.listing(match, tournament, tenant) if decided is Verdict.SHOW and tournament else None
        seen = by_event.get(record.event or "") if record else None
        shelves.append(Shelf(match, decided, wanted, record, seen))
    return shelves


def _judge(shelf: Shelf, plan: Plan, force: bool) -> None:
    record, match = shelf.record, shelf.match
    if shelf.wanted is None:
        _judge_unwanted(shelf, plan)
    elif record is None or record.state is EventState.INTENDED:
        plan.promise("create", match)
    elif shelf.listed is None:
        _judge_missing(match, shelf.wanted, record, plan, force)
    elif record.fingerprint != views.fingerprint(shelf.wanted):
        plan.promise("update", match)
    elif not views.reads_as(shelf.listed, shelf.wanted):
        plan.promise("update", match, records.stale(record))
    else:
        plan.counts["right"] += 1


def _judge_unwanted(shelf: Shelf, plan: Plan) -> None:
    record = shelf.record
    if record is None or (shelf.verdict is Verdict.LEAVE and shelf.listed):
        return
    if record.state is EventState.INTENDED or shelf.listed:
        plan.promise("remove", shelf.match)
    else:
        plan.steps.append(records.gone(record, "event.over"))


def _judge_missing(match: Match, wanted: Listing, record: EventRecord, plan: Plan, force: bool) -> None:
    """Discord does not list an event that we made: somebody deleted it."""
    if force or record.fingerprint != views.fingerprint(wanted):
        plan.promise("create", match, records.intended(record))
    elif record.state is EventState.LIVE:
        plan.steps.append(records.removed_by_hand(record))


def _find_orphans(
    organization: OrganizationId,
    listed: Sequence[Mapping[str, Any]],
    shelves: Sequence[Shelf],
    plan: Plan,
    tools: JobTools,
) -> None:
    """Events that carry a match's reference and are in no record: ours go, anybody else's stay untouched."""
    recorded = {shelf.record.event for shelf in shelves if shelf.record}
    strays = [each for each in listed if each["id"] not in recorded and views.referenced(each.get("description"))]
    if not strays:
        return
    bot = tools.discord.fetch_bot_id()
    for stray in strays:
        # The index may lag behind; the record itself does not.
        match = views.referenced(stray["description"])
        record = tools.events.find(organization, match, plan.guild) if match else None
        known = record is not None and (record.event == stray["id"] or record.state is EventState.INTENDED)
        if stray.get("creator_id") == bot and not known:
            plan.orphans.append(EventId(stray["id"]))


def carried_out(plan: Plan, tools: JobTools) -> Change:
    """Promises for all that the plan found; the last of them are returned to be written with the job's end."""
    change = _without_orphans(plan, tools)
    for step in plan.steps:
        if change.size + step.size > MOST_ITEMS:
            tools.commit(change)
            change = NOTHING
        change += step
    return change


def _without_orphans(plan: Plan, tools: JobTools) -> Change:
    """Delete them; what Discord refuses is remembered, and stops nothing else."""
    for orphan in plan.orphans:
        try:
            tools.discord.delete_event(plan.guild, orphan)
        except DiscordError as error:
            if error.code not in GONE:
                return refused(error, tools.organizations.server(plan.guild), None)
    return NOTHING
