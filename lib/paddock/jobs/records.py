"""Where promises are kept, and how those that are due are found."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from paddock.change import Cancelled, Cause, Planned
from paddock.clock import parse_stamp, stamp
from paddock.ids import JobId, OrganizationId
from paddock.jobs.model import SHARDS, Envelope, Promise, State, Ticket
from paddock.store.change import Delete, Put, Write, still_stamped
from paddock.store.item import Index, Item, Table
from paddock.store.table import LAST, Database

KEPT = timedelta(days=7)

PROMISE = Item(
    Promise,
    pk="{organization}",
    sk="{id}",
    purpose="a job, until a week after its end",
    table=Table.JOBS,
    indexes=(Index("due", pk="DUE#{shard}", sk="{due}#{organization}#{id}"),),
    columns=("kind", "group", "stamp", "due", "moves"),
    expires=lambda promise: promise.ended + KEPT if promise.ended else None,
)


def planned(plan: Planned | Cancelled, cause: Cause) -> Write:
    """A promise replaces an earlier one of the same id, whatever has become of that."""
    if isinstance(plan, Cancelled):
        return Delete(PROMISE.key(organization=plan.organization, id=plan.id))
    promise = Promise.make(plan, cause)
    return Put(PROMISE.key_of(promise), PROMISE.dump(promise), None)


def settled(promise: Promise, **changes: Any) -> Put:
    """The promise with its outcome, unless it was replaced meanwhile."""
    after = promise.model_copy(update=changes)
    return Put(PROMISE.key_of(after), PROMISE.dump(after), still_stamped(promise.stamp))


def done(promise: Promise, now: datetime) -> Put:
    return settled(promise, state=State.DONE, ended=now)


def pending_before(
    database: Database, organization: OrganizationId, first: str, id: JobId, limit: int
) -> list[Promise]:
    """Of the `limit` promises right before `id` in the order of their ids, none before `first`: those to be kept."""
    found = database.query(PROMISE, organization, (first, id), newest_first=True, limit=limit + 1)
    return [promise for promise in found if promise.state is State.PENDING and promise.id != id]


class Due(NamedTuple):
    envelope: Envelope
    due: datetime


def due_before(database: Database, now: datetime, limit: int) -> list[Due]:
    """What waits and is due, oldest first, and what is due at once in order of its ids: one query a shard, whatever
    else exists."""
    found: list[Due] = []
    for shard in range(SHARDS):
        rows = database.query_raw(Table.JOBS, f"DUE#{shard}", ("", stamp(now) + LAST), index="due", limit=limit)
        found += [_due(row, now) for row in rows]
    return sorted(found, key=lambda each: (each.due, each.envelope.ticket.id))


def _due(row: dict[str, Any], now: datetime) -> Due:
    ticket = Ticket(organization=row["pk"]["S"], id=row["sk"]["S"], stamp=row["stamp"]["S"])
    envelope = Envelope(ticket=ticket, group=row["group"]["S"], now=now, moves=int(row["moves"]["S"]))
    return Due(envelope, parse_stamp(row["due"]["S"]))
