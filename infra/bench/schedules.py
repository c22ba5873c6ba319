"""The schedules while nothing is due and nothing is shown."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from infra.bench.product import function, tables
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, compared, exactly
from infra.local.inprocess_aws import insert
from paddock.calendar.asks import SyncServer
from paddock.change import Cause, Planned
from paddock.ids import GuildId, OrganizationId
from paddock.jobs.records import planned
from paddock.store.change import Put
from paddock.store.item import Table

TIMEOUTS, IMPORT, SYNC = "timeouts.app", "speedgaming_import.app", "sync_events.app"
FEW, MANY = 10, 100_000
TICKS = 3
MOST_TIMES = 1.5


def idle() -> Mapping[str, Invocation]:
    """One tick of each schedule over empty tables."""
    with tables() as account:
        for name in (TIMEOUTS, IMPORT, SYNC):
            invoke(function(name), _tick(), account)  # in which clients and models are made
        return {name: invoke(function(name), _tick(), account) for name in (TIMEOUTS, IMPORT, SYNC)}


def rows() -> Iterator[Row]:
    with tables() as account:
        waiting = 0
        found: list[tuple[float, int]] = []
        for jobs in (FEW, MANY):
            insert(account, f"paddock-{Table.JOBS}", (_waiting(number) for number in range(waiting, jobs)))
            waiting = jobs
            ticks = [invoke(function(TIMEOUTS), _tick(), account) for _ in range(TICKS)]
            if any(tick.answer["due"] for tick in ticks):
                raise RuntimeError("jobs were due")
            found.append((median(tick.seconds for tick in ticks), ticks[-1].spent.calls))
    (few_seconds, few_calls), (many_seconds, many_calls) = found
    what = f"A minute's tick, nothing due, {MANY:,} jobs waiting"
    yield exactly(f"{what}: requests", many_calls, few_calls)
    yield compared(f"{what}: time but the database's", many_seconds, f"{FEW} waiting", few_seconds, MOST_TIMES)


def _tick() -> dict[str, Any]:
    return {"time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _waiting(number: int) -> dict[str, Any]:
    """A job of tomorrow, as it is stored."""
    due = datetime.now(UTC) + timedelta(days=1)
    job = SyncServer(organization=OrganizationId(f"{number}"), guild=GuildId(f"{number}"))
    write = planned(Planned(job, due), Cause(job.organization, "bench", "bench", due))
    assert isinstance(write, Put)
    return write.attributes
