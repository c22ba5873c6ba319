"""How a match ended: who may tell it, when, and what is made of what is told."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.errors import BadInput
from paddock.ids import PersonId, UserId
from paddock.matches import results
from paddock.matches.finish_times import NoTime
from paddock.matches.model import Match, Place, Player, Status
from paddock.matches.results import Told
from tests.support.values import ALICE, BOB, CAROL, GHOST, HOSTILE, NOW, a_match

ADMIN, STRANGER = UserId("10"), UserId("99")
OPTIONS = ("winner", "second", "third", "fourth")
TIMES = ("time", "second_time", "third_time", "fourth_time")
FOUR = a_match(players=(ALICE, BOB, CAROL, GHOST))


def told(*named: tuple[str | None, str | None]) -> list[Told]:
    given = [*named, *[(None, None)] * (4 - len(named))]
    return [Told(option, who, time, took) for option, time, (who, took) in zip(OPTIONS, TIMES, given, strict=True)]


def places(match: Match, *named: tuple[str | None, str | None]) -> list[tuple[str, int, int | None, bool]]:
    found = results.places(match, told(*named))
    return [(each.player, each.rank, each.seconds, each.dnf) for each in found]


def test_players_come_in_as_they_are_named_with_times_or_dnf() -> None:
    assert places(FOUR, ("12", "1:23:45"), ("sg_7", "1:25:00"), ("11", None), ("13", "dnf")) == [
        ("12", 1, 5025, False),
        ("sg_7", 2, 5100, False),
        ("11", 3, None, False),
        ("13", 4, None, True),
    ]


def test_who_is_not_named_shares_the_next_place() -> None:
    assert places(FOUR, ("12", None)) == [
        ("12", 1, None, False),
        *((id, 2, None, False) for id in ("11", "13", "sg_7")),
    ]


def test_equal_times_tie_and_the_next_place_counts_both() -> None:
    assert places(FOUR, ("12", "1:00:00"), ("11", "1:00:00"), ("13", "1:10:00"))[:3] == [
        ("12", 1, 3600, False),
        ("11", 1, 3600, False),
        ("13", 3, 4200, False),
    ]


def test_nobody_who_did_not_finish_comes_in_ahead_of_those_of_whom_nothing_is_told() -> None:
    with pytest.raises(results.OthersUntold):
        places(a_match(), ("12", "dnf"))
    with pytest.raises(results.OthersUntold):
        places(FOUR, ("12", "1:00:00"), ("11", "dnf"))
    assert places(a_match(), ("12", "dnf"), ("11", "dnf")) == [("12", 1, None, True), ("11", 2, None, True)]


def test_a_time_without_a_name_is_the_only_other_player_s() -> None:
    assert places(a_match(), ("12", "1:00:00"), (None, "dnf")) == [("12", 1, 3600, False), ("11", 2, None, True)]


@pytest.mark.parametrize("typed", ["12", "<@12>", "<@!12>", "bob", " BOB ", "@Bob"])
def test_a_player_is_named_by_id_mention_or_name(typed: str) -> None:
    assert places(a_match(), (typed, None))[0][0] == "12"


@pytest.mark.parametrize("typed", ["99", "<@99>", "zelda", "", "@", "bo", *HOSTILE])
def test_whoever_does_not_play_has_no_place(typed: str) -> None:
    with pytest.raises(results.NotAPlayer, match="`winner`"):
        results.meant(a_match().players, typed, "winner")


def test_a_name_that_two_players_have_is_not_guessed() -> None:
    twin = ALICE.model_copy(update={"id": PersonId("21")})
    with pytest.raises(results.Ambiguous):
        results.meant((ALICE, twin), "alice", "winner")
    assert results.meant((ALICE, twin), "21", "winner") == twin


@pytest.mark.parametrize(
    ("named", "refusal"),
    [
        ([("11", None), ("11", None)], results.NamedTwice),
        ([("11", None), (None, None), ("12", None)], results.LeftOut),
        ([("11", None), (None, "1:00:00")], results.LeftOut),
        ([(None, "1:00:00")], results.LeftOut),
        ([("11", "1:00:00"), ("12", "59:59")], results.OutOfOrder),
        ([("11", "dnf"), ("12", "1:00:00")], results.OutOfOrder),
        ([("11", "dnf"), ("12", None)], results.OutOfOrder),
        ([("11", "soon")], NoTime),
        ([("11", None), ("somebody", None)], results.NotAPlayer),
    ],
)
def test_what_makes_no_sense_is_refused(named: list[Any], refusal: type[BadInput]) -> None:
    with pytest.raises(refusal):
        places(FOUR, *named)


def test_nobody_finished_is_a_result() -> None:
    assert places(a_match(), ("11", "dnf"), ("12", "dnf")) == [("11", 1, None, True), ("12", 2, None, True)]


def test_a_match_without_players_has_no_result() -> None:
    with pytest.raises(results.NobodyPlays):
        places(a_match(players=()), ("11", None))


def test_none_stands_alone() -> None:
    results.check_alone(told((None, None)))
    for extra in ((None, "1:00:00"), ("11", None)):
        with pytest.raises(results.NoneAndOthers):
            results.check_alone(told((None, None), extra))


typed_name = st.none() | st.sampled_from(["11", "12", "<@13>", "ghost", "zelda"])
typed_time = st.none() | st.sampled_from(["1:00:00", "1:00:01", "dnf", "soon"])


@given(st.lists(st.tuples(typed_name, typed_time), max_size=4))
def test_a_result_has_everybody_once_and_a_rank_says_how_many_are_ahead(
    named: list[tuple[str | None, str | None]],
) -> None:
    try:
        found = results.places(FOUR, told(*named))
    except BadInput:
        return
    assert sorted(each.player for each in found) == sorted(player.id for player in FOUR.players)
    ranks = [each.rank for each in found]
    assert ranks == sorted(ranks)
    assert ranks == [ranks.index(rank) + 1 for rank in ranks]


# -- who and when ----------------------------------------------------------------------------------

BEGUN = a_match(when=NOW)


@pytest.mark.parametrize(("by", "organizes"), [(ADMIN, True), (ALICE.user, False), (BOB.user, False)])
def test_organizers_and_players_tell_it(by: UserId, organizes: bool) -> None:
    results.check_may_tell(BEGUN, by, NOW, organizes=organizes)


def test_nobody_else_does() -> None:
    with pytest.raises(results.NotYoursToTell):
        results.check_may_tell(BEGUN, STRANGER, NOW, organizes=False)


@pytest.mark.parametrize(
    ("match", "refusal"),
    [
        (a_match(when=NOW + timedelta(seconds=1)), results.NotBegun),
        (a_match(when=None), results.NotBegun),
        (a_match(when=NOW, status=Status.CANCELLED), results.NoResultOfCancelled),
        (a_match(when=NOW, status=Status.CONFIRMED), results.ResultStands),
    ],
)
def test_before_the_start_after_the_confirmation_and_of_a_cancelled_match_there_is_none(
    match: Match, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        results.check_may_tell(match, ADMIN, NOW, organizes=True)


@pytest.mark.parametrize("status", [Status.CHECKED_IN, Status.STARTED, Status.FINISHED])
def test_once_a_step_was_taken_the_clock_does_not_matter(status: Status) -> None:
    results.check_may_tell(a_match(when=None, status=status), ADMIN, NOW, organizes=True)


def test_the_same_result_again_is_no_change() -> None:
    result = (Place(player=ALICE.id, rank=1), Place(player=BOB.id, rank=2))
    with pytest.raises(results.SameResult):
        results.with_result(a_match(result=result), result)
    assert results.with_result(a_match(result=result), ()).result == ()


def test_eight_players_have_places() -> None:
    eight = tuple(Player(id=PersonId(str(50 + at)), name=f"player {at}") for at in range(8))
    assert [each[1] for each in places(a_match(players=eight), ("57", None), ("50", None))] == [1, 2, *[3] * 6]
