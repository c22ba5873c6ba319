"""Nobody is called to a live race twice, whatever happens between a call and its being recorded; nor late."""

import contextlib
from collections.abc import Iterator

import httpx
import pytest

from functions.interactions import worker
from tests.faults.patient import PatientWorld
from tests.live_races.scene import Scene
from tests.support.crashing import Stopped


@pytest.fixture
def scene(world: PatientWorld) -> Scene:
    """Alice and bob have joined."""
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice, scene.bob)
    return scene


@contextlib.contextmanager
def stopped_after_sending() -> Iterator[None]:
    """The program dies when Discord has taken its next message, and before that is written down."""

    def stop(response: httpx.Response) -> None:
        if response.request.method == "POST":
            raise Stopped

    worker.WIRING.http.event_hooks = {"response": [stop]}
    try:
        with contextlib.suppress(Stopped):
            yield
    finally:
        worker.WIRING.http.event_hooks = {}


def calls(scene: Scene) -> list[str]:
    """Whom they call, or when, is none of these tests' business."""
    return [each["content"].split()[0] for each in scene.calls]


def sends(scene: Scene) -> int:
    return sum(
        each["route"].endswith("/messages") for each in scene.world.discord.requests() if each["method"] == "POST"
    )


def test_the_call_before_the_start_is_given_once_although_somebody_has_joined_since(
    scene: Scene, world: PatientWorld
) -> None:
    """Whether Discord still knows its nonce does not matter: it is found by what it says."""
    world.pass_time(minutes=54)
    with stopped_after_sending():
        world.pass_time(minutes=1)
    assert calls(scene) == ["The"]
    before = sends(scene)
    carol = world.add_player(scene.qualifier.server, "carol")
    scene.press(carol, "Join")
    world.pass_time(minutes=4)
    assert (calls(scene), sends(scene)) == (["The"], before)
    assert scene.jobs("live_races.call") == []


def test_go_is_told_once_however_late_it_is_tried_again(scene: Scene, world: PatientWorld) -> None:
    world.pass_time(minutes=59)
    with stopped_after_sending():
        world.pass_time(minutes=1)
    assert calls(scene) == ["The", "**GO!**"]
    world.discord.advance(10 * 60)
    world.pass_time(minutes=2)
    assert calls(scene) == ["The", "**GO!**"]
    assert scene.jobs("live_races.call") == []


def test_go_does_not_wait_for_the_sweep_after_the_start(scene: Scene, world: PatientWorld) -> None:
    """The start is held for its instant."""
    world.pass_time(minutes=59)
    world.discord.set_time("2037-11-23T13:00:01+00:00")
    world.drain()
    assert calls(scene) == ["The", "**GO!**"]
