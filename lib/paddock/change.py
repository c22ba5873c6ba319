"""What one decision writes: state, its audit entries and the jobs that follow, all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from paddock.ids import ChannelId, JobId, OrganizationId, UserId
from paddock.request import Job, Request
from paddock.store.change import Add, Write, merged
from paddock.store.item import Record


class Entry(NamedTuple):
    """A line of the audit. `before` and `after` hold what changed, by field."""

    action: str
    subject: str
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    organization: OrganizationId | None = None
    """In whose audit it stands, where that is not whoever caused it."""
    actor: str | None = None
    """Who did it, where that is not whoever caused it."""


class ReplyTo(Request):
    """The deferred answer that a job has to fill in. Discord lets the token live for 15 minutes."""

    application: str
    token: str
    channel: ChannelId
    user: UserId
    private: bool


class Planned(NamedTuple):
    """A job to be run, at once or when it is due."""

    job: Job
    due: datetime | None = None
    reply: ReplyTo | None = None


class Cancelled(NamedTuple):
    """A job that is not to be run any more."""

    organization: OrganizationId
    id: JobId


@dataclass(frozen=True)
class Change:
    writes: tuple[Write, ...] = ()
    entries: tuple[Entry, ...] = ()
    jobs: tuple[Planned | Cancelled, ...] = ()

    def __add__(self, other: "Change") -> "Change":
        """Of the same job only the later plan is left: a transaction has one operation for each item."""
        jobs = _latest(self.jobs + other.jobs)
        return Change(merged(self.writes + other.writes), self.entries + other.entries, jobs)

    def followed_by(self, later: "Change") -> "Change":
        """Both in one transaction; an item that both write becomes what `later` says, and what both count is summed."""
        written = {write.key for write in later.writes if not isinstance(write, Add)}
        kept = tuple(write for write in self.writes if write.key not in written)
        return Change(kept, self.entries, self.jobs) + later

    @property
    def size(self) -> int:
        """Items in the transaction."""
        return len(self.writes) + len(self.entries) + len(self.jobs)

    def __bool__(self) -> bool:
        return self.size > 0


NOTHING = Change()


def _latest(plans: tuple[Planned | Cancelled, ...]) -> tuple[Planned | Cancelled, ...]:
    kept: dict[object, Planned | Cancelled] = {}
    for plan in plans:
        match plan:
            case Planned(job=job, reply=reply):
                key = (job.organization, job.id, reply)
            case Cancelled(organization=organization, id=id):
                key = (organization, id, None)
        kept.pop(key, None)
        kept[key] = plan
    return tuple(kept.values())


class Cause(NamedTuple):
    """Why something is written: who, through which interaction, job or task, and at which instant."""

    organization: OrganizationId
    actor: str
    source: str
    now: datetime
    once: bool = False
    """Whether the source may take effect only once, however often it is delivered."""


def differences(before: Record, after: Record) -> tuple[dict[str, Any], dict[str, Any]]:
    """Old and new values of the fields that differ, as JSON values."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in new if name != "version" and old.get(name) != new[name]]
    return {name: old.get(name) for name in changed}, {name: new[name] for name in changed}
