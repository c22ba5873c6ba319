"""Which permalink a live race gets, who may join it, and until when it can be changed."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from paddock.asyncs.model import Async, Permalink, Pool, PoolName
from paddock.asyncs.rules import chosen_permalink
from paddock.ids import PermalinkId
from paddock.live_races import refusals
from paddock.live_races.model import MOST_RACERS, Calling, LiveRace, State
from paddock.runs.model import Entrant, Run
from paddock.runs.refusals import is_past

CALLED_BEFORE = timedelta(minutes=5)
GO_HOLDS = timedelta(minutes=15)
"""After the start, as a match's reminder: whoever an outage kept from it may still catch up. Later a call would read as
another start, and those who race have long begun without it."""


def permalink_for(pool: Pool, name: PoolName, named: str | None, used: Collection[PermalinkId]) -> Permalink:
    """The one that is named, else the first live one that has had no race yet."""
    if named is not None:
        chosen = chosen_permalink(pool, named)
        if not chosen.live:
            raise refusals.NotLive
        if chosen.id in used:
            raise refusals.RacedAlready
        return chosen
    for each in pool.permalinks:
        if each.live and not each.archived and each.id not in used:
            return each
    raise refusals.NoLivePermalink(name.name)


def check_joinable(race: LiveRace, now: datetime) -> None:
    """The click's instant decides, whenever it arrives."""
    if race.state is State.CANCELLED:
        raise refusals.Cancelled
    if now >= race.starts:
        raise refusals.TooLateToJoin(race.starts)
    if len(race.racers) >= MOST_RACERS:
        raise refusals.RaceFull(MOST_RACERS)


def check_slot(race: LiveRace, async_: Async, entrant: Entrant) -> None:
    """The gates of the pool: it is there, the player has a run left in it, and has not seen the permalink."""
    pool = async_.pool(race.pool)
    if pool is None or pool.archived:
        raise refusals.PoolGone(race.pool_name)
    if entrant.used(pool.id) >= async_.runs_per_pool:
        raise refusals.NoRunLeft(pool.name, async_.runs_per_pool)
    if race.permalink in entrant.revealed:
        raise refusals.SeenBefore


def check_leavable(race: LiveRace, run: Run | None, now: datetime) -> Run:
    """The run that is taken back. Of a cancelled race anybody may who was not taken out yet."""
    if run is None:
        raise refusals.Cancelled
    if race.state is not State.CANCELLED and now >= race.starts:
        raise refusals.TooLateToLeave(race.starts)
    if run.status.is_closed:
        raise is_past(run)
    return run


def check_changeable(race: LiveRace, now: datetime) -> None:
    if race.state is State.CANCELLED:
        raise refusals.Cancelled
    if race.has_begun(now):
        raise refusals.HasStarted(race.starts)


def moved(race: LiveRace, starts: datetime, now: datetime) -> LiveRace:
    check_changeable(race, now)
    return race.model_copy(update={"starts": starts})


def cancelled(race: LiveRace, now: datetime) -> LiveRace:
    check_changeable(race, now)
    return race.model_copy(update={"state": State.CANCELLED})


def started(race: LiveRace) -> LiveRace:
    return race.model_copy(update={"state": State.STARTED})


def is_over(race: LiveRace, runs: Iterable[Run]) -> bool:
    """`runs`: those of its racers. For good: who has ended begins no more, and nobody else joins."""
    return race.state is State.STARTED and all(run.status.is_closed for run in runs)


def check_running(race: LiveRace, now: datetime) -> None:
    if race.state is State.CANCELLED:
        raise refusals.Cancelled
    if not race.has_begun(now):
        raise refusals.NotStarted(race.starts)


def call_due(race: LiveRace, calling: Calling) -> datetime:
    return race.starts - CALLED_BEFORE if calling is Calling.SOON else race.starts


def is_to_be_called(race: LiveRace, calling: Calling, at: datetime, now: datetime) -> bool:
    """`at`: the start of which the call was promised. It may have moved, come or been cancelled since."""
    if race.starts != at:
        return False
    if calling is Calling.SOON:
        return race.state is State.OPEN and now < race.starts
    return race.state is State.STARTED and now < race.starts + GO_HOLDS
