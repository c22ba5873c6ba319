"""Every minute: whatever is due and not done goes to the queue, so that no crash between commit and send loses it."""

from dataclasses import dataclass
from datetime import datetime

from paddock.jobs.queue import Queue
from paddock.jobs.records import due_before
from paddock.store.table import Database

MOST_DUE = 2000
"""Sent in one tick from each shard; the rest follows with the next."""


@dataclass(frozen=True)
class Swept:
    due: int
    sent: int
    oldest: float
    """Seconds for which the oldest of them has been due."""


def sweep(database: Database, queue: Queue, now: datetime) -> Swept:
    found = due_before(database, now, MOST_DUE)
    sent = queue.send([each.envelope for each in found]) if found else 0
    oldest = max(((now - each.due).total_seconds() for each in found), default=0.0)
    return Swept(due=len(found), sent=sent, oldest=oldest)
