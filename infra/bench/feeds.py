"""The import of a schedule of 2,000 episodes: all of them changed, and none of them."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

from infra.bench.leagues import a_tournament, an_organization, store
from infra.bench.meter import Spent, metered
from infra.bench.outside import Outside
from infra.bench.product import EmulatorStopwatch, tables
from infra.bench.table import Row, at_most, exactly, told
from infra.local.inprocess_aws import Account
from paddock import aws
from paddock.speedgaming.cycle import import_cycle
from paddock.wiring import Wiring

FEW, MANY = 200, 2000
SLUG = "winter"
MOST_SECONDS = 60.0
MOST_WRITES = 2.0
CYCLES = 3
MOST_GROWTH = 1.3
"""Times what ten times the episodes may cost; the machine is noisy."""


@dataclass(frozen=True)
class Cycle:
    spent: Spent
    seconds: float
    ours: float
    """Of them without the emulator's."""
    summary: dict[str, int]


@dataclass(frozen=True)
class Imports:
    new: Cycle
    changed: Cycle
    unchanged: Cycle


def imports(count: int) -> Imports:
    """An organization whose tournament shows its matches as events, so that everything hangs on each of them."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with tables() as account, wiring.http:
        organization = an_organization(0, servers=1)
        settings = {"speedgaming": SLUG, "speedgaming_days": 30, "scheduled_events": True, "event_days": 30}
        store(account, organization, a_tournament(organization, **settings))
        outside.episodes = [an_episode(number, now) for number in range(count)]
        new = _cycle(wiring, now, account)
        outside.episodes = [an_episode(number, now + timedelta(minutes=30)) for number in range(count)]
        changed = _cycle(wiring, now + timedelta(minutes=5), account)
        gc.freeze()  # else looking through the emulator's items for garbage would count as ours
        cycles = [_cycle(wiring, now + timedelta(minutes=10 + each), account) for each in range(CYCLES)]
        unchanged = min(cycles, key=lambda each: each.ours)
        gc.unfreeze()
    for cycle, what in ((new, "imported"), (changed, "updated"), (unchanged, "unchanged")):
        if cycle.summary[what] != count:
            raise RuntimeError(f"{count} were to be {what}, not {cycle.summary}")
    return Imports(new, changed, unchanged)


def _cycle(wiring: Wiring, now: datetime, account: Account) -> Cycle:
    emulator = EmulatorStopwatch(account)
    with metered() as spent:
        began = perf_counter()
        summary = import_cycle(wiring.database, wiring.ledger, wiring.clients.speedgaming, now)
        seconds = perf_counter() - began
    with account.unwatched():
        aws.sqs().purge_queue(QueueUrl=wiring.settings.queue_url)
    return Cycle(spent, seconds, seconds - emulator.seconds, summary)


def rows() -> Iterator[Row]:
    few, many = imports(FEW), imports(MANY)
    changed = f"Importing {MANY:,} changed episodes"
    yield at_most(f"{changed}: writes for each", many.changed.spent.writes / MANY, MOST_WRITES)
    yield at_most(f"{changed}: time, with the emulator's", many.changed.seconds, MOST_SECONDS, "s")
    yield _growth(f"{changed}: our time for each, of that with {FEW}", many.changed.ours, few.changed.ours)
    yield _growth(f"{changed}: reads for each, of those with {FEW}", many.changed.spent.reads, few.changed.spent.reads)
    unchanged = f"Importing {MANY:,} unchanged episodes"
    yield exactly(f"{unchanged}: writes", many.unchanged.spent.writes, 0)
    yield told(f"{unchanged}: reads", f"{many.unchanged.spent.reads} ({few.unchanged.spent.reads} for {FEW})")
    yield _growth(f"{unchanged}: our time for each, of that with {FEW}", many.unchanged.ours, few.unchanged.ours)
    yield told(f"Importing {MANY:,} new episodes", f"{many.new.spent.writes} writes, {many.new.seconds:.1f} s")


def _growth(what: str, many: float, few: float) -> Row:
    return at_most(what, many / few / (MANY / FEW), MOST_GROWTH, "times")


def an_episode(number: int, since: datetime) -> dict[str, Any]:
    when = since + timedelta(hours=1, minutes=20 * number)
    players = [_person(2 * number + place, linked=place == 0) for place in range(2)]
    return {
        "id": 700_000 + number,
        "title": "",
        "when": when.isoformat(),
        "whenCountdown": (when + timedelta(minutes=10)).isoformat(),
        "length": 120,
        "approved": True,
        "event": {"slug": SLUG},
        "match1": {"id": number, "title": f"Match {number}", "note": "", "players": players},
        "match2": None,
        "channels": [{"id": 1, "name": "speedgaming", "slug": "speedgaming", "initials": "", "language": "en"}],
        "commentators": [_person(50_000 + number, linked=False) | {"approved": number % 2 == 0, "ready": False}],
        "trackers": [],
        "broadcasters": [],
        "helpers": [],
    }


def _person(number: int, *, linked: bool) -> dict[str, Any]:
    discord = str(10**17 + number) if linked else ""
    return {"id": 1 + number, "displayName": f"runner {number}", "discordId": discord, "publicStream": f"r{number}"}
