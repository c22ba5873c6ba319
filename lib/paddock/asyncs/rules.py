"""What an async's settings, pools and permalinks may be."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from paddock.addresses import is_address
from paddock.asyncs.model import (
    MOST_ASYNCS,
    MOST_PERMALINKS,
    MOST_POOLS,
    MOST_URL,
    Async,
    AsyncDirectory,
    Permalink,
    Pool,
    PoolName,
)
from paddock.errors import BadInput, Refusal
from paddock.ids import ChannelId, PermalinkId, PoolId
from paddock.live_races.model import RaceList
from paddock.runs.model import Entrant


class TooManyAsyncs(Refusal):
    def __init__(self) -> None:
        super().__init__(f"There are {MOST_ASYNCS} asyncs here already, and there is no room for more.")


class ChannelTaken(BadInput):
    def __init__(self, name: str) -> None:
        super().__init__(f"`channel`: it has an async already ({name}). One channel takes one async: choose another.")


class ClosesFirst(BadInput):
    def __init__(self) -> None:
        super().__init__("`closes`: it has to be later than `opens`.")


class WarnsTooEarly(BadInput):
    def __init__(self, warning: str, limit: str) -> None:
        super().__init__(f"`{warning}`: it has to be less than `{limit}`, or the warning would come before the clock.")


class PoolNamed(BadInput):
    def __init__(self, name: str) -> None:
        super().__init__(f"`name`: there is a pool **{name}** in this async already.")


class TooManyPools(Refusal):
    def __init__(self) -> None:
        super().__init__(f"An async has at most {MOST_POOLS} pools. Take one out first with `/async remove`.")


class NoPool(BadInput):
    def __init__(self) -> None:
        super().__init__("`pool`: there is no such pool. Pick one from the list that appears while you type.")


class TooManyPermalinks(Refusal):
    def __init__(self) -> None:
        super().__init__(
            f"A pool takes at most {MOST_PERMALINKS} permalinks, those that were taken out included. Make another pool "
            "for more."
        )


class NoAddress(BadInput):
    def __init__(self) -> None:
        super().__init__(
            f"`url`: the address of the seed, at most {MOST_URL} characters, as it stands in the browser: "
            "for example `https://alttpr.com/h/abc`."
        )


class PermalinkTwice(BadInput):
    def __init__(self, id: PermalinkId) -> None:
        super().__init__(f"`url`: this async has that permalink already, as `{id}`. Choose another.")


class PermalinkSeen(BadInput):
    def __init__(self, id: PermalinkId) -> None:
        super().__init__(
            f"`url`: players have seen it as `{id}`, which was taken out: in another pool they could draw it again. "
            "Choose another."
        )


class RacedLive(BadInput):
    def __init__(self) -> None:
        super().__init__("`url`: a live race has shown it to everybody. Choose another, or bring it back with `live`.")


class RaceAhead(Refusal):
    def __init__(self) -> None:
        super().__init__("A live race is still to be run on it. Cancel that race first, with `Manage` on its card.")


class RacesAhead(Refusal):
    def __init__(self) -> None:
        super().__init__("A live race of this async is still to be run. Cancel it first, with `Manage` on its card.")


class NoPermalink(BadInput):
    def __init__(self) -> None:
        super().__init__("`permalink`: the pool has no such permalink. Pick one from the list that appears.")


class StillOpen(Refusal):
    def __init__(self) -> None:
        super().__init__("This async is open. Close it first with `/async close`.")


class RunsGoOn(Refusal):
    def __init__(self, runs: int) -> None:
        which = "A run in it is" if runs == 1 else f"{runs} runs in it are"
        super().__init__(f"{which} still open. Wait until they are over, or disqualify them: `/async runs` lists them.")


class ChangedSince(Refusal):
    def __init__(self) -> None:
        super().__init__("It has changed since you were asked. Use `/async delete` again.")


def check_room(directory: AsyncDirectory) -> None:
    if len(directory.asyncs) >= MOST_ASYNCS:
        raise TooManyAsyncs


def check_channel(directory: AsyncDirectory, channel: ChannelId, own: Async | None = None) -> None:
    found = directory.in_channel(channel)
    if found and (own is None or found.id != own.id):
        raise ChannelTaken(found.name)


def check_settings(async_: Async) -> None:
    if async_.opens and async_.closes and async_.closes <= async_.opens:
        raise ClosesFirst
    if async_.start_minutes and async_.warning_minutes and async_.warning_minutes >= async_.start_minutes:
        raise WarnsTooEarly("warning_minutes", "start_minutes")
    hours, warning = async_.limit_hours, async_.limit_warning_minutes
    if hours and warning and warning >= hours * 60:
        raise WarnsTooEarly("limit_warning_minutes", "limit_hours")


def with_new_pool(async_: Async, name: str) -> Async:
    """Ids are never given twice, so that a run always knows its pool."""
    if any(pool.name.casefold() == name.casefold() for pool in async_.open_pools):
        raise PoolNamed(name)
    if len(async_.open_pools) >= MOST_POOLS:
        raise TooManyPools
    number = 1 + max((int(pool.id) for pool in async_.pools), default=0)
    return async_.with_pool(PoolName(id=PoolId(str(number)), name=name))


def chosen_pool(async_: Async, named: str) -> PoolName:
    found = async_.pool_called(named)
    if found is None:
        raise NoPool
    return found


def with_new_permalink(pool: Pool, url: str, notes: str | None, live: bool) -> Pool:
    """One that was taken out comes back under its id, by which its players are known not to draw it again."""
    if not is_address(url, MOST_URL):
        raise NoAddress
    found = pool.called(url)
    if found and not found.archived:
        raise PermalinkTwice(found.id)
    if found is None and len(pool.permalinks) >= MOST_PERMALINKS:
        raise TooManyPermalinks
    number = 1 + max((int(each.id.partition("-")[2]) for each in pool.permalinks), default=0)
    id = found.id if found else PermalinkId(f"{pool.id}-{number}")
    return pool.with_permalink(Permalink(id=id, url=url, notes=notes, live=live))


def put_away_elsewhere(async_: Async, pool: Pool, pools: Iterable[Pool], url: str) -> tuple[PermalinkId, ...]:
    """As what other pools have had the permalink; an async has it in one pool at a time."""
    found = [permalink for each in pools if each.id != pool.id and (permalink := each.called(url))]
    archived = {each.id for each in async_.pools if each.archived}
    for each in found:
        if not each.archived and each.id.pool not in archived:
            raise PermalinkTwice(each.id)
    return tuple(each.id for each in found)


def check_unseen(drawn: Mapping[PermalinkId, int], races: RaceList) -> None:
    """`drawn`: how often each was, by the permalink's ids in other pools."""
    for id, times in drawn.items():
        if times or id in races.used:
            raise PermalinkSeen(id)


def check_not_raced(pool: Pool, url: str, races: RaceList) -> None:
    """A permalink that is to be drawn."""
    found = pool.called(url)
    if found and not found.live and found.id in races.used:
        raise RacedLive


def chosen_permalink(pool: Pool, named: str) -> Permalink:
    """By its id or its address."""
    wanted = named.strip()
    found = next((each for each in pool.permalinks if wanted in (each.id, each.url) and not each.archived), None)
    if found is None:
        raise NoPermalink
    return found


def check_no_race_ahead(named: PermalinkId | PoolId, races: RaceList, now: datetime) -> None:
    """Of a permalink, or of any in a pool."""
    if any(named in (each.permalink, each.permalink.pool) and now < each.starts for each in races.races):
        raise RaceAhead


def without_permalink(pool: Pool, permalink: Permalink) -> Pool:
    """Put away, not deleted: whoever has a run on it keeps it. What nobody has run is never shown again."""
    return pool.with_permalink(permalink.model_copy(update={"archived": True}))


def without_pool(async_: Async, pool: PoolName) -> Async:
    return async_.with_pool(pool.model_copy(update={"archived": True}))


def opened(async_: Async, now: datetime) -> Async:
    """At once: a window that says otherwise gives way."""
    opens = None if async_.opens and async_.opens > now else async_.opens
    closes = None if async_.closes and async_.closes <= now else async_.closes
    return async_.model_copy(update={"active": True, "opens": opens, "closes": closes})


def check_may_go(async_: Async) -> None:
    if async_.active:
        raise StillOpen


def check_no_races_ahead(races: RaceList, now: datetime) -> None:
    """Before an async goes: its races would go on without it."""
    if any(now < each.starts for each in races.races):
        raise RacesAhead


def check_nobody_races(entrants: Iterable[Entrant]) -> None:
    """Before an async goes, or goes to another server: a run is found through its server."""
    runs = sum(entrant.active is not None for entrant in entrants)
    if runs:
        raise RunsGoOn(runs)


def deleted(async_: Async, seen: int) -> Async:
    check_may_go(async_)
    if async_.version != seen:
        raise ChangedSince
    return async_.model_copy(update={"archived": True})


def closed(async_: Async) -> Async:
    return async_.model_copy(update={"active": False})
