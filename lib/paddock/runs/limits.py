"""How long a run may wait for its start, and how long it may take."""

from collections.abc import Mapping
from typing import NamedTuple

from paddock.asyncs.model import Async, Listed
from paddock.tasks.model import OVERRIDES, Setting, Task, TaskSettings


class Limits(NamedTuple):
    """The first counts from the draw to the latest `Ready`, `hours` from the start to the latest `Finish`; each warning
    comes so many minutes before."""

    start_minutes: int
    start_warning_minutes: int
    hours: int
    warning_minutes: int


def limits(async_: Async | Listed, settings: Mapping[Task, TaskSettings]) -> Limits:
    """The async's own, else what its organization has set for the two tasks."""

    def limit(task: Task, setting: Setting) -> int:
        own: int | None = getattr(async_, OVERRIDES[task][setting])
        return own or settings[task].number(task, setting)

    start, hours = limit(Task.PENDING_RUNS, Setting.TIMEOUT_MINUTES), limit(Task.RUNNING_RUNS, Setting.MAX_HOURS)
    return Limits(
        start_minutes=start,
        start_warning_minutes=_within(start, limit(Task.PENDING_RUNS, Setting.WARNING_MINUTES)),
        hours=hours,
        warning_minutes=_within(hours * 60, limit(Task.RUNNING_RUNS, Setting.WARNING_MINUTES)),
    )


def _within(minutes: int, warning: int) -> int:
    """One that would come before the clock runs, as where the limit alone was set, comes halfway."""
    return warning if warning < minutes else minutes // 2
