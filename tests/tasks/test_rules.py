"""Which settings a task takes, and what they may be."""

from typing import Any

import pytest

from paddock.asyncs.model import AsyncDirectory, Listed
from paddock.errors import BadInput
from paddock.ids import AsyncId, ChannelId
from paddock.tasks import rules
from paddock.tasks.model import SETTINGS, Setting, Task
from tests.support.values import GUILD, TENANT, a_task

WINTER, SPRING = AsyncId("501"), AsyncId("502")
DIRECTORY = AsyncDirectory(
    organization=TENANT,
    asyncs=tuple(
        Listed(id=id, name=name, guild=GUILD, channel=ChannelId(id))
        for id, name in ((WINTER, "Winter Qualifier"), (SPRING, "Spring"))
    ),
)
VALUES: dict[Setting, Any] = {
    Setting.WARNING_MINUTES: 5,
    Setting.TIMEOUT_MINUTES: 30,
    Setting.MAX_HOURS: 6,
    Setting.ASYNCS: (WINTER,),
}
PAIRS = [(task, setting) for task in Task for setting in Setting]


@pytest.mark.parametrize(("task", "setting"), [pair for pair in PAIRS if pair[1] in SETTINGS.get(pair[0], ())])
def test_a_task_takes_its_own_settings_and_gives_them_back(task: Task, setting: Setting) -> None:
    given = rules.with_settings(a_task(task), {setting: VALUES[setting]})
    assert getattr(given.settings, setting) == VALUES[setting]
    assert rules.with_settings(given, {}, unset=setting) == a_task(task)


@pytest.mark.parametrize(("task", "setting"), [pair for pair in PAIRS if pair[1] not in SETTINGS.get(pair[0], ())])
def test_a_task_takes_no_other_settings(task: Task, setting: Setting) -> None:
    with pytest.raises(rules.NotItsSetting, match=f"`{task}` has no such setting"):
        rules.with_settings(a_task(task), {setting: VALUES[setting]})
    with pytest.raises(rules.NotItsSetting):
        rules.with_settings(a_task(task), {}, unset=setting)


@pytest.mark.parametrize(
    ("task", "given"),
    [
        (Task.PENDING_RUNS, {Setting.WARNING_MINUTES: 20}),
        (Task.PENDING_RUNS, {Setting.TIMEOUT_MINUTES: 15, Setting.WARNING_MINUTES: 15}),
        (Task.RUNNING_RUNS, {Setting.MAX_HOURS: 1, Setting.WARNING_MINUTES: 60}),
    ],
)
def test_a_warning_before_the_clock_runs_is_refused(task: Task, given: dict[Setting, Any]) -> None:
    with pytest.raises(rules.WarnsTooEarly):
        rules.with_settings(a_task(task), given)


def test_what_is_set_later_is_checked_with_what_was_set_before() -> None:
    before = rules.with_settings(a_task(Task.PENDING_RUNS), {Setting.TIMEOUT_MINUTES: 60, Setting.WARNING_MINUTES: 45})
    with pytest.raises(rules.WarnsTooEarly):
        rules.with_settings(before, {}, unset=Setting.TIMEOUT_MINUTES)


@pytest.mark.parametrize("text", ["winter qualifier, SPRING", "501,502", " 501 , spring,", "Spring, 501, Spring"])
def test_asyncs_are_named_by_id_or_name(text: str) -> None:
    named = rules.named_asyncs(text, DIRECTORY)
    assert named is not None
    assert set(named) == {WINTER, SPRING}
    assert len(named) == 2


@pytest.mark.parametrize("text", ["all", " ALL "])
def test_all_stands_for_every_one(text: str) -> None:
    assert rules.named_asyncs(text, DIRECTORY) is None


@pytest.mark.parametrize("text", ["", " , ", "summer", "501, summer", "50"])
def test_an_async_that_is_not_here_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="`asyncs`: one of them is not here"):
        rules.named_asyncs(text, DIRECTORY)


def test_a_name_that_several_asyncs_have_is_refused_with_their_ids() -> None:
    again = DIRECTORY.asyncs[1].model_copy(update={"id": AsyncId("503")})
    directory = DIRECTORY.model_copy(update={"asyncs": (*DIRECTORY.asyncs, again)})
    with pytest.raises(BadInput, match=r"several have one of these names.*`502`, `503`"):
        rules.named_asyncs("winter qualifier, Spring", directory)
    assert rules.named_asyncs("503", directory) == ("503",)
