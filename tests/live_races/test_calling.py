"""All who have joined are called to a live race: minutes before its start, and when it begins."""

from typing import Any

import pytest

from functions.interactions import worker
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.live_races.scene import URL, Scene
from tests.support.world import World
from tests.twins.together import COMMIT, just_before, times, together

SOON = "starts <t:2142594000:T> (<t:2142594000:R>)"
GO = "**GO!** The live race of **Winter Qualifier** began <t:2142594000:T>."


def called(scene: Scene) -> list[str]:
    """The first lines of the calls, each of which notifies alice and bob."""
    for each in scene.calls:
        assert [mentioned["id"] for mentioned in each["mentions"]] == [scene.alice.user_id, scene.bob.user_id]
    return [each["content"].partition("\n")[0] for each in scene.calls]


def reach(scene: Scene, instant: str) -> None:
    scene.world.discord.set_time(f"2037-11-23T{instant}+00:00")
    scene.world.tick()


# -- when ----------------------------------------------------------------------------------------


def test_five_minutes_before_the_start_all_who_joined_are_called(scene: Scene) -> None:
    reach(scene, "12:54:59")
    assert called(scene) == []
    reach(scene, "12:55:00")
    (line,) = called(scene)
    assert SOON in line
    assert URL not in str(scene.calls)


def test_at_the_start_all_who_joined_are_called_to_the_card_that_shows_the_permalink(scene: Scene) -> None:
    scene.reach_start()
    assert called(scene) == [GO]
    assert scene.race["message"] in scene.calls[0]["content"].split("/")[-1]
    assert URL in scene.shown


def test_the_card_shows_the_permalink_before_anybody_is_called_to_it(scene: Scene) -> None:
    before = len(scene.world.discord.requests())
    scene.reach_start()
    made = [each["method"] for each in scene.world.discord.requests()[before:]]
    assert made.index("PATCH") < made.index("POST")


def test_nobody_is_called_twice_however_often_the_start_is_noted(scene: Scene) -> None:
    """Two promises see to it, and the sweep sends both."""
    reach(scene, "13:00:00")
    for minutes in (1, 5, 10):
        scene.world.pass_time(minutes=minutes)
    assert called(scene) == [GO]


def test_a_racer_who_presses_before_the_start_was_noted_is_called_once_with_the_others(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:01:00+00:00")
    scene.forge(scene.alice, "live.press", "timer")
    scene.forge(scene.alice, "live.press", "finish")
    scene.world.tick()
    assert called(scene) == [GO]


def test_whoever_left_is_not_called_and_whoever_came_is(scene: Scene) -> None:
    scene.press(scene.bob, "Leave")
    carol = scene.world.add_player(scene.qualifier.server, "carol")
    scene.join(carol)
    scene.reach_start()
    (go,) = scene.calls
    assert [each["id"] for each in go["mentions"]] == [scene.alice.user_id, carol.user_id]


def test_a_race_that_nobody_joined_calls_nobody(world: World) -> None:
    scene = Scene(world)
    scene.open()
    reach(scene, "12:55:00")
    scene.reach_start()
    assert scene.race["state"] == "started"
    assert scene.calls == []


def test_all_of_a_large_race_are_called(world: World) -> None:
    scene = Scene(world)
    scene.open()
    card, runners = scene.card, scene.runners(100)
    for who in runners:
        scene.press(who, "Join", card)
    world.drain()
    reach(scene, "12:55:00")
    scene.reach_start()
    for part in (scene.calls[:2], scene.calls[2:]):
        assert [each["id"] for message in part for each in message["mentions"]] == [who.user_id for who in runners]


# -- what is out of date -------------------------------------------------------------------------


def test_a_race_that_is_opened_or_moved_later_than_that_is_not_called_before_its_start(world: World) -> None:
    scene = Scene(world)
    scene.open("in 4 minutes")
    scene.join(scene.alice, scene.bob)
    world.pass_time(minutes=3)
    assert scene.jobs("live_races.call") == []
    assert scene.calls == []


def test_of_a_race_that_moved_all_are_called_before_its_new_start_alone(scene: Scene) -> None:
    scene.manage("Move").submit({"New start": "2037-11-23 14:00"})
    assert [each["due"] for each in scene.jobs("live_races.call")] == ["2037-11-23T13:55:00Z"]
    reach(scene, "12:55:00")
    reach(scene, "13:00:00")
    assert called(scene) == []
    reach(scene, "13:55:00")
    assert len(called(scene)) == 1


def test_a_race_that_moves_after_the_call_is_called_again(scene: Scene) -> None:
    reach(scene, "12:55:00")
    scene.manage("Move").submit({"New start": "2037-11-23 13:10"})
    scene.world.drain()
    reach(scene, "13:05:00")
    first, second = called(scene)
    assert SOON in first
    assert SOON not in second


def test_to_a_race_that_moves_nearer_nobody_is_called_before_its_start(scene: Scene) -> None:
    scene.manage("Move").submit({"New start": "2037-11-23 12:03"})
    scene.world.drain()
    assert scene.jobs("live_races.call") == []


def test_to_a_cancelled_race_nobody_is_called(scene: Scene) -> None:
    scene.cancel()
    assert scene.jobs("live_races.call") == []
    reach(scene, "12:55:00")
    scene.reach_start()
    assert scene.calls == []


@pytest.mark.parametrize("change", ["moved", "cancelled"])
def test_a_call_that_is_on_its_way_when_the_race_changes_is_not_given(scene: Scene, change: str) -> None:
    form = scene.manage("Move") if change == "moved" else scene.manage("Cancel Race")
    scene.world.discord.advance(55 * 60)
    if change == "cancelled":
        form = scene.manage("Cancel Race")
    timeouts({"time": "2037-11-23T12:55:00Z"}, None)
    if change == "moved":
        form.submit({"New start": "2037-11-23 14:00"})
    else:
        scene.admin.at(scene.channel).click("Confirm Cancel")
    scene.world.drain()
    assert scene.calls == []


def test_a_call_that_comes_too_late_for_the_start_is_not_given(scene: Scene) -> None:
    scene.reach_start()
    assert all(SOON not in each for each in called(scene))


@pytest.mark.parametrize(("minutes", "calls"), [(14, [GO]), (15, [])])
def test_go_is_told_late_but_not_when_the_race_is_well_under_way(scene: Scene, minutes: int, calls: list[str]) -> None:
    scene.reach_start(minutes=minutes)
    assert called(scene) == calls
    assert set(scene.statuses().values()) == {"in_progress"}


# -- whatever fails ------------------------------------------------------------------------------


def test_a_channel_that_takes_no_messages_changes_nothing_about_the_race(scene: Scene) -> None:
    scene.world.discord.set_overwrite(scene.channel, scene.qualifier.server.id, deny="SEND_MESSAGES")
    reach(scene, "12:55:00")
    scene.reach_start()
    assert scene.calls == []
    assert set(scene.statuses().values()) == {"in_progress"}
    assert URL in scene.shown
    assert scene.jobs("live_races.call") == []


def test_two_workers_that_end_the_start_at_once_call_once(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    timeouts({"time": "2037-11-23T13:00:00Z"}, None)
    messages = scene.world._received()
    answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    scene.world._settle(messages, held[0] | held[1])
    scene.world.drain()
    assert called(scene) == [GO]
    assert actions(scene).count("live.called") == 1


def test_a_start_that_is_noted_by_another_worker_meanwhile_calls_once(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    with just_before(scene.world, COMMIT, scene.world.tick):
        scene.world.tick()
    assert called(scene) == [GO]
    assert actions(scene).count("live.called") == 1


def actions(scene: Scene) -> list[Any]:
    return [each["action"] for each in scene.world.documents(Table.AUDIT)]
