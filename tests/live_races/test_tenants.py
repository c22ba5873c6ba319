"""Another organization's live race reads as not found, by whichever button or command."""

import pytest

from tests.live_races.scene import START, Scene
from tests.support.league import League
from tests.support.world import World

NOT_FOUND = "I can't find that "


@pytest.fixture
def scene(world: World) -> Scene:
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice)
    return scene


@pytest.mark.parametrize(
    ("tag", "more"),
    [
        ("live.join", []),
        ("live.leave", []),
        ("live.press", ["finish"]),
        ("live.manage", []),
        ("live.move", []),
        ("live.cancel", []),
        ("live.cancel-yes", ["2142600000"]),
    ],
)
def test_no_button_of_another_organization_s_race_does_anything(scene: Scene, tag: str, more: list[str]) -> None:
    theirs = League(scene.world, "their-")
    before = scene.race
    said = theirs.press(":".join([tag, scene.race["id"], scene.qualifier.id, *more]))
    assert NOT_FOUND in said
    assert scene.race == before


def test_another_organization_s_race_is_not_moved_by_the_command(world: World) -> None:
    ours, theirs = Scene(world), Scene(world)
    ours.open()
    foreign = ours.race["id"]
    asked = {"async": theirs.qualifier.id, "pool": "Pool A", "when": START, "race": foreign}
    assert NOT_FOUND in theirs.admin.slash("async live", asked).said
    assert theirs.admin.autocomplete("async live", "race", "", {"async": theirs.qualifier.id}).choices == []
