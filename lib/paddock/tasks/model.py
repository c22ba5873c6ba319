"""What runs by itself, and what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from paddock.ids import AsyncId, OrganizationId
from paddock.request import Request
from paddock.store.item import Record

MOST_RUNS = 10
MOST_MINUTES = 7 * 24 * 60
MOST_HOURS = 7 * 24


class Task(StrEnum):
    EVENTS = "discord_events_sync"
    SPEEDGAMING = "speedgaming_import"
    PENDING_RUNS = "async_tournament_timeout_pending"
    RUNNING_RUNS = "async_tournament_timeout_in_progress"
    SCORES = "async_tournament_score_calculation"
    REMINDERS = "match_reminders"


EVERY = {
    Task.EVENTS: timedelta(hours=1),
    Task.SPEEDGAMING: timedelta(minutes=5),
    Task.PENDING_RUNS: timedelta(minutes=1),
    Task.RUNNING_RUNS: timedelta(minutes=1),
    Task.SCORES: timedelta(hours=1),
    Task.REMINDERS: timedelta(minutes=1),
}


class TaskSettings(Request):
    """What an organization has set for a task; an async's own settings come before it. None: as Paddock has it."""

    warning_minutes: int | None = Field(None, ge=1, le=MOST_MINUTES)
    """Before the deadline."""
    timeout_minutes: int | None = Field(None, ge=1, le=MOST_MINUTES)
    """From the draw to the latest start."""
    max_hours: int | None = Field(None, ge=1, le=MOST_HOURS)
    """From the start to the latest finish."""
    asyncs: tuple[AsyncId, ...] | None = None
    """Only these."""

    def concerns(self, async_: AsyncId) -> bool:
        return self.asyncs is None or async_ in self.asyncs

    def number(self, task: "Task", setting: "Setting") -> int:
        """As it is set, or as Paddock has it."""
        found: int | None = getattr(self, setting)
        return DEFAULTS[task][setting] if found is None else found


class Setting(StrEnum):
    """A task's settings, by the names of their fields and options."""

    WARNING_MINUTES = "warning_minutes"
    TIMEOUT_MINUTES = "timeout_minutes"
    MAX_HOURS = "max_hours"
    ASYNCS = "asyncs"


SETTINGS: Mapping[Task, tuple[Setting, ...]] = {
    Task.PENDING_RUNS: (Setting.TIMEOUT_MINUTES, Setting.WARNING_MINUTES, Setting.ASYNCS),
    Task.RUNNING_RUNS: (Setting.MAX_HOURS, Setting.WARNING_MINUTES, Setting.ASYNCS),
    Task.SCORES: (Setting.ASYNCS,),
}
"""Those that a task has."""
DEFAULTS: Mapping[Task, Mapping[Setting, int]] = {
    Task.PENDING_RUNS: {Setting.TIMEOUT_MINUTES: 20, Setting.WARNING_MINUTES: 10},
    Task.RUNNING_RUNS: {Setting.MAX_HOURS: 12, Setting.WARNING_MINUTES: 60},
}
"""What holds where an organization has set nothing."""
LIMITS = frozenset(DEFAULTS)
"""The tasks that keep the time limits of runs."""
OVERRIDES: Mapping[Task, Mapping[Setting, str]] = {
    Task.PENDING_RUNS: {Setting.TIMEOUT_MINUTES: "start_minutes", Setting.WARNING_MINUTES: "warning_minutes"},
    Task.RUNNING_RUNS: {Setting.MAX_HOURS: "limit_hours", Setting.WARNING_MINUTES: "limit_warning_minutes"},
}
"""The fields of an async that come before them."""


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
    settings: TaskSettings = TaskSettings()
    runs: tuple[Run, ...] = ()
    """The last ones, newest first. A run that changed nothing and failed nowhere is not kept."""

    def concerns(self, async_: AsyncId) -> bool:
        """Whether it does anything about that async by itself."""
        return self.enabled and self.settings.concerns(async_)


def next_tick(task: Task, now: datetime) -> datetime:
    step = int(EVERY[task].total_seconds())
    return datetime.fromtimestamp((int(now.timestamp()) // step + 1) * step, now.tzinfo)
