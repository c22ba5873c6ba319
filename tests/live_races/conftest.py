"""A live race as most stories about one begin."""

import pytest

from tests.live_races.scene import Scene
from tests.support.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    """Alice and bob have joined."""
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice, scene.bob)
    return scene
