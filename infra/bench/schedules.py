"""The schedules while nothing is due and nothing is shown."""

import gc
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.bench.product import function, tables
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, compared, exactly
from infra.local.inprocess_aws import Account, insert
from paddock.calendar.asks import SyncServer
from paddock.change import Cause, Planned
from paddock.ids import GuildId, OrganizationId
from paddock.jobs.records import planned
from paddock.store.change import Put
from paddock.store.item import Table

TIMEOUTS, IMPORT, SYNC = "timeouts.app", "speedgaming_import.app", "sync_events.app"
FEW, MANY = 10, 100_000
TICKS = 5
MOST_TIMES = 2.0


def idle() -> Mapping[str, Invocation]:
    """One tick of each schedule over empty tables."""
    with tables() as account:
        for name in (TIMEOUTS, IMPORT, SYNC):
            invoke(function(name), _tick(), account)  # in which clients and models are made
        return {name: invoke(function(name), _tick(), account) for name in (TIMEOUTS, IMPORT, SYNC)}


def rows() -> Iterator[Row]:
    with tables() as account:
        few = _ticks(account, range(FEW))
        many = _ticks(account, range(FEW, MANY))
    what = f"A minute's tick, nothing due, {MANY:,} jobs waiting"
    yield exactly(f"{what}: requests", many[0].spent.calls, few[0].spent.calls)
    yield compared(f"{what}: time but the database's", _quickest(many), f"{FEW} waiting", _quickest(few), MOST_TIMES)


def _ticks(account: Account, more: range) -> list[Invocation]:
    """With so many jobs more that wait."""
    insert(account, f"paddock-{Table.JOBS}", map(_waiting, more))
    gc.freeze()  # else looking through the emulator's items for garbage would count as ours
    ticks = [invoke(function(TIMEOUTS), _tick(), account) for _ in range(TICKS)]
    gc.unfreeze()
    if any(tick.answer["due"] for tick in ticks):
        raise RuntimeError("jobs were due")
    return ticks


def _quickest(ticks: list[Invocation]) -> float:
    return min(tick.seconds for tick in ticks)


def _tick() -> dict[str, Any]:
    return {"time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _waiting(number: int) -> dict[str, Any]:
    """A job of tomorrow, as it is stored."""
    due = datetime.now(UTC) + timedelta(days=1)
    job = SyncServer(organization=OrganizationId(f"{number}"), guild=GuildId(f"{number}"))
    write = planned(Planned(job, due), Cause(job.organization, "bench", "bench", due))
    assert isinstance(write, Put)
    return write.attributes
