"""The one way to change anything: state, audit and jobs in one conditional transaction, then the queue is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from paddock.audit.records import appended
from paddock.change import NOTHING, Cause, Change, Planned
from paddock.errors import Conflict, Repeated
from paddock.ids import OrganizationId
from paddock.jobs.model import Envelope, Promise
from paddock.jobs.queue import Queue
from paddock.jobs.records import done, planned
from paddock.store.change import Delete, Put, Write, put, still_stamped
from paddock.store.item import Item, Record
from paddock.store.table import Database, FailedWrites

REMEMBERED = timedelta(days=1)
"""How long an interaction's id is refused a second time. Discord's tokens die after 15 minutes."""


class Receipt(Record):
    """That an interaction took effect."""

    organization: OrganizationId
    source: str
    at: datetime


RECEIPT = Item(
    Receipt,
    pk="{organization}",
    sk="RECEIPT#{source}",
    purpose="that an interaction took effect, for a day",
    expires=lambda receipt: receipt.at + REMEMBERED,
)


class Ledger:
    def __init__(self, database: Database, queue: Queue) -> None:
        self._database = database
        self._queue = queue

    def commit(self, change: Change, cause: Cause) -> None:
        """Raises `Conflict`, or `Repeated` where the cause may act only once and has."""
        receipt = _receipt(cause) if cause.once else None
        writes = [*([receipt] if receipt else []), *_writes(change, cause)]
        try:
            self._database.write(writes)
        except FailedWrites as refused:
            if receipt and 0 in refused.failed:
                raise Repeated from refused
            raise
        self._send(change, cause)

    def finish(self, promise: Promise, change: Change, cause: Cause) -> None:
        """Commit a job's outcome together with its being done.

        Where a later plan has replaced the promise, the outcome stands and the later one stays to be kept, even if
        the job has promised itself anew: whoever planned it later knows of something that this run may not have seen.
        """
        end: Put | Delete = done(promise, cause.now)
        writes = []
        for write in _writes(change, cause):
            if isinstance(write, Put | Delete) and write.key == end.key:
                end = write._replace(condition=still_stamped(promise.stamp))
            else:
                writes.append(write)
        try:
            self._database.write([end, *writes])
        except FailedWrites as refused:
            if refused.failed != (0,):
                raise
            rest = replace(change, jobs=tuple(plan for plan in change.jobs if planned(plan, cause).key != end.key))
            if rest:
                self.commit(rest, cause)
            return
        self._send(change, cause)

    def settle(self, outcome: Put) -> None:
        """Record what became of a promise that was not kept yet. A later plan that replaced it wins."""
        try:
            self._database.write([outcome])
        except Conflict:
            return

    def _send(self, change: Change, cause: Cause) -> None:
        promises = [Promise.make(plan, cause) for plan in change.jobs if isinstance(plan, Planned)]
        ready = [
            Envelope(ticket=promise.ticket, group=promise.group, now=cause.now)
            for promise in promises
            if promise.due <= cause.now
        ]
        if ready:
            self._queue.send(ready)


def _receipt(cause: Cause) -> Put:
    return put(RECEIPT, Receipt(organization=cause.organization, source=cause.source, at=cause.now))


def _writes(change: Change, cause: Cause) -> list[Write]:
    entries = [appended(entry, place, cause) for place, entry in enumerate(change.entries)]
    return [*change.writes, *entries, *(planned(plan, cause) for plan in change.jobs)]


class Scribe:
    """The ledger for one cause. What has to be opened first is written with the first change, or by `close`."""

    def __init__(self, ledger: Ledger, cause: Cause, opening: Change = NOTHING) -> None:
        self._ledger = ledger
        self._opening = opening
        self.cause = cause

    def commit(self, change: Change) -> None:
        if not change:
            return self.close()
        self._write(self._opening.followed_by(change))
        return None

    def close(self) -> None:
        if self._opening:
            self._write(self._opening)

    def _write(self, change: Change) -> None:
        """Only the first write is refused to a repetition: after it the event is known to be new."""
        self._ledger.commit(change, self.cause)
        self._opening = NOTHING
        self.cause = self.cause._replace(once=False)
