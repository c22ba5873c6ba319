"""What the tests of this room begin with."""

import pytest

from tests.reviews.desk import Desk
from tests.support.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
