"""`/config tasks` for the tasks that keep the time limits of runs."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

PENDING, RUNNING = "async_tournament_timeout_pending", "async_tournament_timeout_in_progress"


def manage(qualifier: Qualifier, task: str = PENDING, **options: Any) -> str:
    answer = qualifier.admin.slash("config tasks", task=task, **options)
    qualifier.world.drain()
    return str(answer.said)


def lasts(racer: Racer, until: str = "start_by", since: str = "opened") -> timedelta:
    return datetime.fromisoformat(racer.run[until]) - datetime.fromisoformat(racer.run[since])


def in_progress(qualifier: Qualifier) -> Racer:
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.discord.advance(10)
    return racer


# -- settings ------------------------------------------------------------------------------------


def test_what_an_organization_sets_holds_for_runs_that_are_drawn_from_then_on(world: World) -> None:
    qualifier = Qualifier(world)
    before = qualifier.draw(qualifier.bob)
    said = manage(qualifier, timeout_minutes=45, warning_minutes=5)
    assert "The settings are changed. Runs that are open keep the limits under which they were drawn." in said
    assert "`timeout_minutes` **45**" in said
    racer = qualifier.draw(qualifier.alice)
    assert (lasts(before), lasts(racer)) == (timedelta(minutes=20), timedelta(minutes=45))
    assert racer.run["start_warning_minutes"] == 5


def test_the_hours_of_a_run_are_set_likewise(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, RUNNING, max_hours=3, warning_minutes=30)
    racer = in_progress(qualifier)
    assert lasts(racer, "finish_by", "started") == timedelta(hours=3)
    world.pass_time(hours=2, minutes=31)
    assert len(racer.lines) == 1
    world.pass_time(minutes=30)
    assert racer.run["timed_out"]


def test_settings_of_an_async_come_before_those_of_the_organization_and_are_shown_beside_them(world: World) -> None:
    qualifier = Qualifier(world, start_minutes=90)
    said = manage(qualifier, timeout_minutes=45)
    assert "Winter Qualifier has its own: `timeout_minutes` **90**" in said
    assert lasts(qualifier.draw(qualifier.alice)) == timedelta(minutes=90)


def test_unset_gives_back_what_holds_without_settings(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, timeout_minutes=45)
    assert "`timeout_minutes` **20** (not set)" in manage(qualifier, unset="timeout_minutes")
    assert lasts(qualifier.draw(qualifier.alice)) == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("task", "options"),
    [
        (PENDING, {"max_hours": 3}),
        (RUNNING, {"timeout_minutes": 3}),
        ("async_tournament_score_calculation", {"warning_minutes": 3}),
        ("match_reminders", {"asyncs": "all"}),
        ("discord_events_sync", {"unset": "asyncs"}),
    ],
)
def test_a_setting_that_the_task_does_not_have_is_refused_and_nothing_changes(
    world: World, task: str, options: dict[str, Any]
) -> None:
    qualifier = Qualifier(world)
    assert f"`{task}` has no such setting" in manage(qualifier, task, **options)
    assert world.documents(Table.RECORDS, "TASK#") == []


def test_settings_need_a_task(world: World) -> None:
    said = Qualifier(world).admin.slash("config tasks", warning_minutes=5).said
    assert "`task`: name the task to set." in said


def test_settings_are_not_run(world: World) -> None:
    assert "a task is set first and run then" in manage(Qualifier(world), action="run", warning_minutes=5)


def test_settings_stand_in_the_audit(world: World) -> None:
    manage(Qualifier(world), timeout_minutes=45)
    (entry,) = [each for each in world.documents(Table.AUDIT) if each["action"] == "task.changed"]
    assert entry["after"]["settings"]["timeout_minutes"] == 45


def test_asyncs_are_offered_one_after_the_other(world: World) -> None:
    qualifier = Qualifier(world)
    channel = world.discord.create_channel(qualifier.server.id, "spring")["id"]
    qualifier.admin.slash("async create", name="Spring", channel=channel)

    def offered(text: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = qualifier.admin.autocomplete("config tasks", "asyncs", text).choices
        return found

    assert [each["name"] for each in offered("")] == ["all", "Winter Qualifier", "Spring"]
    (second,) = offered(f"{qualifier.id}, spr")
    assert second["value"].startswith(f"{qualifier.id}, ")
    said = manage(qualifier, asyncs=second["value"])
    assert "`asyncs` Winter Qualifier, Spring" in said


# -- on and off ----------------------------------------------------------------------------------


def test_what_is_off_neither_warns_nor_forfeits_but_the_deadline_holds_at_the_buttons(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, action="disable")
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=11)
    world.pass_time(minutes=10)
    assert (racer.run["status"], racer.lines) == ("pending", [])
    assert "The latest start was" in racer.press("Ready").said


def test_what_was_due_while_it_was_off_is_done_when_it_is_on_again(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, action="disable")
    late = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=12)
    near = qualifier.draw(qualifier.bob)
    world.pass_time(minutes=11)
    manage(qualifier, action="enable")
    assert late.run["timed_out"]
    assert late.run["ended"] == late.run["start_by"]
    assert (near.run["status"], len(near.lines)) == ("pending", 1)
    world.pass_time(minutes=10)
    assert near.run["timed_out"]
    assert len(near.lines) == 2


def test_the_one_task_is_switched_without_the_other(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, RUNNING, action="disable")
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=21)
    assert racer.run["timed_out"]


def test_only_the_asyncs_that_are_named_are_kept_to_their_limits(world: World) -> None:
    qualifier = Qualifier(world)
    channel = world.discord.create_channel(qualifier.server.id, "spring")["id"]
    spring = qualifier.admin.slash("async create", name="Spring", channel=channel).id
    manage(qualifier, asyncs=str(spring))
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=21)
    assert racer.run["status"] == "pending"
    manage(qualifier, asyncs="all")
    assert racer.run["timed_out"], "what was due meanwhile is done when it is kept again"


# -- by hand -------------------------------------------------------------------------------------


def test_by_hand_all_that_is_due_is_done_though_the_task_is_off(world: World) -> None:
    qualifier = Qualifier(world)
    manage(qualifier, action="disable")
    racers = [qualifier.draw(each) for each in (qualifier.alice, qualifier.bob)]
    world.pass_time(minutes=21)
    said = manage(qualifier, action="run")
    assert "2 due" in said
    assert "⚠️ Each run is seen to by itself" in said
    assert [each.run["timed_out"] for each in racers] == [True, True]
    assert "2 forfeited" in manage(qualifier)


def test_by_hand_nothing_is_told_twice(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=11)
    assert "nothing to do" in manage(qualifier, action="run")
    assert len(racer.lines) == 1


def test_by_hand_a_task_leaves_the_other_one_s_runs_alone(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(21 * 60)
    assert "nothing to do" in manage(qualifier, RUNNING, action="run")
    assert racer.run["status"] == "pending"


# -- what came of it -----------------------------------------------------------------------------


def test_the_last_runs_tell_how_many_were_warned_and_forfeited(world: World) -> None:
    qualifier = Qualifier(world)
    for player in (qualifier.alice, qualifier.bob):
        qualifier.draw(player)
    world.pass_time(minutes=11)
    world.pass_time(minutes=10)
    said = manage(qualifier)
    assert "2 warned" in said
    assert "2 forfeited" in said
    assert "Nothing to report yet." in manage(qualifier, RUNNING)


def test_a_minute_without_anything_due_leaves_no_trace(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.draw(qualifier.alice)
    world.pass_time(minutes=1)
    assert world.documents(Table.RECORDS, "TASK#") == []


def test_by_hand_nobody_is_warned_of_what_the_staff_have_just_told_them(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(15 * 60)
    qualifier.admin.slash("async extend", run=racer.id, minutes=1)
    world.drain()
    assert "nothing to do" in manage(qualifier, action="run")
    assert len(racer.lines) == 1


def test_by_hand_nobody_is_warned_whose_time_is_shorter_than_the_warning(world: World) -> None:
    qualifier = Qualifier(world, start_minutes=5)
    racer = qualifier.draw(qualifier.alice)
    assert "nothing to do" in manage(qualifier, action="run")
    assert racer.lines == []
