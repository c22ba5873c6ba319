"""The hourly comparison over 100 servers with 40 events each: nothing changed, and one match in a hundred."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from infra.bench.leagues import a_tournament, an_organization, keep, some_matches, store
from infra.bench.meter import Spent, metered
from infra.bench.outside import BOT, Outside
from infra.bench.product import EmulatorStopwatch, tables
from infra.bench.table import Row, at_most, exactly
from infra.bench.working import work_off
from infra.local.inprocess_aws import Account
from paddock.calendar.hourly import promise_syncs
from paddock.calendar.model import EventRecord
from paddock.calendar.records import noted, told
from paddock.calendar.views import fingerprint, listing, payload
from paddock.ids import EventId
from paddock.matches.model import Match
from paddock.matches.records import created
from paddock.wiring import Wiring

FEW, MANY = 2, 20
"""Organizations, of five servers each."""
SERVERS, MATCHES = 5, 40
ONE_IN = 100
MOST_GROWTH = 1.3
LISTED, EDITED = "GET /guilds//scheduled-events", "PATCH /guilds//scheduled-events/"


@dataclass(frozen=True)
class Pass:
    calls: Counter[str]
    spent: Spent
    ours: float
    """Seconds, without the emulator's."""


def passes(organizations: int) -> tuple[Pass, Pass]:
    """An unchanged one, and one after matches were renamed behind its back."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC).replace(microsecond=0)
    with tables() as account, wiring.http:
        numbers = iter(range(10**9))
        renamed = [each for number in range(organizations) for each in _furnish(number, now, account, outside, numbers)]
        unchanged = _pass(wiring, outside, now, account)
        for match in renamed:
            keep(account, created(match.model_copy(update={"title": "Renamed"})))
        return unchanged, _pass(wiring, outside, now.replace(minute=0), account)


def _furnish(number: int, now: datetime, account: Account, outside: Outside, numbers: Iterator[int]) -> Iterator[Match]:
    """An organization whose events are as they should be; two organizations of five have a match that is to change."""
    organization = an_organization(number, SERVERS)
    tournament = a_tournament(organization, scheduled_events=True)
    store(account, organization, tournament)
    for match in some_matches(tournament, MATCHES, now):
        keep(account, created(match))
        for guild in organization.servers:
            id = EventId(str(5_000_000 + next(numbers)))
            event = listing(match, tournament, organization)
            fresh = EventRecord(organization=match.organization, match=match.id, guild=guild)
            keep(account, noted(told(fresh, id, event, fingerprint(event), active=False), "event.created"))
            listed = {**payload(event), "id": id, "creator_id": BOT, "guild_id": guild, "status": 1}
            outside.list_events(guild, [listed])
    if number % 5 < 2:
        yield match


def _pass(wiring: Wiring, outside: Outside, now: datetime, account: Account) -> Pass:
    outside.calls.clear()
    emulator = EmulatorStopwatch(account)
    with metered() as spent:
        began = perf_counter()
        promise_syncs(wiring.database, wiring.ledger, now)
        work_off(wiring, outside.wait)
        ours = perf_counter() - began - emulator.seconds
    return Pass(Counter(outside.calls), spent, ours)


def rows() -> Iterator[Row]:
    few, _ = passes(FEW)
    many, changed = passes(MANY)
    servers = MANY * SERVERS
    what = f"A comparison over {servers} servers with {MATCHES} events each"
    yield exactly(f"{what}: calls to Discord", dict(many.calls), {LISTED: servers})
    edited = servers * MATCHES // ONE_IN
    calls = {name: number for name, number in changed.calls.items() if name != LISTED}
    yield exactly(f"{what}, 1 in {ONE_IN} changed: calls besides the lists", calls, {EDITED: edited})
    yield exactly(f"{what}, 1 in {ONE_IN} changed: lists", changed.calls[LISTED], servers)
    yield at_most(f"{what}: our time, of that over a tenth", many.ours / few.ours / (MANY / FEW), MOST_GROWTH, "times")
    calls_each = many.spent.calls / servers
    yield at_most(
        f"{what}: calls to AWS a server, of those over a tenth",
        calls_each / (few.spent.calls / (FEW * SERVERS)),
        1.05,
        "times",
    )
