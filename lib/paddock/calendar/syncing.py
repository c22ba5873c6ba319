"""Compares a server's events with what they should be; what differs becomes a promise of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from paddock.calendar import leaving, records, views
from paddock.calendar.asks import SyncServer
from paddock.calendar.comparison import Plan, carried_out
from paddock.calendar.model import EventRecord, EventState
from paddock.calendar.rules import Verdict
from paddock.calendar.troubles import CREATE_EVENTS, EVENT_LIMIT, MOST_EVENTS, limit_reached, refused, relieved
from paddock.calendar.wishes import Wish, wish_for
from paddock.discord.rest import DiscordError
from paddock.ids import EventId, GuildId, OrganizationId, TournamentId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.organizations.model import Server
from paddock.tasks.model import Run, Task
from paddock.tasks.records import ran

LONGEST_WINDOW = timedelta(days=30)
MOST_MATCHES = 5000
Theirs = Mapping[str, Any]


@dataclass(frozen=True)
class Shelf:
    """One match as the comparison sees it: what should be shown, what we know, what Discord lists."""

    match: Match
    wish: Wish
    record: EventRecord | None
    listed: Theirs | None


def sync_server(job: SyncServer, tools: JobTools) -> Outcome:
    server = tools.organizations.server(job.guild)
    if server.organization != job.organization:
        return Outcome(leaving.leave_server(job.organization, server, tools))
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
        tools.commit(refused(error, server, None, tools.now))
        return None
    plan = Plan(guild, _room(server, listed))
    shelves = _shelves(organization, guild, known, listed, tools)
    for shelf in shelves:
        if tournament is None or shelf.match.tournament == tournament:
            _judge(shelf, plan, force=tournament is not None, tools=tools)
    _mind_limit(plan, server, listed, tools)
    _find_orphans(organization, listed, shelves, plan, tools)
    return plan


def _room(server: Server, listed: Sequence[Theirs]) -> int:
    return min(MOST_EVENTS - len(listed), 1 if server.has_trouble(CREATE_EVENTS) else MOST_EVENTS)


def _mind_limit(plan: Plan, server: Server, listed: Sequence[Theirs], tools: JobTools) -> None:
    """Nothing else tells whether the server is full: where it is, nothing is tried."""
    full = len(listed) + plan.counts["create"] >= MOST_EVENTS
    if plan.counts["waiting"] and full:
        plan.add(limit_reached(server, tools.now))
    elif not full:
        plan.add(relieved(server, EVENT_LIMIT))


def _shelves(
    organization: OrganizationId,
    guild: GuildId,
    known: Sequence[EventRecord],
    listed: Sequence[Theirs],
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
        record = by_match.get(match.id)
        wish = wish_for(match, tournaments.get(match.tournament), tenant, guild, tools.now, record)
        seen = by_event.get(record.event or "") if record else None
        shelves.append(Shelf(match, wish, record, seen))
    return shelves


def _judge(shelf: Shelf, plan: Plan, *, force: bool, tools: JobTools) -> None:
    record, wish, match = shelf.record, shelf.wish, shelf.match
    if wish.verdict is not Verdict.SHOW:
        _judge_unmade(shelf, plan, tools)
    elif record is None or record.state is EventState.INTENDED:
        plan.promise("create", match)
    elif shelf.listed is None:
        _judge_missing(shelf, record, plan, force=force, tools=tools)
    else:
        _judge_listed(shelf, record, shelf.listed, plan, tools)


def _judge_listed(shelf: Shelf, record: EventRecord, listed: Theirs, plan: Plan, tools: JobTools) -> None:
    listing = shelf.wish.listing
    if listing is None:
        return
    if not shelf.wish.is_told(record, tools.now):
        plan.promise("update", shelf.match)
    elif not views.reads_as(listed, listing):
        plan.promise("update", shelf.match, records.stale(record))
    else:
        plan.counts["right"] += 1


def _judge_unmade(shelf: Shelf, plan: Plan, tools: JobTools) -> None:
    """None is made where there is none; what there is goes on, ends or goes."""
    record, verdict = shelf.record, shelf.wish.verdict
    if record is None:
        return
    if record.state is not EventState.INTENDED and shelf.listed is None:
        plan.add(records.gone(record, "event.over"))
    elif verdict is Verdict.KEEP and shelf.listed:
        _judge_listed(shelf, record, shelf.listed, plan, tools)
    else:
        what = {Verdict.KEEP: "update", Verdict.END: "end"}.get(verdict, "remove")
        plan.promise(what, shelf.match)


def _judge_missing(shelf: Shelf, record: EventRecord, plan: Plan, *, force: bool, tools: JobTools) -> None:
    """Discord does not list an event that we made: somebody deleted it."""
    if force or not shelf.wish.is_told(record, tools.now):
        plan.promise("create", shelf.match, records.kept(records.intended(record)))
    elif record.state is EventState.LIVE:
        plan.add(records.removed_by_hand(record))


def _find_orphans(
    organization: OrganizationId,
    listed: Sequence[Theirs],
    shelves: Sequence[Shelf],
    plan: Plan,
    tools: JobTools,
) -> None:
    """Events that carry one of our matches and are in no record: ours go, anybody else's stay untouched.

    A match that is not the organization's is another one's, which the server may have belonged to a moment ago, or may
    belong to by now.
    """
    recorded = {shelf.record.event for shelf in shelves if shelf.record}
    strays = leaving.carrying(organization, [each for each in listed if each["id"] not in recorded], tools)
    if not strays:
        return
    bot = tools.discord.fetch_bot_id()
    for match, stray in strays:
        # The index may lag behind; the record itself does not.
        record = tools.events.find(organization, match, plan.guild)
        known = record is not None and (record.event == stray["id"] or record.state is EventState.INTENDED)
        if stray.get("creator_id") == bot and not known:
            plan.orphans.append(EventId(stray["id"]))
