"""Pars from the fastest times, and scores from par."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.ids import PermalinkId
from paddock.runs.model import Decision, Slot, Status
from paddock.scores import rules
from paddock.scores.model import Pars
from paddock.scores.rules import HIGHEST, POINT
from tests.scores.values import HOUR, a_slot, an_async, an_entrant, some_pars
from tests.support.values import NOW

LATER = NOW + timedelta(hours=1)
ONE = PermalinkId("1-1")
times = st.integers(0, 200 * HOUR)


def computed(*slots: Slot, before: Pars | None = None, **options: Any) -> dict[PermalinkId, int]:
    """Each run by a player of its own."""
    entrants = [an_entrant(slot, user=str(100 + at)) for at, slot in enumerate(slots)]
    found = rules.computed(before or some_pars(), an_async(**options), entrants, LATER)
    return found.by_permalink


# -- the score -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "points"), [(3600, 100), (3420, 105), (3000, 105), (5400, 50), (7200, 0), (9000, 0)]
)
def test_scores_against_a_par_of_an_hour_are_those_of_the_table(seconds: int, points: int) -> None:
    assert rules.score(seconds * 1000, 3_600_000) == points * POINT


@given(times, st.integers(1, 200 * HOUR))
def test_a_score_is_what_the_formula_gives_to_the_millionth_and_stays_within_0_and_105(taken: int, par: int) -> None:
    exact = min(max((2 - Fraction(taken, par)) * 100, Fraction(0)), Fraction(105))
    assert 0 <= exact - Fraction(rules.score(taken, par), POINT) < Fraction(1, POINT)


@given(times, times, st.integers(1, 200 * HOUR))
def test_whoever_is_faster_never_scores_less(one: int, other: int, par: int) -> None:
    assert rules.score(min(one, other), par) >= rules.score(max(one, other), par)


def test_a_par_of_nothing_gives_everybody_the_most() -> None:
    assert rules.score(0, 0) == HIGHEST


@pytest.mark.parametrize("status", [Status.FORFEIT, Status.DISQUALIFIED])
def test_forfeited_and_disqualified_runs_score_0_at_once_without_a_par(status: Status) -> None:
    assert rules.slot_score(a_slot(status=status), {}, an_async(approved_only=True)) == 0


@pytest.mark.parametrize("status", [Status.PENDING, Status.IN_PROGRESS])
def test_an_open_run_has_no_score(status: Status) -> None:
    assert rules.slot_score(a_slot(status=status), {ONE: HOUR}, an_async()) is None


def test_a_finished_run_without_a_par_has_no_score_yet() -> None:
    assert rules.slot_score(a_slot(), {}, an_async()) is None


@pytest.mark.parametrize("status", [Status.FINISHED, Status.FORFEIT, Status.DISQUALIFIED])
def test_a_voided_run_has_no_score(status: Status) -> None:
    assert rules.slot_score(a_slot(status=status, voided=True), {ONE: HOUR}, an_async()) is None


@pytest.mark.parametrize(("decision", "score"), [(None, None), (Decision.REJECTED, None), (Decision.APPROVED, 100)])
def test_where_only_approved_runs_count_the_others_have_no_score(decision: Decision | None, score: int | None) -> None:
    found = rules.slot_score(a_slot(decision=decision), {ONE: HOUR}, an_async(approved_only=True))
    assert found == (None if score is None else score * POINT)


# -- par -------------------------------------------------------------------------------------------


def test_par_is_the_mean_of_the_fastest_times() -> None:
    assert rules.par([9000, 1000, 8000, 3000, 2000], sample=3) == 2000


def test_par_is_the_mean_of_all_times_where_there_are_fewer() -> None:
    assert rules.par([1000, 4000], sample=5) == 2500


def test_without_a_time_there_is_no_par() -> None:
    assert rules.par([], sample=5) is None


def test_the_sample_is_the_async_s() -> None:
    slots = [a_slot(milliseconds=each * HOUR) for each in (1, 2, 3)]
    assert computed(*slots, par_sample=2) == {ONE: HOUR * 3 // 2}


@given(st.lists(st.integers(0, 10 * HOUR), min_size=1), st.integers(1, 10))
def test_par_lies_among_the_fastest_times_and_comes_in_whole_milliseconds(taken: list[int], sample: int) -> None:
    found = rules.par(taken, sample)
    fastest = sorted(taken)[:sample]
    assert found is not None
    assert 0 <= Fraction(sum(fastest), len(fastest)) - found < 1


# -- what qualifies --------------------------------------------------------------------------------


def test_pars_are_made_of_each_permalink_s_own_runs() -> None:
    found = computed(a_slot("1-1"), a_slot("1-2", milliseconds=2 * HOUR), a_slot("1-2", milliseconds=4 * HOUR))
    assert found == {PermalinkId("1-1"): HOUR, PermalinkId("1-2"): 3 * HOUR}


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.FINISHED])
def test_only_finished_runs_count_for_par(status: Status) -> None:
    assert computed(a_slot(status=status, milliseconds=1), a_slot()) == {ONE: HOUR}


def test_a_voided_run_leaves_par() -> None:
    assert computed(a_slot(milliseconds=1, voided=True), a_slot()) == {ONE: HOUR}


def test_voiding_the_last_finisher_empties_the_par() -> None:
    assert computed(a_slot(voided=True), before=some_pars(p1_1=HOUR)) == {}


@pytest.mark.parametrize("decision", [None, Decision.REJECTED])
def test_runs_that_are_not_approved_count_for_par_unless_the_async_says_otherwise(decision: Decision | None) -> None:
    slots = [a_slot(milliseconds=1000, decision=decision), a_slot(milliseconds=3000, decision=Decision.APPROVED)]
    assert computed(*slots) == {ONE: 2000}
    assert computed(*slots, approved_only=True) == {ONE: 3000}


# -- an update -------------------------------------------------------------------------------------


def test_a_par_that_stays_keeps_the_instant_of_its_last_change() -> None:
    before = some_pars(p1_1=HOUR, p1_2=HOUR)
    entrants = [an_entrant(a_slot("1-1"), a_slot("1-2", milliseconds=2 * HOUR))]
    stayed, moved = rules.computed(before, an_async(), entrants, LATER).pars
    assert (stayed, moved.updated) == (before.pars[0], LATER)


def test_computing_again_changes_nothing() -> None:
    entrants = [an_entrant(a_slot("1-1"), a_slot("2-1"))]
    once = rules.computed(some_pars(), an_async(), entrants, NOW)
    assert rules.computed(once, an_async(), entrants, LATER) == once
