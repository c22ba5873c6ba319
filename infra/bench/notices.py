"""A burst of 500 notices: every call to Discord needed, none refused for coming too early."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

from infra.bench.leagues import a_tournament, an_organization, keep, some_matches, store
from infra.bench.outside import Outside
from infra.bench.product import EmulatorStopwatch, tables
from infra.bench.table import Row, at_most, exactly, told
from infra.bench.working import work_off
from infra.local.inprocess_aws import Account
from paddock.audit.model import SYSTEM
from paddock.change import Cause
from paddock.matches.model import Match
from paddock.matches.plans import followed_up
from paddock.matches.records import created, saved
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament
from paddock.wiring import Wiring

FEW, MANY = 50, 500
MOST_GROWTH = 1.3
OPENED, SENT = "POST /users/@me/channels", "POST /channels//messages"


@dataclass(frozen=True)
class Burst:
    calls: Counter[str]
    seconds: float
    """Of our own work."""
    waited: float
    """Seconds that Discord asked for."""


def bursts(people: int) -> tuple[Burst, Burst]:
    """A match of each two of them moves: first while nobody was ever written to, then again."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC).replace(microsecond=0)
    with tables() as account, wiring.http:
        organization = an_organization(0, servers=1)
        tournament = a_tournament(organization)
        store(account, organization, tournament)
        matches = list(some_matches(tournament, people // 2, now))
        for match in matches:
            keep(account, created(match))
        matches = [each.model_copy(update={"version": 1}) for each in matches]
        found = []
        for hour in (1, 2):
            moved = [_moved(each, hour) for each in matches]
            move = _Move(organization, tournament, matches, moved, now + timedelta(minutes=hour))
            found.append(_burst(wiring, outside, move, account))
            matches = [each.model_copy(update={"version": each.version + 1}) for each in moved]
        return found[0], found[1]


@dataclass(frozen=True)
class _Move:
    organization: Organization
    tournament: Tournament
    before: list[Match]
    after: list[Match]
    now: datetime


def _moved(match: Match, hours: int) -> Match:
    assert match.when
    return match.model_copy(update={"when": match.when + timedelta(hours=hours)})


def _burst(wiring: Wiring, outside: Outside, move: _Move, account: Account) -> Burst:
    for before, after in zip(move.before, move.after, strict=True):
        planned = followed_up(before, after, move.tournament, move.organization, move.now)
        change = saved(before, after, move.now) + planned
        wiring.ledger.commit(change, Cause(move.organization.id, SYSTEM, f"bench:{after.when}", move.now))
    outside.calls.clear()
    emulator = EmulatorStopwatch(account)
    began, waited = perf_counter(), outside.now
    work_off(wiring, outside.wait)
    ours = perf_counter() - began - emulator.seconds
    return Burst(Counter(outside.calls), ours, outside.now - waited)


def rows() -> Iterator[Row]:
    few, _ = bursts(FEW)
    first, again = bursts(MANY)
    what = f"{MANY} notices"
    yield exactly(f"{what}: calls to Discord to write to strangers", first.calls.total(), 2 * MANY)
    yield exactly(f"{what}: calls to Discord to write to acquaintances", again.calls.total(), MANY)
    yield exactly(f"{what}: refused for coming too early", first.calls["429"] + again.calls["429"], 0)
    yield told(f"{what}: waited where ten a second may be opened", f"{first.waited:.0f} s, {again.waited:.0f} s again")
    yield at_most(
        f"{what}: our time for each, of that with {FEW}",
        first.seconds / few.seconds / (MANY / FEW),
        MOST_GROWTH,
        "times",
    )
