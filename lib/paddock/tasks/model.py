"""What runs by itself, and what became of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from paddock.ids import OrganizationId
from paddock.request import Request
from paddock.store.item import Record

MOST_RUNS = 10


class Task(StrEnum):
    EVENTS = "discord_events_sync"
    SPEEDGAMING = "speedgaming_import"
    REMINDERS = "match_reminders"


EVERY = {Task.EVENTS: timedelta(hours=1), Task.SPEEDGAMING: timedelta(minutes=5), Task.REMINDERS: timedelta(minutes=1)}


class Run(Request):
    """Times are those of the events that it handled: a schedule's tick, the instant of a command."""

    started: datetime
    ended: datetime
    milliseconds: int | None = None
    """How long the work took, by a stopwatch."""
    counts: dict[str, int]
    changes: tuple[str, ...] = ()
    """What was done."""
    notes: tuple[str, ...] = ()
    """What was not, and why."""
    error: str | None = None

    def timed(self, milliseconds: float) -> "Run":
        return self.model_copy(update={"milliseconds": round(milliseconds)})


class TaskState(Record):
    organization: OrganizationId
    task: Task
    enabled: bool = True
    runs: tuple[Run, ...] = ()
    """The last ones, newest first. A run that changed nothing and failed nowhere is not kept."""


def next_tick(task: Task, now: datetime) -> datetime:
    step = int(EVERY[task].total_seconds())
    return datetime.fromtimestamp((int(now.timestamp()) // step + 1) * step, now.tzinfo)
