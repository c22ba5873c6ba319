"""An async: a qualifier that everybody runs alone, its pools, and the permalinks in a pool."""

from datetime import datetime
from typing import Self

from pydantic import Field

from paddock.ids import AsyncId, ChannelId, GuildId, MessageId, OrganizationId, PermalinkId, PoolId, RoleId
from paddock.request import Request
from paddock.store.item import Record

MOST_ASYNCS = 200
"""In one organization, those left out that were removed."""
MOST_NAME = 100
MOST_DESCRIPTION = 500
MOST_POOLS = 25
"""As many as a menu can offer."""
MOST_POOL_NAME = 60
MOST_PERMALINKS = 50
"""In one pool, the archived ones included: it is kept as one item, for which DynamoDB has 400 KB."""
MOST_URL = 512
MOST_NOTES = 1000
ENDLESS = -1
"""Reattempts without limit."""


class PoolName(Request):
    """A pool as its async lists it. An archived one keeps its runs and gives no more."""

    id: PoolId
    name: str
    archived: bool = False


class Async(Record):
    organization: OrganizationId
    id: AsyncId
    name: str = Field(min_length=1, max_length=MOST_NAME)
    description: str | None = None
    guild: GuildId
    """The server that its channel is in."""
    channel: ChannelId
    post: MessageId | None = None
    """The message by which runs are started."""
    posted_in: ChannelId | None = None
    """The channel that it is in."""
    active: bool = True
    opens: datetime | None = None
    closes: datetime | None = None
    runs_per_pool: int = Field(1, ge=1, le=10)
    reattempts: int = Field(0, ge=ENDLESS, le=100)
    approved_only: bool = False
    """Whether only approved runs count for par and score."""
    hide_results: bool = True
    """From all but staff, until it is closed."""
    start_minutes: int | None = Field(None, ge=1, le=10_080)
    """From the draw to the latest `Ready`; None: as the organization has set the task. So with the next three."""
    warning_minutes: int | None = Field(None, ge=1, le=10_080)
    """Before that."""
    limit_hours: int | None = Field(None, ge=1, le=168)
    """From the start to the end of the run."""
    limit_warning_minutes: int | None = Field(None, ge=1, le=10_080)
    """Before that."""
    par_sample: int = Field(5, ge=1, le=100)
    """How many of the fastest times make a permalink's par."""
    balance: int = Field(3, ge=0, le=1000)
    """By how many runs one permalink may be ahead of another before only the rarest are drawn."""
    account_days: int | None = Field(None, ge=1, le=3650)
    """How old a Discord account has to be."""
    reviewer_role: RoleId | None = None
    pools: tuple[PoolName, ...] = ()
    archived: bool = False
    """Removed, as far as anybody can see; kept for the audit's sake."""

    def is_open(self, now: datetime) -> bool:
        """Whether a run may be started."""
        return self.active and (not self.opens or self.opens <= now) and (not self.closes or now < self.closes)

    def is_closed(self, now: datetime) -> bool:
        """For good: what was hidden until the end can be seen."""
        return not self.active or bool(self.closes and self.closes <= now)

    def is_hidden(self, now: datetime) -> bool:
        return self.hide_results and not self.is_closed(now)

    def hidden_until(self, now: datetime) -> datetime | None:
        """When its results can be seen without anybody's doing; None where they can, or where that is not known."""
        return self.closes if self.is_hidden(now) else None

    @property
    def score_watch(self) -> str | None:
        """Its place among those of all organizations whose scores are repaired each hour."""
        return "SCORES" if self.active and not self.archived else None

    @property
    def open_pools(self) -> tuple[PoolName, ...]:
        return tuple(pool for pool in self.pools if not pool.archived)

    @property
    def slots(self) -> int:
        """How many runs a player has in all."""
        return len(self.open_pools) * self.runs_per_pool

    def pool(self, id: PoolId) -> PoolName | None:
        return next((pool for pool in self.pools if pool.id == id), None)

    def pool_called(self, name: str) -> PoolName | None:
        """In whatever case; there is never a second."""
        wanted = name.strip().casefold()
        return next((pool for pool in self.open_pools if pool.name.casefold() == wanted), None)

    def with_pool(self, pool: PoolName) -> Self:
        """Added, or in the place of the one of its id."""
        known = any(each.id == pool.id for each in self.pools)
        pools = tuple(pool if each.id == pool.id else each for each in self.pools) if known else (*self.pools, pool)
        return self.model_copy(update={"pools": pools})


class Permalink(Request):
    """A seed that is raced. An archived one is drawn no more; its runs stay."""

    id: PermalinkId
    url: str
    notes: str | None = None
    live: bool = False
    """Kept for live races: never drawn."""
    archived: bool = False


class Pool(Record):
    organization: OrganizationId
    async_: AsyncId
    id: PoolId
    permalinks: tuple[Permalink, ...] = ()

    def find(self, id: PermalinkId) -> Permalink | None:
        return next((each for each in self.permalinks if each.id == id), None)

    def with_permalink(self, permalink: Permalink) -> Self:
        """Added, or in the place of the one of its id."""
        if self.find(permalink.id) is None:
            return self.model_copy(update={"permalinks": (*self.permalinks, permalink)})
        kept = tuple(permalink if each.id == permalink.id else each for each in self.permalinks)
        return self.model_copy(update={"permalinks": kept})

    def called(self, url: str) -> Permalink | None:
        """Of one that was taken out and stands there again the one that stands."""
        found = [each for each in self.permalinks if each.url == url]
        return min(found, key=lambda each: each.archived, default=None)

    @property
    def pool(self) -> PoolId:
        """As the buttons that name it call it."""
        return self.id

    @property
    def drawable(self) -> tuple[Permalink, ...]:
        return tuple(each for each in self.permalinks if not each.archived and not each.live)


class Listed(Request):
    """What a list of asyncs shows of one."""

    id: AsyncId
    name: str
    guild: GuildId
    channel: ChannelId
    active: bool = True
    opens: datetime | None = None
    closes: datetime | None = None
    hide_results: bool = True
    reviewer_role: RoleId | None = None
    start_minutes: int | None = None
    warning_minutes: int | None = None
    limit_hours: int | None = None
    limit_warning_minutes: int | None = None
    """Its own limits, which come before what the organization has set for the tasks."""


class AsyncDirectory(Record):
    organization: OrganizationId
    asyncs: tuple[Listed, ...] = ()

    def find(self, id: AsyncId) -> Listed | None:
        return next((each for each in self.asyncs if each.id == id), None)

    def in_channel(self, channel: ChannelId) -> Listed | None:
        return next((each for each in self.asyncs if each.channel == channel), None)

    def listing(self, async_: Async) -> "AsyncDirectory":
        """With the async as it is now: none has its place twice, a removed one has none."""
        names = Listed.model_fields
        listed = Listed.model_validate({name: getattr(async_, name) for name in names})
        others = tuple(each for each in self.asyncs if each.id != async_.id)
        if async_.archived:
            return self.model_copy(update={"asyncs": others})
        known = any(each.id == async_.id for each in self.asyncs)
        kept = tuple(listed if each.id == async_.id else each for each in self.asyncs)
        return self.model_copy(update={"asyncs": kept if known else (*self.asyncs, listed)})
