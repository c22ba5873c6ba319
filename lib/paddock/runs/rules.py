"""Who may start a run, which permalink it gets, and how a run goes on: values in, values out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from paddock.asyncs.model import Async, Permalink, Pool, PoolName
from paddock.ids import PermalinkId, UserId
from paddock.runs import refusals
from paddock.runs.model import COUNTDOWN, Entrant, Run, Status

# -- starting ------------------------------------------------------------------------------------


def check_may_start(async_: Async, open_run: Run | None, made: datetime, now: datetime) -> None:
    """The gates before the pools, in their order. `made`: when the player's Discord account was."""
    check_open(async_, now)
    if async_.account_days and now - made < timedelta(days=async_.account_days):
        raise refusals.AccountTooYoung(async_.account_days, made)
    if open_run:
        raise refusals.RunOpen(open_run)


def check_open(async_: Async, now: datetime) -> None:
    """Whether runs may be started now."""
    if not async_.active:
        raise refusals.Closed
    if async_.opens and now < async_.opens:
        raise refusals.OpensLater(async_.opens)
    if async_.closes and async_.closes <= now:
        raise refusals.ClosedAt(async_.closes)


def open_to(async_: Async, entrant: Entrant, now: datetime) -> Async:
    """Outside the window a reattempt that was granted is a way in, to its pool alone, until it is raced."""
    granted = tuple(pool for pool in free_pools(async_, entrant) if pool.id in entrant.granted)
    if async_.is_open(now) or not granted:
        return async_
    return async_.model_copy(update={"active": True, "opens": None, "closes": None, "pools": granted})


def free_pools(async_: Async, entrant: Entrant) -> tuple[PoolName, ...]:
    return tuple(pool for pool in async_.open_pools if entrant.used(pool.id) < async_.runs_per_pool)


def offered(async_: Async, entrant: Entrant, pools: Iterable[Pool]) -> tuple[PoolName, ...]:
    """Those of `pools` that a run can be started in."""
    if not async_.open_pools:
        raise refusals.NoPools
    free = free_pools(async_, entrant)
    if not free:
        raise refusals.NoPoolLeft
    fresh = {pool.id for pool in pools if unseen(pool.drawable, entrant)}
    found = tuple(each for each in free if each.id in fresh)
    if not found:
        raise refusals.NothingUnseen(None)
    return found


def check_free(async_: Async, pool: PoolName | None, entrant: Entrant) -> PoolName:
    if pool is None or pool.archived:
        raise refusals.NoSuchPool
    if entrant.used(pool.id) >= async_.runs_per_pool:
        raise refusals.PoolUsedUp(pool.name, async_.runs_per_pool)
    return pool


def unseen(permalinks: Iterable[Permalink], entrant: Entrant) -> tuple[Permalink, ...]:
    return tuple(each for each in permalinks if each.id not in entrant.revealed)


def check_unseen(name: PoolName, pool: Pool, entrant: Entrant) -> tuple[Permalink, ...]:
    """What can be drawn for the player."""
    found = unseen(pool.drawable, entrant)
    if not found:
        raise refusals.NothingUnseen(name.name)
    return found


def draw(
    candidates: Sequence[Permalink],
    drawn: Mapping[PermalinkId, int],
    balance: int,
    choose: Callable[[Sequence[Permalink]], Permalink],
) -> Permalink:
    """`choose` picks one uniformly. Where one has been played far more than another, only the rarest are drawn."""
    counts = [drawn.get(each.id, 0) for each in candidates]
    least = min(counts)
    if max(counts) - least > balance:
        candidates = [each for each, count in zip(candidates, counts, strict=True) if count == least]
    return choose(candidates)


# -- going on ------------------------------------------------------------------------------------


def check_own(run: Run, user: UserId) -> None:
    if run.user != user:
        raise refusals.NotYourRun


def readied(run: Run, now: datetime) -> Run:
    if run.status is not Status.PENDING:
        raise refusals.is_past(run)
    if run.awaits_race:
        raise refusals.AwaitsRace
    if run.is_overdue(now):
        raise refusals.StartedTooLate(run.start_by)
    return begun(run, now + COUNTDOWN)


def begun(run: Run, started: datetime) -> Run:
    finish_by = started + timedelta(hours=run.limit_hours)
    return run.model_copy(update={"status": Status.IN_PROGRESS, "started": started, "finish_by": finish_by})


def finished(run: Run, now: datetime) -> Run:
    if run.awaits_race:
        raise refusals.AwaitsRace
    if run.status is Status.PENDING:
        raise refusals.NotStarted
    if run.status is not Status.IN_PROGRESS or run.started is None or run.finish_by is None:
        raise refusals.is_past(run)
    if now < run.started:
        raise refusals.StartsSoon(run.started)
    if now >= run.finish_by:
        raise refusals.FinishedTooLate(run.finish_by)
    milliseconds = (now - run.started) // timedelta(milliseconds=1)
    return run.model_copy(update={"status": Status.FINISHED, "ended": now, "milliseconds": milliseconds})


def forfeited(run: Run, now: datetime) -> Run:
    if run.status.is_closed:
        raise refusals.is_past(run)
    if run.awaits_race:
        raise refusals.AwaitsRace
    if run.is_overdue(now):
        raise refusals.ForfeitByClock(run.deadline or now)
    return run.model_copy(update={"status": Status.FORFEIT, "ended": now})


def timed_out(run: Run) -> Run:
    """By the clock, at its deadline: the same however late it is noted."""
    return run.model_copy(update={"status": Status.FORFEIT, "ended": run.deadline, "timed_out": True})


def as_of(run: Run, now: datetime) -> Run:
    """A run whose time is up is over, whether or not a sweep has noted it."""
    return timed_out(run) if run.is_overdue(now) else run


def extended(run: Run, by: timedelta, now: datetime) -> Run:
    """Whoever is told of a deadline that is near already needs no other warning."""
    current = as_of(run, now)
    if current.timed_out and current.ended:
        raise refusals.ExtendedTooLate(current.ended)
    if run.deadline is None:
        raise refusals.is_past(run)
    later = run.deadline + by
    field = "start_by" if run.status is Status.PENDING else "finish_by"
    after = run.model_copy(update={field: later})
    is_near = after.warn_at is not None and after.warn_at <= now
    return after.model_copy(update={"warned": later}) if is_near else after


def described(run: Run, now: datetime, **words: str | None) -> Run:
    """`words`: the player's VOD, notes or flag. The same once more changes nothing."""
    after = run.model_copy(update=words)
    return after if after == run else after.model_copy(update={"described": now})


def elapsed(run: Run, now: datetime) -> int | None:
    """Milliseconds on the clock: final where it is over, none before the start."""
    if run.milliseconds is not None:
        return run.milliseconds
    if run.started is None:
        return None
    return max(((run.ended or now) - run.started) // timedelta(milliseconds=1), 0)
