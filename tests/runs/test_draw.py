"""The draw: never a permalink that the player has seen, rarely played ones first, and else by pure chance."""

import secrets
from collections import Counter
from collections.abc import Sequence

import pytest

from paddock.asyncs.model import Permalink, Pool
from paddock.ids import PermalinkId, PoolId
from paddock.runs import refusals, rules
from paddock.runs.model import Status
from tests.scores.values import ASYNC, a_slot, an_async, an_entrant
from tests.support.qualifier import Qualifier
from tests.support.values import TENANT
from tests.support.world import World

DRAWS = 6000
BOUND = 4.5
"""Standard deviations: of four counts, one beyond them is met in 40,000 tests."""


def some(*numbers: int, **changes: bool) -> tuple[Permalink, ...]:
    return tuple(Permalink(id=PermalinkId(f"1-{n}"), url=f"https://example.org/{n}", **changes) for n in numbers)


def counts(*played: int) -> dict[PermalinkId, int]:
    return {PermalinkId(f"1-{number}"): times for number, times in enumerate(played, 1)}


def offered(candidates: Sequence[Permalink], drawn: dict[PermalinkId, int], balance: int = 3) -> list[str]:
    """What the chooser gets to choose from."""
    seen: list[Sequence[Permalink]] = []

    def first(given: Sequence[Permalink]) -> Permalink:
        seen.append(given)
        return given[0]

    assert rules.draw(candidates, drawn, balance, first) == seen[0][0]
    return [each.id for each in seen[0]]


def drawable(*permalinks: Permalink) -> Pool:
    return Pool(organization=TENANT, async_=ASYNC, id=PoolId("1"), permalinks=permalinks)


# -- what can be drawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_what_was_revealed_once_is_never_drawn_again(status: Status) -> None:
    found = rules.unseen(some(1, 2, 3), an_entrant(a_slot("1-2", status)))
    assert [each.id for each in found] == ["1-1", "1-3"]


def test_a_voided_run_has_revealed_its_permalink_too() -> None:
    assert [each.id for each in rules.unseen(some(1, 2), an_entrant(a_slot("1-1", voided=True)))] == ["1-2"]


def test_live_and_archived_permalinks_are_left_out() -> None:
    pool = drawable(*some(1), *some(2, live=True), *some(3, archived=True))
    assert rules.check_unseen(an_async().pools[0], pool, an_entrant()) == some(1)


def test_a_pool_of_nothing_but_live_permalinks_gives_no_run() -> None:
    with pytest.raises(refusals.NothingUnseen):
        rules.check_unseen(an_async().pools[0], drawable(*some(1, 2, live=True)), an_entrant())


# -- balance -------------------------------------------------------------------------------------


def test_up_to_the_threshold_all_can_be_drawn() -> None:
    assert offered(some(1, 2, 3), counts(3, 0, 1)) == ["1-1", "1-2", "1-3"]


def test_beyond_the_threshold_only_the_least_played_are_drawn() -> None:
    assert offered(some(1, 2, 3, 4), counts(4, 0, 1, 0)) == ["1-2", "1-4"]


def test_only_what_the_player_has_not_seen_counts_for_the_balance() -> None:
    """The one that was played most is none of the candidates."""
    assert offered(some(2, 3), counts(100, 0, 3)) == ["1-2", "1-3"]


def test_what_was_never_played_counts_as_none() -> None:
    assert offered(some(1, 2), {PermalinkId("1-1"): 4}) == ["1-2"]


def test_a_threshold_of_none_always_draws_the_rarest() -> None:
    assert offered(some(1, 2), counts(1, 0), balance=0) == ["1-2"]
    assert offered(some(1, 2), counts(1, 1), balance=0) == ["1-1", "1-2"]


# -- chance --------------------------------------------------------------------------------------


@pytest.mark.parametrize("played", [(0, 0, 0, 0), (3, 0, 1, 2)])
def test_each_of_those_that_can_be_drawn_is_as_likely(played: tuple[int, ...]) -> None:
    found = Counter(rules.draw(some(1, 2, 3, 4), counts(*played), 3, secrets.choice).id for _ in range(DRAWS))
    expected, deviation = DRAWS / 4, (DRAWS * 0.25 * 0.75) ** 0.5
    assert sorted(found) == ["1-1", "1-2", "1-3", "1-4"]
    assert all(abs(times - expected) < BOUND * deviation for times in found.values())


# -- through the product's door ------------------------------------------------------------------


def test_a_player_who_plays_a_whole_pool_sees_each_permalink_once(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=4, runs_per_pool=5, balance=1000)
    seen = [qualifier.race(qualifier.alice, minutes=5).run["url"] for _ in range(4)]
    assert len(set(seen)) == 4
    assert "no permalink left" in qualifier.press_start(qualifier.alice).said


def test_players_are_spread_over_the_permalinks(world: World) -> None:
    """A threshold of none: nobody gets one that was played more often than another."""
    qualifier = Qualifier(world, pools=1, permalinks=3, balance=0)
    players = [world.add_player(qualifier.server, f"player{number}") for number in range(6)]
    drawn = Counter(qualifier.draw(each).run["permalink"] for each in players)
    assert sorted(drawn.values()) == [2, 2, 2]


def test_a_live_permalink_is_never_drawn(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    for number in range(3):
        qualifier.add_permalink("Pool A", f"https://example.org/live/{number}", live=True)
    players = [world.add_player(qualifier.server, f"player{number}") for number in range(4)]
    assert {qualifier.draw(each).run["permalink"] for each in players} == {"1-1"}
