"""A promise: a job that is kept until its outcome is recorded."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from paddock.change import Cause, Planned, ReplyTo
from paddock.ids import JobId, OrganizationId
from paddock.request import Request
from paddock.store.item import Record

SHARDS = 4
"""Over which the jobs that wait are spread, so that no partition of the index gets hot."""


class State(StrEnum):
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


def digest(*parts: object, length: int = 20) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:length]


class Promise(Record):
    organization: OrganizationId
    id: JobId
    kind: str
    payload: str
    group: str
    due: datetime
    stamp: str
    """Tells this promise from an earlier or a later one of the same id."""
    state: State = State.PENDING
    moves: int = 0
    """How often its due instant was moved, for whatever reason."""
    attempts: int = 0
    """Tries that ended in somebody's silence."""
    faults: int = 0
    """Tries that ended in a bug of ours."""
    error: str | None = None
    ended: datetime | None = None
    reply: ReplyTo | None = None

    @classmethod
    def make(cls, planned: Planned, cause: Cause) -> Self:
        """Whoever waits for an answer has a promise of their own: nobody else's replaces it."""
        job = planned.job
        id = JobId(f"{job.id}.{cause.source}") if planned.reply else job.id
        return cls(
            organization=job.organization,
            id=id,
            kind=job.kind,
            payload=job.model_dump_json(),
            group=job.group,
            due=planned.due or cause.now,
            stamp=digest(cause.source, cause.now, id),
            reply=planned.reply,
        )

    @property
    def shard(self) -> int | None:
        """None once it waits no more."""
        return int(digest(self.organization, self.id), 16) % SHARDS if self.state is State.PENDING else None

    @property
    def reference(self) -> str:
        """By which somebody who reads of a fault and whoever reads the log name it."""
        return self.stamp[:6]

    @property
    def ticket(self) -> "Ticket":
        return Ticket(organization=self.organization, id=self.id, stamp=self.stamp)


class Ticket(Request):
    """Names a promise on the queue and in the index of what is due."""

    organization: OrganizationId
    id: JobId
    stamp: str


class Envelope(Request):
    """A message on the queue. `now` is the instant at which the job runs, but for its wait on the queue."""

    ticket: Ticket
    group: str
    now: datetime
    clock: datetime | None = None
    """What the real clock showed at `now`; None where that is when the message was sent."""
    moves: int = 0

    @property
    def deduplication(self) -> str:
        """The same until the job is put off: SQS drops a second one for five minutes."""
        return digest(self.ticket.organization, self.ticket.id, self.ticket.stamp, self.moves, length=64)

    def delivered(self, sent: datetime, clock: datetime) -> Self:
        """Later by its wait, in whole seconds. Only that is taken from the real clock, which `now` may be far from."""
        waited = max(int((clock - (self.clock or sent)).total_seconds()), 0)
        return self.model_copy(update={"now": self.now + timedelta(seconds=waited), "clock": clock})
