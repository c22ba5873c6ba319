"""The simulated clock, which runs as the real one does, only ahead of it, and the ids that carry its time."""

from datetime import UTC, datetime, timedelta

from infra.local.discord.model import Saved
from infra.local.discord.store import Shelf

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
OFFSET = "clock.offset.seconds"


class Clock:
    """Time only goes forward: the offset grows, and is kept."""

    def __init__(self, saved: Shelf[Saved]) -> None:
        self._saved = saved
        kept = saved.find(OFFSET)
        self._offset = timedelta(seconds=float(kept.value)) if kept else timedelta()

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def push(self, by: timedelta) -> None:
        if by < timedelta():
            raise ValueError("the clock does not go back")
        self._offset += by
        self._saved.put(Saved(id=OFFSET, value=str(self._offset.total_seconds())))


class Snowflakes:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        self._last = max(self._last + 1, first_at(self._clock.now()))
        return str(self._last)


def first_at(moment: datetime) -> int:
    """The smallest id of that millisecond."""
    return ((moment - EPOCH) // timedelta(milliseconds=1)) << 22
