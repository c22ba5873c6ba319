"""The time limits of runs: a tick over many that are open, and a thousand that fall due in one minute."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

from infra.bench.outside import Outside
from infra.bench.product import EmulatorStopwatch, function, tables
from infra.bench.schedules import TIMEOUTS
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, compared, exactly, told
from infra.bench.working import work_off
from infra.local.inprocess_aws import Account, insert
from paddock.audit.model import SYSTEM
from paddock.change import Cancelled, Cause, Planned
from paddock.ids import AsyncId, ChannelId, GuildId, MessageId, OrganizationId, PermalinkId, RunId, UserId
from paddock.jobs.records import planned
from paddock.jobs.sweep import sweep
from paddock.request import Job
from paddock.runs.asks import TimeOutRun, WarnRun
from paddock.runs.model import Entrant, Run
from paddock.runs.plans import followed_up
from paddock.runs.records import ENTRANT, RUN
from paddock.store.change import Put
from paddock.store.item import Table
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from paddock.wiring import Wiring

FEW, MANY = 10, 100_000
DUE = 1000
MOST_TIMES = 1.2
TICKS = 15
TENANT, QUALIFIER = OrganizationId("1500000000000000001"), AsyncId("1300000000000000001")
START, WARNING = timedelta(minutes=20), timedelta(minutes=10)


def rows() -> Iterator[Row]:
    yield from _nothing_due()
    yield from _all_due("warned", WarnRun, START - WARNING, DUE)
    yield from _all_due("forfeited", TimeOutRun, START, 3 * DUE)


# -- nothing due ---------------------------------------------------------------------------------


def _nothing_due() -> Iterator[Row]:
    now = datetime.now(UTC).replace(microsecond=0)
    with tables() as account:
        few = _ticks(account, range(FEW), now)
        many = _ticks(account, range(FEW, MANY), now)
    what = f"A minute's tick, nothing due, {MANY:,} runs open"
    yield exactly(f"{what}: requests", many[0].spent.calls, few[0].spent.calls)
    yield compared(f"{what}: time but the database's", _quickest(many), f"{FEW} open", _quickest(few), MOST_TIMES)


def _ticks(account: Account, more: range, now: datetime) -> list[Invocation]:
    """With so many runs more that are open, and their two promises each."""
    _keep(account, (_run(number, now + timedelta(days=1)) for number in more), now)
    gc.freeze()  # else looking through the emulator's items for garbage would count as ours
    ticks = [invoke(function(TIMEOUTS), {"time": now.isoformat()}, account) for _ in range(TICKS)]
    gc.unfreeze()
    if any(tick.answer["due"] for tick in ticks):
        raise RuntimeError("jobs were due")
    return ticks


def _quickest(ticks: list[Invocation]) -> float:
    return min(tick.seconds for tick in ticks)


# -- all due -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Minute:
    due: int
    counted: int
    """What the task says that it did."""
    calls: Counter[str]
    seconds: float
    """Of our own work, in one worker."""
    waited: float
    """Seconds for which Discord's limits held the lane that waited longest; the others did so meanwhile."""


def _all_due(what: str, job: type[Job], after: timedelta, calls: int) -> Iterator[Row]:
    """A warning is a message; after a forfeit the card is drawn anew, and the thread is archived sooner."""
    minute = _minute(what, job, after)
    label = f"{DUE:,} runs {what} in one minute"
    yield exactly(f"{label}: due in one tick", minute.due, DUE)
    yield exactly(f"{label}: done", minute.counted, DUE)
    yield exactly(f"{label}: calls to Discord", minute.calls.total(), calls)
    yield exactly(f"{label}: refused for coming too early", minute.calls["429"], 0)
    yield told(f"{label}: time for each, in one worker", f"{minute.seconds / DUE * 1e3:.1f} ms")
    yield told(f"{label}: told after waiting where Discord's limits ask for it", f"{minute.waited:.0f} s")


def _minute(what: str, only: type[Job], after: timedelta) -> Minute:
    """They were drawn within a minute, and have all come so far."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC).replace(microsecond=0)
    opened = now - after - timedelta(minutes=1)
    with tables() as account, wiring.http:
        runs = [_run(number, opened + START + timedelta(milliseconds=50 * number)) for number in range(DUE)]
        _keep(account, runs, opened, only)
        swept = sweep(wiring.database, wiring.queue, now)
        emulator = EmulatorStopwatch(account)
        began = perf_counter()
        work_off(wiring, outside.wait)
        ours = perf_counter() - began - emulator.seconds
        return Minute(swept.due, _counted(wiring, what), Counter(outside.calls), ours, max(outside.waits.values()))


def _counted(wiring: Wiring, what: str) -> int:
    key = TASK.key(organization=TENANT, task=Task.PENDING_RUNS)
    found = wiring.database.fetch([key])
    return sum(run.counts.get(what, 0) for run in TASK.load(found[key]).runs) if found else 0


# -- runs ----------------------------------------------------------------------------------------


def _run(number: int, start_by: datetime) -> Run:
    return Run(
        organization=TENANT,
        async_=QUALIFIER,
        id=RunId(str(1_600_000_000_000_000_000 + number)),
        user=UserId(str(1_400_000_000_000_000_000 + number)),
        name=f"Player {number}",
        pool_name="Pool A",
        permalink=PermalinkId("1-1"),
        url="https://example.org/seed",
        guild=GuildId(TENANT),
        channel=ChannelId("1700000000000000001"),
        thread=ChannelId(str(1_700_000_000_000_100_000 + number)),
        card=MessageId(str(1_700_000_000_001_000_000 + number)),
        opened=start_by - START,
        start_by=start_by,
        start_warning_minutes=int(WARNING.total_seconds()) // 60,
        limit_hours=12,
        limit_warning_minutes=60,
    )


def _keep(account: Account, runs: Iterable[Run], now: datetime, only: type[Job] = Job) -> None:
    """With what is promised for them."""
    records: list[dict[str, Any]] = []
    jobs: list[dict[str, Any]] = []
    for run in runs:
        entrant = Entrant(organization=run.organization, async_=run.async_, user=run.user, name=run.name)
        records += [RUN.dump(run), ENTRANT.dump(entrant.with_run(run))]
        cause = Cause(run.organization, SYSTEM, f"bench:{run.id}", now)
        jobs += _promises((each for each in followed_up(None, run, now).jobs if _is_of(each, only)), cause)
    insert(account, f"paddock-{Table.RECORDS}", records)
    insert(account, f"paddock-{Table.JOBS}", jobs)


def _is_of(plan: Planned | Cancelled, kind: type[Job]) -> bool:
    return isinstance(plan, Planned) and isinstance(plan.job, kind)


def _promises(plans: Iterable[Planned | Cancelled], cause: Cause) -> list[dict[str, Any]]:
    writes = (planned(each, cause) for each in plans)
    return [write.attributes for write in writes if isinstance(write, Put)]
