"""What a task's settings may be."""

from collections.abc import Iterable, Mapping
from typing import Any

from paddock.asyncs.model import AsyncDirectory
from paddock.errors import BadInput
from paddock.ids import AsyncId
from paddock.tasks.model import SETTINGS, Setting, Task, TaskSettings, TaskState

ALL = "all"


class NotItsSetting(BadInput):
    def __init__(self, setting: Setting, task: Task) -> None:
        own = ", ".join(f"`{each}`" for each in SETTINGS.get(task, ()))
        super().__init__(f"`{setting}`: `{task}` has no such setting; it has {own or 'none at all'}.")


class WarnsTooEarly(BadInput):
    def __init__(self, limit: Setting) -> None:
        super().__init__(f"`{Setting.WARNING_MINUTES}`: it has to be less than `{limit}`: nobody is warned earlier.")


class NoSuchAsync(BadInput):
    def __init__(self) -> None:
        super().__init__(
            "`asyncs`: one of them is not here. Name them as `/async list` does or by their ids, with commas between: "
            f"for example `Winter Qualifier, Spring Qualifier`. `{ALL}` stands for every one."
        )


class SeveralAsyncs(BadInput):
    def __init__(self, ids: Iterable[AsyncId]) -> None:
        told = ", ".join(f"`{each}`" for each in ids)
        super().__init__(f"`asyncs`: several have one of these names. Name the one you mean by its id: {told}.")


def with_settings(state: TaskState, given: Mapping[Setting, Any], unset: Setting | None = None) -> TaskState:
    for setting in (*given, *((unset,) if unset else ())):
        if setting not in SETTINGS.get(state.task, ()):
            raise NotItsSetting(setting, state.task)
    changes = dict(given) | ({unset: None} if unset else {})
    settings = state.settings.model_copy(update={setting.value: value for setting, value in changes.items()})
    _check_warning(settings, state.task)
    return state.model_copy(update={"settings": settings})


def _check_warning(settings: TaskSettings, task: Task) -> None:
    factors = {Setting.TIMEOUT_MINUTES: 1, Setting.MAX_HOURS: 60}
    for limit in SETTINGS.get(task, ()):
        minutes = factors[limit] * settings.number(task, limit) if limit in factors else None
        if minutes and settings.warning_minutes and settings.warning_minutes >= minutes:
            raise WarnsTooEarly(limit)


def named_asyncs(text: str, directory: AsyncDirectory) -> tuple[AsyncId, ...] | None:
    """By their ids, or by their names in whatever case; None for all."""
    if text.strip().casefold() == ALL:
        return None
    wanted = [each.strip() for each in text.split(",") if each.strip()]
    if not wanted:
        raise NoSuchAsync
    return tuple(dict.fromkeys(_named_async(each, directory) for each in wanted))


def _named_async(text: str, directory: AsyncDirectory) -> AsyncId:
    by_id = [each.id for each in directory.asyncs if each.id == text]
    found = by_id or [each.id for each in directory.asyncs if each.name.strip().casefold() == text.casefold()]
    if not found:
        raise NoSuchAsync
    if len(found) > 1:
        raise SeveralAsyncs(found)
    return found[0]
