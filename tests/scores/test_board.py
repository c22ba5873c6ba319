"""Who stands where: examples, and a second computation in fractions that has nothing in common with the product's."""

from collections import defaultdict
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.asyncs.model import Async
from paddock.ids import PermalinkId
from paddock.runs.model import Decision, Entrant, Slot, Status
from paddock.scores.board import board
from paddock.scores.model import Row
from paddock.scores.rules import POINT
from tests.scores.values import HOUR, a_slot, an_async, an_entrant, some_pools

PARS = {PermalinkId(f"{pool}-{number}"): HOUR for pool in (1, 2, 3) for number in (1, 2, 3)}


def row(*slots: Slot, **options: Any) -> Row:
    """A player's that is alone."""
    (found,) = board(an_async(**options), [an_entrant(*slots)], PARS)
    return found


def after(hours: float, permalink: str = "1-1", **changes: Any) -> Slot:
    """A run of so many hours: half an hour more than par costs 50 points."""
    return a_slot(permalink, milliseconds=int(hours * HOUR), **changes)


# -- a row -----------------------------------------------------------------------------------------


def test_a_score_is_the_mean_over_all_slots_those_not_run_yet_being_0() -> None:
    assert row(after(1)).score == 50 * POINT
    assert row(after(1), after(1.5, "2-1")).score == 75 * POINT


def test_the_estimate_is_the_mean_over_the_finished_and_scored_runs_alone() -> None:
    forfeited = a_slot("2-1", Status.FORFEIT)
    found = row(after(1.5), forfeited, runs_per_pool=2)
    assert (found.score, found.estimate) == (50 * POINT // 4, 50 * POINT)
    assert row(forfeited).estimate is None


def test_a_finished_run_without_a_score_counts_0_and_stays_out_of_the_estimate() -> None:
    found = row(after(1), after(1, "1-2"), runs_per_pool=2, approved_only=True, pools=some_pools(1))
    assert (found.score, found.estimate, found.finished) == (0, None, 2)


def test_a_pool_counts_its_best_runs_and_no_more_than_it_has_slots_for() -> None:
    runs = (after(1.75), after(1, "1-2"), after(1.5, "1-3"))
    assert row(*runs, runs_per_pool=2, pools=some_pools(1)).score == 75 * POINT
    assert row(*runs, pools=some_pools(1)).score == 100 * POINT


def test_of_runs_that_score_nothing_the_finished_one_counts_first() -> None:
    found = row(a_slot("1-1", Status.FORFEIT), after(9, "1-2"), pools=some_pools(1))
    assert (found.finished, found.forfeited, found.estimate) == (1, 0, 0)


def test_one_pool_s_runs_never_fill_another_s_slots() -> None:
    assert row(after(1), after(1, "1-2")).score == 50 * POINT


def test_it_counts_the_finished_the_forfeited_with_the_disqualified_and_what_is_left() -> None:
    over = (after(1), a_slot("1-2", Status.FORFEIT), a_slot("2-1", Status.DISQUALIFIED))
    found = row(*over, a_slot("2-2", Status.IN_PROGRESS), runs_per_pool=3)
    assert (found.finished, found.forfeited, found.left) == (1, 2, 3)


def test_a_voided_run_leaves_score_counts_and_slots() -> None:
    found = row(after(1, voided=True), after(1.5, "1-2"), a_slot("1-3", Status.FORFEIT, voided=True))
    assert (found.score, found.finished, found.forfeited, found.left) == (25 * POINT, 1, 0, 1)


def test_an_archived_pool_leaves_the_board_with_its_runs() -> None:
    first, second = some_pools(2)
    pools = (first, second.model_copy(update={"archived": True}))
    assert row(after(1.5), after(1, "2-1"), pools=pools).score == 50 * POINT
    assert board(an_async(pools=pools), [an_entrant(after(1, "2-1"))], PARS) == ()


@pytest.mark.parametrize(
    "slots",
    [(), (after(1, voided=True),), (a_slot(status=Status.PENDING),), (a_slot(status=Status.IN_PROGRESS),)],
    ids=["no run", "voided", "pending", "in progress"],
)
def test_whoever_has_nothing_that_counts_is_not_on_the_board(slots: tuple[Slot, ...]) -> None:
    assert board(an_async(), [an_entrant(*slots)], PARS) == ()


def test_without_pools_there_is_no_board() -> None:
    assert board(an_async(pools=()), [an_entrant(after(1))], PARS) == ()


# -- the order -------------------------------------------------------------------------------------


def ranked(*entrants: Entrant) -> list[tuple[int, str]]:
    return [(each.rank, each.name) for each in board(an_async(), entrants, PARS)]


def test_the_best_score_stands_first() -> None:
    slow, fast = an_entrant(after(1.5), name="slow"), an_entrant(after(1), user="12", name="fast")
    assert ranked(slow, fast) == [(1, "fast"), (2, "slow")]


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out() -> None:
    even = [an_entrant(after(1), user=str(20 + at), name=name) for at, name in enumerate(("Zoe", "adam"))]
    last = an_entrant(after(1.5), user="12", name="bea")
    assert ranked(*even, last) == [(1, "adam"), (1, "Zoe"), (3, "bea")]


def test_equals_are_listed_by_name_whatever_the_case_then_by_id() -> None:
    names = [("9", "bob"), ("10", "Bob"), ("11", "alice")]
    entrants = [an_entrant(after(1), user=user, name=name) for user, name in names]
    for given_order in (entrants, entrants[::-1]):
        assert [each.user for each in board(an_async(), given_order, PARS)] == ["11", "9", "10"]


def test_scores_that_are_equal_by_other_runs_are_equal() -> None:
    one = an_entrant(after(1.25), after(1.75, "2-1"), name="one")
    other = an_entrant(after(1.75), after(1.25, "2-1"), user="12", name="other")
    assert ranked(one, other) == [(1, "one"), (1, "other")]


# -- computed independently ------------------------------------------------------------------------


class Naive(NamedTuple):
    user: str
    name: str
    total: Fraction
    score: Fraction
    estimate: Fraction | None
    finished: int
    forfeited: int
    left: int


def naive_points(slot: Slot, pars: dict[PermalinkId, int], approved_only: bool) -> Fraction | None:
    if slot.status in ("forfeit", "disqualified"):
        return Fraction(0)
    par = pars.get(slot.permalink)
    if par is None or (approved_only and slot.decision != "approved"):
        return None
    points = 200 - Fraction(100 * (slot.milliseconds or 0), par)
    in_millionths = (points * 10**6).__floor__()
    return min(max(Fraction(in_millionths, 10**6), Fraction(0)), Fraction(105))


def naive_player(entrant: Entrant, async_: Async, pars: dict[PermalinkId, int]) -> Naive | None:
    by_pool: dict[str, list[tuple[Fraction, str, bool]]] = defaultdict(list)
    open_pools = {pool.id for pool in async_.pools if not pool.archived}
    for slot in entrant.slots:
        pool = slot.permalink.split("-")[0]
        if slot.voided or slot.status in ("pending", "in_progress") or pool not in open_pools:
            continue
        points = naive_points(slot, pars, async_.approved_only)
        by_pool[pool].append((points or Fraction(0), slot.status, points is not None))
    picked = [
        run
        for runs in by_pool.values()
        for run in sorted(runs, key=lambda run: (-run[0], run[1] != "finished", not run[2]))[: async_.runs_per_pool]
    ]
    if not picked:
        return None
    slots = len(open_pools) * async_.runs_per_pool
    total = sum((points for points, _, _ in picked), Fraction(0))
    scored = [points for points, status, is_scored in picked if status == "finished" and is_scored]
    finished = sum(status == "finished" for _, status, _ in picked)
    estimate = sum(scored, Fraction(0)) / len(scored) if scored else None
    return Naive(
        user=entrant.user,
        name=entrant.name,
        total=total,
        score=total / slots,
        estimate=estimate,
        finished=finished,
        forfeited=len(picked) - finished,
        left=slots - len(picked),
    )


def naive_board(entrants: list[Entrant], async_: Async, pars: dict[PermalinkId, int]) -> list[tuple[int, Naive]]:
    players = [each for each in (naive_player(entrant, async_, pars) for entrant in entrants) if each]
    return sorted(
        ((1 + sum(other.total > each.total for other in players), each) for each in players),
        key=lambda pair: (pair[0], pair[1].name.casefold(), int(pair[1].user)),
    )


slots = st.builds(
    a_slot,
    permalink=st.sampled_from([*PARS, "2-9"]),
    status=st.sampled_from(Status),
    milliseconds=st.sampled_from([0, HOUR, HOUR * 3 // 2, 2 * HOUR]) | st.integers(0, 3 * HOUR),
    voided=st.booleans(),
    decision=st.none() | st.sampled_from(Decision),
)
asyncs = st.builds(
    an_async,
    runs_per_pool=st.integers(1, 3),
    approved_only=st.booleans(),
    pools=st.lists(st.booleans(), max_size=3).map(
        lambda archived: tuple(
            pool.model_copy(update={"archived": each})
            for pool, each in zip(some_pools(len(archived)), archived, strict=True)
        )
    ),
)
fields = st.lists(
    st.tuples(st.lists(slots, max_size=6), st.sampled_from(["alice", "Alice", "bob", "ÉMILE", "émile"])), max_size=6
).map(lambda players: [an_entrant(*runs, user=str(9 + at), name=name) for at, (runs, name) in enumerate(players)])
pars = st.dictionaries(st.sampled_from(list(PARS)), st.integers(1, 2 * HOUR))


@given(asyncs, fields, pars)
def test_the_board_equals_one_computed_independently_in_fractions(
    async_: Async, entrants: list[Entrant], pars: dict[PermalinkId, int]
) -> None:
    expected = naive_board(entrants, async_, pars)
    found = board(async_, entrants, pars)
    assert [(row.rank, row.user) for row in found] == [(rank, each.user) for rank, each in expected]
    for row, (_, each) in zip(found, expected, strict=True):
        assert (row.finished, row.forfeited, row.left) == (each.finished, each.forfeited, each.left)
        assert abs(Fraction(row.score, POINT) - each.score) <= Fraction(1, 2 * POINT)
        assert (row.estimate is None) == (each.estimate is None)
        if row.estimate is not None and each.estimate is not None:
            assert abs(Fraction(row.estimate, POINT) - each.estimate) <= Fraction(1, 2 * POINT)


@given(asyncs, fields, pars, st.randoms())
def test_the_board_is_the_same_in_whatever_order_the_players_are_read(
    async_: Async, entrants: list[Entrant], pars: dict[PermalinkId, int], chance: Any
) -> None:
    shuffled = list(entrants)
    chance.shuffle(shuffled)
    assert board(async_, shuffled, pars) == board(async_, entrants, pars)


@given(asyncs, fields, pars)
def test_scores_stay_within_0_and_105_and_ranks_go_with_them(
    async_: Async, entrants: list[Entrant], pars: dict[PermalinkId, int]
) -> None:
    found = board(async_, entrants, pars)
    assert all(0 <= each.score <= 105 * POINT for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(len({each.score for each in shared}) == 1 for _, shared in groupby(found, key=lambda each: each.rank))
