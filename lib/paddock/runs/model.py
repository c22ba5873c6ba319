"""A run: one player on one permalink; and what an async knows of a player's runs."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from paddock.clock import snowflake_time
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

COUNTDOWN = timedelta(seconds=10)
"""From the click on `Ready` to the start."""
MOST_VOD = 512
MOST_NOTES = 4000
MOST_REASON = 500
LONGEST_EXTENSION = 7 * 24 * 60
"""Minutes that a run is given at once."""
CLAIM_HOLDS = timedelta(minutes=30)


class Status(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    FORFEIT = "forfeit"
    DISQUALIFIED = "disqualified"

    @property
    def is_closed(self) -> bool:
        return self in (Status.FINISHED, Status.FORFEIT, Status.DISQUALIFIED)


class Queue(StrEnum):
    """The two lists of finished runs that reviewers pick from."""

    WAITING = "waiting"
    REVIEWED = "reviewed"


class Decision(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"


class Review(Request):
    decision: Decision
    by: UserId
    at: datetime
    reason: str | None = None


class Claim(Request):
    """Whoever reviews a run has it to themselves until then."""

    by: UserId
    until: datetime


class Voided(Request):
    """By a reattempt. `granted`: by a reviewer, so that it counts for no allowance."""

    by: UserId
    at: datetime
    reason: str
    granted: bool = False


class Run(Record):
    organization: OrganizationId
    async_: AsyncId
    id: RunId
    user: UserId
    name: str
    """As the server calls the player."""
    pool_name: str
    permalink: PermalinkId
    url: str
    """The permalink's and its notes, as they were revealed."""
    seed_notes: str | None = None
    guild: GuildId
    channel: ChannelId
    """The async's, under which the thread is; of a live race's run the race's."""
    thread: ChannelId | None = None
    card: MessageId | None = None
    live_race: LiveRaceId | None = None
    status: Status = Status.PENDING
    opened: datetime
    start_by: datetime
    """`Ready` is refused from this instant on."""
    start_warning_minutes: int
    limit_hours: int
    limit_warning_minutes: int
    """The limits as they stood at the draw: what is changed later is for later runs."""
    started: datetime | None = None
    finish_by: datetime | None = None
    """`Finish` is refused from this instant on; None until it has started."""
    warned: datetime | None = None
    """The deadline of which the player was warned: one that is moved is warned of anew."""
    ended: datetime | None = None
    timed_out: bool = False
    """Forfeited by the clock."""
    milliseconds: int | None = None
    """Of a finished run; a reviewer may have corrected it."""
    original: int | None = None
    """What it was before that."""
    vod: str | None = None
    notes: str | None = None
    flag: str | None = None
    """Why the player wants it looked at."""
    described: datetime | None = None
    """When the player last changed one of these three."""
    review: Review | None = None
    claim: Claim | None = None
    voided: Voided | None = None
    disqualified: str | None = None
    """Why."""
    decided: datetime | None = None
    """When its time was corrected, or it was disqualified or voided, or that was taken back: the last of these."""

    @property
    def pool(self) -> PoolId:
        return self.permalink.pool

    @property
    def place(self) -> ChannelId | None:
        """Where it is told how it goes: a live race has its channel, and no threads."""
        return self.thread or (self.channel if self.live_race else None)

    @property
    def awaits_race(self) -> bool:
        """Joined, and not begun. The start is kept with the race, so that it can move: the run has no deadline yet."""
        return self.live_race is not None and self.status is Status.PENDING

    @property
    def is_sealed(self) -> bool:
        """Its live race has not begun for it: the permalink is shown to nobody, whatever has become of the run."""
        return self.live_race is not None and self.started is None

    @property
    def deadline(self) -> datetime | None:
        """At which the clock forfeits it; None once it is over."""
        if self.awaits_race:
            return None
        return {Status.PENDING: self.start_by, Status.IN_PROGRESS: self.finish_by}.get(self.status)

    @property
    def warning(self) -> timedelta:
        """How long before the deadline the player is warned."""
        pending = self.status is Status.PENDING
        return timedelta(minutes=self.start_warning_minutes if pending else self.limit_warning_minutes)

    @property
    def warn_at(self) -> datetime | None:
        return self.deadline - self.warning if self.deadline else None

    @property
    def qualifying(self) -> tuple[object, ...]:
        """All on which its permalink's par depends; nothing where there is no time that could count."""
        if self.status is not Status.FINISHED or self.voided:
            return ()
        return self.milliseconds, self.review.decision if self.review else None

    def is_overdue(self, now: datetime) -> bool:
        """Over by the clock, whether or not that was noted yet."""
        return self.deadline is not None and now >= self.deadline

    @property
    def standing(self) -> str:
        """Sorts those that are over before those that go on."""
        return "over" if self.status.is_closed else "still on"

    @property
    def until(self) -> datetime | None:
        """When it ended or will; a voided run is nowhere listed."""
        return None if self.voided else self.deadline or self.ended

    @property
    def is_reworded(self) -> bool:
        """Whether the player said something else after the review."""
        return bool(self.review and self.described and self.described > self.review.at)

    @property
    def queue(self) -> Queue | None:
        """In which the reviewers find it."""
        if self.status is not Status.FINISHED or self.voided:
            return None
        return Queue.REVIEWED if self.review else Queue.WAITING

    @property
    def queue_rank(self) -> int:
        """Flagged runs that wait come first."""
        return 0 if self.flag and not self.review else 1

    @property
    def queued(self) -> datetime | None:
        """Since when it is in its queue."""
        return self.review.at if self.review else self.ended

    def claimed(self, now: datetime) -> Claim | None:
        """By whoever reviews it now."""
        return self.claim if self.claim and now < self.claim.until else None


def _milliseconds(at: datetime) -> int:
    return (at - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)


class Slot(NamedTuple):
    """A run as its async's board, draw and queue need it: short, because a thousand players' are read at once."""

    id: RunId
    permalink: PermalinkId
    status: Status
    milliseconds: int | None = None
    voided: bool = False
    spent: bool = False
    """Voided by a reattempt that counts for the allowance."""
    decision: Decision | None = None
    flagged: bool = False
    granted: int = 0
    """When a reviewer granted a reattempt of it, in milliseconds since 1970."""

    @property
    def opened(self) -> int:
        """In the same milliseconds."""
        return _milliseconds(snowflake_time(self.id))

    @property
    def pool(self) -> PoolId:
        return self.permalink.pool

    @classmethod
    def of(cls, run: Run) -> Self:
        return cls(
            id=run.id,
            permalink=run.permalink,
            status=run.status,
            milliseconds=run.milliseconds,
            voided=run.voided is not None,
            spent=run.voided is not None and not run.voided.granted,
            decision=run.review.decision if run.review else None,
            flagged=run.flag is not None,
            granted=_milliseconds(run.voided.at) if run.voided and run.voided.granted else 0,
        )

    def lapsed(self) -> Self:
        """Forfeited by the clock."""
        return self._replace(status=Status.FORFEIT)


class Entrant(Record):
    """A player's runs in one async, in the order in which they were opened: written together with each of them."""

    organization: OrganizationId
    async_: AsyncId
    user: UserId
    name: str
    slots: tuple[Slot, ...] = ()
    until: datetime | None = None
    """The deadline of the one that is open."""

    @property
    def active(self) -> Slot | None:
        """The one that is not closed yet; there is never a second."""
        return next((each for each in self.slots if not each.status.is_closed), None)

    @property
    def spent(self) -> int:
        """How many reattempts of the allowance."""
        return sum(each.spent for each in self.slots)

    @property
    def granted(self) -> frozenset[PoolId]:
        """Pools in which a reattempt that a reviewer granted is still to be raced: each is one run's, also outside the
        window."""
        return frozenset(each.pool for each in self.slots if each.granted and self._is_owed(each.pool))

    def _is_owed(self, pool: PoolId) -> bool:
        found = [each for each in self.slots if each.pool == pool]
        grants = [(each.granted, 1) for each in found if each.granted]
        owed = 0
        for _, more in sorted([*grants, *((each.opened, -1) for each in found)]):
            owed = max(owed + more, 0)
        return owed > 0

    def used(self, pool: PoolId) -> int:
        """How many of the pool's slots."""
        return sum(each.pool == pool and not each.voided for each in self.slots)

    @property
    def revealed(self) -> frozenset[PermalinkId]:
        """A voided run's too: what was seen once can't be raced blind again."""
        return frozenset(each.permalink for each in self.slots)

    def with_run(self, run: Run) -> Self:
        """Added, with what its player is called now; or as it is now."""
        slot = Slot.of(run)
        if all(each.id != run.id for each in self.slots):
            return self._with((*self.slots, slot), run.deadline).model_copy(update={"name": run.name})
        slots = tuple(slot if each.id == run.id else each for each in self.slots)
        is_open = not run.status.is_closed
        return self._with(slots, run.deadline if is_open else self.until)

    def without_run(self, run: Run) -> Self:
        return self._with(tuple(each for each in self.slots if each.id != run.id), self.until)

    def as_of(self, now: datetime) -> Self:
        """One whose time is up is over, whether or not a sweep has noted it."""
        if self.until is None or now < self.until:
            return self
        return self._with(tuple(each if each.status.is_closed else each.lapsed() for each in self.slots), None)

    def _with(self, slots: tuple[Slot, ...], until: datetime | None) -> Self:
        after = self.model_copy(update={"slots": slots})
        return after.model_copy(update={"until": until if after.active else None})
