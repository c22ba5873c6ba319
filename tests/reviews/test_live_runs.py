"""Runs of a live race are reviewed like all others; what is decided is not told to its channel."""

import pytest

from tests.live_races.scene import Scene
from tests.reviews.desk import REASON, TIME
from tests.support.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    """Alice has finished a live race in half an hour."""
    scene = Scene(world, reattempts=1)
    scene.open()
    scene.join(scene.alice)
    scene.reach_start()
    world.pass_time(minutes=30)
    scene.press(scene.alice, "Finish")
    world.drain()
    return scene


def dms(scene: Scene) -> list[str]:
    return [each["content"] for each in scene.world.discord.dms(scene.alice.user_id)]


def claim(scene: Scene) -> None:
    scene.admin.slash("async review", {"async": scene.qualifier.id})
    scene.admin.click("Claim")


def test_a_rejection_and_a_correction_are_told_to_the_player_alone(scene: Scene) -> None:
    before = scene.lines
    claim(scene)
    scene.admin.click("Correct Time").submit({TIME: "0:29:00"})
    scene.admin.click("Reject").submit({REASON: "no VOD"})
    scene.world.drain()
    assert [each for each in dms(scene) if "no VOD" in each]
    assert [each for each in dms(scene) if "**0:29:00**" in each]
    assert scene.lines == before


def test_a_disqualification_and_a_grant_are_told_to_the_player_alone(scene: Scene) -> None:
    before, run = scene.lines, scene.runs()["alice"]["id"]
    scene.admin.slash("async disqualify", run=run, reason="a cheat code")
    scene.world.drain()
    scene.admin.slash("async reattempt", run=run, reason="it was none", grant=True)
    scene.world.drain()
    assert [each for each in dms(scene) if "a cheat code" in each]
    assert [each for each in dms(scene) if "it was none" in each]
    assert scene.lines == before
