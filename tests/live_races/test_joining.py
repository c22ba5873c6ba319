"""Who may join a live race, until when, and what becomes of the run of somebody who leaves."""

import pytest

from functions.interactions import reception
from paddock.runs.records import DRAWN
from paddock.store.item import Table
from tests.live_races.scene import Scene
from tests.support.world import World
from tests.test_round_trips import cost
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together


@pytest.fixture
def scene(world: World) -> Scene:
    scene = Scene(world)
    scene.open()
    return scene


# -- the gates -----------------------------------------------------------------------------------


def test_a_closed_async_can_t_be_joined(scene: Scene) -> None:
    scene.admin.slash("async close", {"async": scene.qualifier.id})
    assert "This async is closed" in scene.press(scene.alice, "Join").said


def test_before_its_window_nobody_joins(scene: Scene) -> None:
    scene.admin.slash("async edit", {"async": scene.qualifier.id, "opens": "2037-11-23 12:30"})
    assert "This async opens" in scene.press(scene.alice, "Join").said


def test_after_its_window_nobody_joins(scene: Scene) -> None:
    scene.admin.slash("async edit", {"async": scene.qualifier.id, "closes": "2037-11-23 12:30"})
    scene.world.pass_time(minutes=30)
    assert "This async closed" in scene.press(scene.alice, "Join").said


def test_an_account_that_is_too_young_can_t_join(scene: Scene) -> None:
    scene.admin.slash("async edit", {"async": scene.qualifier.id, "account_days": 3650})
    assert "old; yours was made" in scene.press(scene.alice, "Join").said


def test_whoever_has_a_run_open_can_t_join(scene: Scene) -> None:
    racer = scene.qualifier.draw(scene.alice)
    assert f"You have a run open in this async, in <#{racer.thread}>" in scene.press(scene.alice, "Join").said


def test_a_run_whose_time_is_up_keeps_nobody_out(world: World) -> None:
    scene = Scene(world, runs_per_pool=2)
    scene.open()
    scene.qualifier.draw(scene.alice)
    world.discord.advance(20 * 60)
    scene.join(scene.alice)
    assert sorted(run["status"] for run in scene.qualifier.runs) == ["forfeit", "pending"]


def test_whoever_has_used_their_runs_of_the_pool_can_t_join(scene: Scene) -> None:
    scene.qualifier.race(scene.alice, minutes=10)
    assert "You have used your 1 run in **Pool A**" in scene.press(scene.alice, "Join").said


def test_a_pool_whose_race_is_ahead_is_not_taken_out(scene: Scene) -> None:
    removed = scene.admin.slash("async remove", {"async": scene.qualifier.id, "pool": "Pool A"})
    assert "Cancel that race first" in removed.said
    assert "You are in" in scene.press(scene.alice, "Join").said


def test_nobody_races_a_permalink_that_they_have_had(world: World) -> None:
    """A run that was disqualified stays when its race is cancelled, and the permalink gets another race."""
    scene = Scene(world, runs_per_pool=2)
    scene.open()
    scene.join(scene.alice)
    scene.admin.slash("async disqualify", {"run": scene.runs()["alice"]["id"], "reason": "knew the seed"})
    scene.cancel()
    scene.open("2037-11-23 15:00")
    assert "You have seen this race's permalink already" in scene.press(scene.alice, "Join").said


def test_at_the_very_start_nobody_joins(scene: Scene) -> None:
    card = scene.card
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    assert "nobody can join it any more" in scene.press(scene.alice, "Join", card).said
    assert scene.runs() == {}


def test_shortly_before_the_start_one_joins(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T12:59:30+00:00")
    scene.join(scene.alice)
    scene.reach_start()
    assert scene.statuses() == {"alice": "in_progress"}


def test_whoever_pressed_in_time_is_in_although_the_start_was_noted_first(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T12:59:58.5+00:00")
    with just_before(scene.world, COMMIT, scene.reach_start):
        scene.press(scene.alice, "Join")
    scene.world.drain()
    run = scene.runs()["alice"]
    assert (run["status"], run["started"]) == ("in_progress", "2037-11-23T13:00:00Z")
    assert "alice" in scene.shown
    assert [each["due"] for each in scene.jobs("runs.time-out")] == ["2037-11-24T01:00:00Z"]


# -- joining -------------------------------------------------------------------------------------


def test_joining_takes_the_pool_s_slot(scene: Scene) -> None:
    scene.join(scene.alice)
    assert "You have a run open in this async" in scene.qualifier.press_start(scene.alice).said
    assert "Leave that live race first" in scene.qualifier.press_start(scene.alice).said
    (entrant,) = scene.qualifier.entrants
    assert [slot[2] for slot in entrant["slots"]] == ["pending"]


def test_a_second_join_changes_nothing(scene: Scene) -> None:
    scene.join(scene.alice, scene.alice)
    assert "**Joined** (1): alice" in scene.shown
    assert len(scene.qualifier.runs) == 1


def test_twenty_who_join_at_once_are_all_in(scene: Scene) -> None:
    runners = scene.runners(20)
    card = scene.card
    with all_read_before_any_writes(scene.world, 20):
        said = together(*(lambda who=who: scene.press(who, "Join", card).said for who in runners))
    scene.world.drain()
    assert all("You are in" in each for each in said)
    assert len(scene.race["racers"]) == len(scene.qualifier.runs) == len(scene.qualifier.entrants) == 20
    assert "**Joined** (20)" in scene.shown


def test_one_player_who_presses_twenty_times_at_once_has_one_run(scene: Scene) -> None:
    card = scene.card
    with all_read_before_any_writes(scene.world, 20):
        together(*[lambda: scene.press(scene.alice, "Join", card).said] * 20)
    assert len(scene.race["racers"]) == len(scene.qualifier.runs) == 1


# -- leaving -------------------------------------------------------------------------------------


def test_leaving_is_as_if_one_had_never_joined(scene: Scene) -> None:
    scene.join(scene.alice)
    assert "You have left the race" in scene.press(scene.alice, "Leave").said
    scene.world.drain()
    assert "**Joined** (0)" in scene.shown
    assert (scene.qualifier.runs, scene.qualifier.entrants) == ([], [])
    scene.join(scene.alice)
    scene.reach_start()
    assert scene.statuses() == {"alice": "in_progress"}


def test_leaving_keeps_the_runs_that_were_before(world: World) -> None:
    scene = Scene(world, runs_per_pool=2)
    scene.open()
    racer = scene.qualifier.race(scene.alice, minutes=10)
    scene.join(scene.alice)
    scene.press(scene.alice, "Leave")
    (entrant,) = scene.qualifier.entrants
    assert [slot[0] for slot in entrant["slots"]] == [racer.id]


def test_leaving_stays_in_the_audit(scene: Scene) -> None:
    scene.join(scene.alice)
    run = scene.runs()["alice"]["id"]
    scene.press(scene.alice, "Leave")
    lines = [each for each in scene.world.documents(Table.AUDIT) if each["actor"] == scene.alice.user_id]
    assert sorted(each["action"] for each in lines) == ["live.joined", "live.left", "run.opened", "run.taken back"]
    assert {each["subject"] for each in lines} == {f"run:{run}", f"live:{scene.race['id']}"}


def test_whoever_has_not_joined_can_t_leave(scene: Scene) -> None:
    assert "You are not in this race" in scene.press(scene.bob, "Leave").said


def test_after_the_start_nobody_leaves(scene: Scene) -> None:
    scene.join(scene.alice)
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    assert "`Forfeit` ends your run" in scene.press(scene.alice, "Leave").said
    assert len(scene.race["racers"]) == 1


def test_whoever_left_in_time_is_out_although_the_start_was_noted_first(scene: Scene) -> None:
    scene.join(scene.alice)
    scene.world.discord.set_time("2037-11-23T12:59:58.5+00:00")
    with just_before(scene.world, COMMIT, scene.reach_start):
        scene.press(scene.alice, "Leave")
    assert scene.runs() == {}
    assert (scene.jobs("runs.time-out"), scene.jobs("runs.warn")) == ([], [])


def test_whoever_was_not_taken_out_of_a_cancelled_race_yet_leaves_it(scene: Scene) -> None:
    scene.join(scene.alice, scene.bob)
    card = scene.card
    call_off(scene)
    assert "You have left the race" in scene.press(scene.alice, "Leave", card).said
    assert set(scene.runs()) == {"bob"}
    scene.world.drain()
    assert (scene.qualifier.runs, scene.qualifier.entrants) == ([], [])


# -- a race that was cancelled, before those who had joined are taken out ----------------------------


def call_off(scene: Scene) -> None:
    """What follows from it waits in the queue."""
    scene.manage("Cancel Race")
    scene.admin.at(scene.channel).click("Confirm Cancel")


def drawn(scene: Scene, permalink: str) -> int:
    parts = {"organization": scene.qualifier.server.id, "async_": scene.qualifier.id, "permalink": permalink}
    found = reception.WIRING.database.fetch([DRAWN.key(**parts)]).get(DRAWN.key(**parts), {})
    return int(found.get("tally", {"N": "0"})["N"])


def test_whoever_had_joined_a_race_that_was_cancelled_starts_a_run_at_once(scene: Scene) -> None:
    scene.join(scene.alice, scene.bob)
    call_off(scene)
    racer = scene.qualifier.draw(scene.alice)
    assert racer.run.get("live_race") is None
    assert scene.statuses() == {"alice": "pending"}
    (entrant,) = scene.qualifier.entrants
    assert [slot[0] for slot in entrant["slots"]] == [racer.id]
    assert drawn(scene, "1-4") == 0


def test_whoever_had_joined_a_race_that_was_cancelled_joins_the_next_one_on_its_permalink_at_once(scene: Scene) -> None:
    scene.join(scene.alice)
    call_off(scene)
    asked = {"async": scene.qualifier.id, "pool": "Pool A", "when": "2037-11-23 15:00"}
    scene.admin.at(scene.channel).slash("async live", asked)
    assert "You are in" in scene.league.press(
        f"live.join:{scene.race['id']}:{scene.qualifier.id}", user=scene.alice.user_id, now=scene.world.now
    )
    assert drawn(scene, "1-4") == 1
    scene.world.drain()
    (run,) = scene.qualifier.runs
    assert run["live_race"] == scene.race["id"]
    assert drawn(scene, "1-4") == 1


def test_a_start_that_meets_those_who_are_taken_out_leaves_one_run(scene: Scene) -> None:
    scene.join(scene.alice, scene.bob)
    call_off(scene)
    scene.qualifier.press_start(scene.alice)
    scene.alice.at(scene.qualifier.channel).select(["Pool A"], "Pool")
    with just_before(scene.world, COMMIT, scene.world.drain):
        scene.alice.at(scene.qualifier.channel).click("Confirm")
    scene.world.drain()
    assert scene.statuses() == {"alice": "pending"}
    assert [len(each["slots"]) for each in scene.qualifier.entrants] == [1]
    assert drawn(scene, "1-4") == 0


def test_the_gates_read_no_more_than_before_of_those_without_a_live_run(scene: Scene) -> None:
    assert cost(scene.world, scene.qualifier.press_start, scene.alice) == (2, 0)
    scene.join(scene.alice)
    with scene.world.counted() as calls:
        scene.qualifier.press_start(scene.alice)
    assert calls.count("BatchGetItem") == 3
