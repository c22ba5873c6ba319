"""What staff do to the runs of a live race, and what its channel reads of it."""

from typing import Any

import pytest

from tests.live_races.scene import Scene
from tests.support.world import World


def run_of(scene: Scene, who: Any) -> dict[str, Any]:
    (found,) = [each for each in scene.qualifier.runs if each["user"] == who.user_id]
    return found


def disqualify(scene: Scene, who: Any) -> Any:
    outcome = scene.admin.slash("async disqualify", run=run_of(scene, who)["id"], reason="a mistake")
    scene.world.drain()
    return outcome


@pytest.fixture
def scene(world: World) -> Scene:
    """Alice and bob have joined."""
    scene = Scene(world, reattempts=1)
    scene.open()
    scene.join(scene.alice, scene.bob)
    return scene


def test_whoever_is_disqualified_before_the_start_is_not_in_the_race_any_more(scene: Scene) -> None:
    disqualify(scene, scene.alice)
    assert "**Joined** (1): bob" in scene.shown
    scene.reach_start()
    assert scene.alice.user_id not in str([each["content"] for each in scene.calls])
    assert "alice" not in scene.shown


def test_a_disqualification_that_is_lifted_before_the_start_leaves_no_run_behind(scene: Scene) -> None:
    disqualify(scene, scene.alice)
    lifted = scene.admin.click("Lift Disqualification")
    scene.world.drain()
    assert "until the race starts they may join again" in lifted.said
    assert [each["user"] for each in scene.qualifier.runs] == [scene.bob.user_id]
    scene.join(scene.alice)
    assert "**Joined** (2): bob, alice" in scene.shown
    scene.reach_start()
    assert run_of(scene, scene.alice)["status"] == "in_progress"


def test_whoever_was_reinstated_may_run_when_the_race_is_cancelled(scene: Scene) -> None:
    disqualify(scene, scene.alice)
    scene.admin.click("Lift Disqualification")
    scene.cancel()
    assert "New run" in scene.qualifier.press_start(scene.alice).said


def test_a_reattempt_s_reason_is_not_for_the_race_s_channel(scene: Scene) -> None:
    scene.reach_start()
    scene.world.discord.advance(3661)
    scene.press(scene.alice, "Finish")
    scene.world.drain()
    run = run_of(scene, scene.alice)
    scene.alice.slash("async reattempt", run=run["id"], reason="my 1:01:01 had a power cut")
    scene.world.drain()
    assert f"<@{scene.alice.user_id}> has voided this run for a reattempt." in scene.lines
    assert "power cut" not in str(scene.lines)


def test_a_race_that_was_cancelled_a_moment_ago_is_no_open_run(world: World) -> None:
    scene = Scene(world, reattempts=1, runs_per_pool=2)
    scene.open()
    run = scene.qualifier.race(scene.alice, minutes=10)
    scene.join(scene.alice)
    scene.manage("Cancel Race")
    scene.admin.at(scene.channel).click("Confirm Cancel")
    assert "counts no more" in scene.alice.slash("async reattempt", run=run.id, reason="x").said


def test_whoever_thinks_better_of_a_cancellation_keeps_the_race(scene: Scene) -> None:
    scene.manage("Cancel Race")
    assert scene.admin.at(scene.channel).click("Keep Race").said == "Nothing was cancelled."
    scene.reach_start()
    assert "**GO!**" in scene.shown


def test_where_live_permalinks_lead_is_offered_to_organizers_alone(scene: Scene) -> None:
    scene.qualifier.add_permalink("Pool A", "https://example.org/next-live", live=True)
    role = scene.world.discord.create_role(scene.qualifier.server.id, "reviewers")["id"]
    scene.admin.slash("async edit", {"async": scene.qualifier.id, "reviewer_role": role})
    reviewer = scene.world.add_player(scene.qualifier.server, "reviewer")
    scene.world.discord.give_role(scene.qualifier.server.id, reviewer.user_id, role)
    named = {"async": scene.qualifier.id, "pool": "Pool A"}
    (organizers,) = scene.admin.autocomplete("async live", "permalink", "", named).choices
    (reviewers,) = reviewer.autocomplete("async live", "permalink", "", named).choices
    assert "https://example.org/next-live" in organizers["name"]
    assert reviewers["name"] == reviewers["value"] == organizers["value"]
