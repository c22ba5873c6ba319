"""What is offered while a player types which of their runs they mean."""

from typing import Any

import pytest

from tests.support.league import League
from tests.support.qualifier import Qualifier
from tests.support.world import World


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    """Alice has finished in one pool and is under way in the other."""
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, "Pool A", minutes=10)
    qualifier.draw(qualifier.alice, "Pool B")
    return qualifier


def offered(player: Any, text: str = "") -> list[str]:
    return [each["name"] for each in player.autocomplete("async reattempt", "run", text).choices]


def test_one_s_own_closed_runs_are_offered_by_async_and_pool(qualifier: Qualifier) -> None:
    (name,) = offered(qualifier.alice)
    assert name.startswith("Winter Qualifier, Pool A: finished 0:10:0")


def test_the_latest_run_is_offered_first(qualifier: Qualifier) -> None:
    qualifier.world.pass_time(minutes=21)
    assert [each.split(":")[0] for each in offered(qualifier.alice)] == [
        "Winter Qualifier, Pool B",
        "Winter Qualifier, Pool A",
    ]


@pytest.mark.parametrize(("text", "found"), [("pool a", 1), ("WINTER", 1), ("pool b", 0), ("spring", 0)])
def test_what_is_typed_narrows_them_down(qualifier: Qualifier, text: str, found: int) -> None:
    assert len(offered(qualifier.alice, text)) == found


def test_nobody_is_offered_another_player_s_runs(qualifier: Qualifier) -> None:
    assert offered(qualifier.bob) == []
    assert offered(League(qualifier.world, "other-").alice) == []
