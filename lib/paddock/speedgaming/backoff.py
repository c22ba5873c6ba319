"""A feed that fails is asked less and less often, and never before the time that SpeedGaming names itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from paddock.jobs.model import digest
from paddock.speedgaming.feed import FeedError
from paddock.store.change import Delete, Put
from paddock.store.item import Item, Key, Record
from paddock.store.table import Session

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_OBEYED = timedelta(days=1)
EARLY = timedelta(seconds=30)
"""A schedule's ticks are not exactly five minutes apart."""
KEPT = timedelta(days=1)
HOST = "speedgaming.org"
"""In an event's place, which can't be called so: asked for fewer requests, we leave all of its events alone."""


def place(event: str) -> str:
    """In the key: somebody typed the slug, so it is not taken as it is."""
    return digest(event)


class Backoff(Record):
    event: str
    failures: int = 0
    """In a row."""
    error: str = ""
    until: datetime
    named: datetime | None = None
    """Until when SpeedGaming itself asked to be left alone: nobody overrides that."""
    asked: datetime | None = None
    """When it was asked: the last failure, or the last time that somebody wanted to know."""

    @property
    def place(self) -> str:
        return place(self.event)


BACKOFF = Item(
    Backoff,
    pk="SPEEDGAMING",
    sk="BACKOFF#{place}",
    purpose="a SpeedGaming event's feed: its failures, and until when it is left alone; the feed's, not a tenant's",
    expires=lambda backoff: backoff.until + KEPT,
)


def failed(before: Backoff | None, event: str, error: FeedError, now: datetime) -> Backoff:
    failures = before.failures + 1 if before else 1
    wait = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT) - EARLY
    named = now + min(timedelta(seconds=error.retry_after), LONGEST_OBEYED) if error.retry_after else None
    until = max(now + wait, named or now)
    return Backoff(event=event, failures=failures, error=error.reason, until=until, named=named, asked=now)


def answered(event: str, now: datetime) -> Backoff:
    """Nothing is backed off from, and somebody has just asked."""
    return Backoff(event=event, until=now, asked=now)


def noted(backoff: Backoff) -> Put:
    """Whoever writes last knows best: no condition."""
    return Put(BACKOFF.key_of(backoff), BACKOFF.dump(backoff), None)


def forgotten(backoff: Backoff) -> Delete:
    return Delete(BACKOFF.key_of(backoff))


def keys(events: Iterable[str]) -> list[Key]:
    return [BACKOFF.key(place=place(each)) for each in (*events, HOST)]


class BackoffStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def preload(self, events: Iterable[str]) -> None:
        self._session.preload(keys(events))

    def find(self, event: str) -> Backoff | None:
        return self._session.find(BACKOFF, place=place(event))
