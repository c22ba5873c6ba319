"""A feed that fails is asked less and less often, and never before the time that it names itself."""

from datetime import datetime, timedelta

from paddock.jobs.model import digest
from paddock.speedgaming.feed import FeedError
from paddock.store.item import Item, Record

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_OBEYED = timedelta(days=1)
EARLY = timedelta(seconds=30)
"""A schedule's ticks are not exactly five minutes apart."""
KEPT = timedelta(days=1)


def place(event: str) -> str:
    """In the key: somebody typed the slug, so it is not taken as it is."""
    return digest(event)


class Backoff(Record):
    event: str
    failures: int
    """In a row."""
    error: str
    until: datetime

    @property
    def place(self) -> str:
        return place(self.event)


BACKOFF = Item(
    Backoff,
    pk="SPEEDGAMING",
    sk="BACKOFF#{place}",
    purpose="a SpeedGaming event whose feed fails, and until when it is left alone: the feed's, not a tenant's",
    expires=lambda backoff: backoff.until + KEPT,
)


def failed(before: Backoff | None, event: str, error: FeedError, now: datetime) -> Backoff:
    failures = before.failures + 1 if before else 1
    wait = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT) - EARLY
    if error.retry_after:
        wait = max(wait, min(timedelta(seconds=error.retry_after), LONGEST_OBEYED))
    version = before.version if before else 0
    return Backoff(version=version, event=event, failures=failures, error=error.reason, until=now + wait)
