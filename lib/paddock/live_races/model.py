"""A live race: the players who have joined it begin together, on a permalink that nobody sees before."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from paddock.ids import (
    AsyncId,
    ChannelId,
    GuildId,
    LiveRaceId,
    MessageId,
    OrganizationId,
    PermalinkId,
    PoolId,
    RunId,
    UserId,
)
from paddock.request import Request
from paddock.store.item import Record

MOST_RACERS = 200


class State(StrEnum):
    OPEN = "open"
    STARTED = "started"
    CANCELLED = "cancelled"


class Calling(StrEnum):
    """When all who have joined are called to the race."""

    SOON = "soon"
    GO = "go"


class Racer(Request):
    user: UserId
    name: str
    run: RunId


class LiveRace(Record):
    organization: OrganizationId
    async_: AsyncId
    id: LiveRaceId
    pool_name: str
    permalink: PermalinkId
    url: str
    """The permalink's and its notes, as they are revealed at the start."""
    seed_notes: str | None = None
    guild: GuildId
    channel: ChannelId
    """Where its card is, and where it is told how the race goes."""
    message: MessageId | None = None
    """The card."""
    starts: datetime
    """Kept here alone: the runs of those who have joined take it over when it has come."""
    state: State = State.OPEN
    """An open one whose instant has come has begun all the same, before anybody has noted it."""
    racers: tuple[Racer, ...] = ()
    """In the order in which they have joined."""
    called: datetime | None = None
    """The start at which the call to all of them was promised: once, however often it is noted."""
    written_to: tuple[RunId, ...] = ()
    """The runs whose players were sent their permalink, because the card could not be shown."""

    @property
    def pool(self) -> PoolId:
        return self.permalink.pool

    def has_begun(self, now: datetime) -> bool:
        return self.state is State.STARTED or (self.state is State.OPEN and now >= self.starts)

    def racer(self, user: UserId) -> Racer | None:
        return next((each for each in self.racers if each.user == user), None)

    def with_racer(self, racer: Racer) -> Self:
        return self.model_copy(update={"racers": (*self.racers, racer)})

    def without_racer(self, user: UserId) -> Self:
        return self.model_copy(update={"racers": tuple(each for each in self.racers if each.user != user)})


class Listed(Request):
    """A race as its async lists it."""

    race: LiveRaceId
    permalink: PermalinkId
    starts: datetime
    guild: GuildId | None = None
    """The server in which it is run; None where that was not written down yet."""
    over: bool = False
    """Nobody races in it any more, as far as its card has shown."""


class RaceList(Record):
    """An async's live races, those left out that were cancelled: their permalinks are free again."""

    organization: OrganizationId
    async_: AsyncId
    races: tuple[Listed, ...] = ()

    @property
    def used(self) -> frozenset[PermalinkId]:
        return frozenset(each.permalink for each in self.races)

    def listing(self, race: LiveRace, *, over: bool = False) -> Self:
        """With the race as it is now, in its place."""
        if race.state is State.CANCELLED:
            return self.model_copy(update={"races": tuple(each for each in self.races if each.race != race.id)})
        now = Listed(race=race.id, permalink=race.permalink, starts=race.starts, guild=race.guild, over=over)
        known = any(each.race == race.id for each in self.races)
        kept = tuple(now if each.race == race.id else each for each in self.races)
        return self.model_copy(update={"races": kept if known else (*self.races, now)})

    def goes_on_in(self, guild: GuildId) -> bool:
        """Whether any race is ahead or being run in that server."""
        return any(each.guild == guild and not each.over for each in self.races)
