"""A league with people who want to help."""

from typing import Any

import pytest

from tests.crews.desk import Desk
from tests.support.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def carol(desk: Desk) -> Any:
    return desk.helper("carol")
