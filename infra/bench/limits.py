"""The time limits of runs: a tick over many that are open, and a thousand that fall due in one minute."""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

from infra.bench.outside import Outside
from infra.bench.product import EmulatorStopwatch, function, tables
from infra.bench.runs import START, TENANT, WARNING, a_run, keep
from infra.bench.schedules import TIMEOUTS
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, at_most, compared, exactly, told
from infra.bench.working import work_off
from infra.local.inprocess_aws import Account
from paddock.jobs.sweep import sweep
from paddock.request import Job
from paddock.runs.asks import LANES, TimeOutRun, WarnRun
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from paddock.wiring import Wiring

FEW, MANY = 10, 100_000
DUE = 1000
MOST_TIMES = 1.2
MOST_CALLS = 50
"""A second, which Discord takes of all of them together."""
TICKS = 15


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
    keep(account, (a_run(number, now + timedelta(days=1)) for number in more), now)
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
    paced = minute.calls.total() / (minute.seconds / LANES + minute.waited)
    yield at_most(f"{label}: calls a second, with as many in each of {LANES} lanes", paced, MOST_CALLS)
    yield told(f"{label}: time for each, in one worker", f"{minute.seconds / DUE * 1e3:.1f} ms")
    yield told(f"{label}: told after waiting where Discord's limits ask for it", f"{minute.waited:.0f} s")


def _minute(what: str, only: type[Job], after: timedelta) -> Minute:
    """They were drawn within a minute, and have all come so far."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC).replace(microsecond=0)
    opened = now - after - timedelta(minutes=1)
    with tables() as account, wiring.http:
        runs = [a_run(number, opened + START + timedelta(milliseconds=50 * number)) for number in range(DUE)]
        keep(account, runs, opened, only)
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
