"""How tasks and their runs are shown."""

from typing import Any

import pytest

from paddock.asyncs.model import AsyncDirectory
from paddock.discord.message import Colour, Message, Press
from paddock.tasks import views
from paddock.tasks.asks import Action, PressTask
from paddock.tasks.model import MOST_RUNS, Run, Task
from tests.support.values import HOSTILE, NOW, TENANT, a_task

NO_ASYNCS = AsyncDirectory(organization=TENANT)


def a_run(**changes: Any) -> Run:
    return Run(**{"started": NOW, "ended": NOW, "counts": {"right": 2, "create": 1, "update": 0}, **changes})


def text(message: Message) -> str:
    assert message.card
    return "\n".join(message.card.lines)


def presses(message: Message) -> list[tuple[str, PressTask]]:
    return [
        (each.label, each.ask)
        for each in message.buttons
        if isinstance(each, Press) and isinstance(each.ask, PressTask)
    ]


def test_an_instant_in_an_error_is_shown_in_the_readers_zone_and_nothing_else_is_markup() -> None:
    said = text(views.report(Task.SPEEDGAMING, a_run(error="open: alone until <t:1930000000:t> <@5> <t:x:t>")))
    assert "alone until <t:1930000000:t> \\<\\@5\\> \\<t:x:t\\>" in said


def test_every_task_says_what_it_does() -> None:
    assert set(views.WHAT) == set(Task)


def test_the_overview_tells_of_each_task_what_it_does_when_it_runs_and_what_came_of_it() -> None:
    said = text(views.overview([a_task(task) for task in Task], NOW))
    for task in Task:
        assert f"**{task}**\n{views.WHAT[task]}\nNext <t:" in said
    assert said.count("Nothing to report yet.") == len(Task)


def test_the_overview_tells_the_last_three_runs_with_counts_and_errors() -> None:
    runs = (a_run(notes=("untold",)), a_run(error="down"), a_run(counts={"remove": 9}), a_run(counts={"remove": 8}))
    said = text(views.overview([a_task(runs=runs)], NOW))
    assert said.splitlines()[3:] == [
        "Ran <t:2142590400:f>: 2 right, 1 create",
        "Ran <t:2142590400:f>: 2 right, 1 create",
        "  ❌ down",
        "Ran <t:2142590400:f>: 9 remove",
    ]


def test_a_task_that_is_off_says_so_and_how_to_switch_it_on() -> None:
    said = text(views.overview([a_task(enabled=False)], NOW))
    assert "Switched off" in said
    assert "`enable`" in said
    assert "Next" not in said


def test_one_task_shows_its_last_runs_newest_first() -> None:
    runs = tuple(a_run(counts={"create": number}) for number in range(MOST_RUNS, 0, -1))
    said = text(views.detail(a_task(runs=runs), NO_ASYNCS, NOW))
    assert [line.split(": ")[1] for line in said.splitlines() if line.startswith("<t:")] == [
        f"{number} create" for number in range(MOST_RUNS, 0, -1)
    ]


@pytest.mark.parametrize(("enabled", "label", "action"), [(True, "Disable", "disable"), (False, "Enable", "enable")])
def test_buttons_run_it_now_and_switch_it(enabled: bool, label: str, action: Action) -> None:
    message = views.detail(a_task(enabled=enabled), NO_ASYNCS, NOW)
    assert presses(message) == [
        ("Run now", PressTask(task=Task.EVENTS, action=Action.RUN)),
        (label, PressTask(task=Task.EVENTS, action=Action(action))),
    ]


def test_a_run_tells_how_long_it_took_what_failed_what_was_done_and_what_was_not() -> None:
    run = a_run(error="Discord: 503", changes=("Ada vs Ben: *time*",), notes=("episode 7: no *time*",)).timed(4049.6)
    assert text(views.report(Task.SPEEDGAMING, run)).splitlines() == [
        "<t:2142590400:f> (4.0 s): 2 right, 1 create",
        "  ❌ Discord: 503",
        "  • Ada vs Ben: \\*time\\*",
        "  ⚠️ episode 7: no \\*time\\*",
    ]


@pytest.mark.parametrize("run", [a_run(error="down"), a_run(counts={"failed": 1})])
def test_a_run_that_failed_stands_out(run: Run) -> None:
    message = views.report(Task.EVENTS, run)
    assert message.card
    assert message.card.colour is Colour.WARNING


def test_a_failed_last_run_colours_overview_and_detail() -> None:
    state = a_task(runs=(a_run(error="down"),))
    for message in (views.overview([a_task(Task.REMINDERS), state], NOW), views.detail(state, NO_ASYNCS, NOW)):
        assert message.card
        assert message.card.colour is Colour.WARNING


def test_a_run_without_work_says_so() -> None:
    assert text(views.report(Task.EVENTS, a_run(counts={"right": 0}))).endswith("nothing to do")


def test_many_notes_are_counted() -> None:
    assert text(views.report(Task.EVENTS, a_run(notes=("x",) * 12))).endswith("⚠️ and 4 more")


@pytest.mark.parametrize("note", HOSTILE)
def test_whatever_a_feed_says_fits(note: str) -> None:
    state = a_task(runs=(a_run(changes=(note,) * 11, notes=(note,) * 20, error=note),) * MOST_RUNS)
    for message in (views.detail(state, NO_ASYNCS, NOW), views.overview([state] * 3, NOW)):
        assert len(message.payload()["embeds"][0]["description"]) <= 4000
