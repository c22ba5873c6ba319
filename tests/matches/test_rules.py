"""What may be done with a match."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.ids import PersonId, TournamentId, UserId
from paddock.matches import rules
from paddock.matches.model import CrewMember, Match, Place, Player, Role, Source, Status, Step
from tests.support.values import ALICE, BOB, CAROL, GHOST, NOW, a_match

ADMIN = UserId("10")
OVER = [Status.FINISHED, Status.CONFIRMED, Status.CANCELLED]
GOING_ON = [Status.SCHEDULED, Status.CHECKED_IN, Status.STARTED]

CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.none() | st.text(max_size=100),
    "when": st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)),
    "stream": st.none() | st.text(max_size=60),
    "comment": st.none() | st.text(max_size=500),
    "tournament": st.sampled_from([TournamentId("300"), TournamentId("301")]),
    "players": st.sampled_from([(), (ALICE, BOB), (BOB, CAROL, GHOST)]),
}


def players(number: int) -> tuple[Player, ...]:
    return tuple(Player(id=PersonId(str(50 + at)), name=f"player {at}") for at in range(number))


@given(st.fixed_dictionaries({}, optional=CHANGES))
def test_an_edit_changes_what_was_given_and_nothing_else(changes: dict[str, Any]) -> None:
    match = a_match(title="Final", stream="speedgaming", comment="bring snacks")
    try:
        after = rules.edited(match, changes)
    except rules.NothingChanged:
        assert match.model_copy(update=changes) == match
        return
    for name in Match.model_fields:
        assert getattr(after, name) == changes.get(name, getattr(match, name))


def test_an_absent_option_keeps_its_value_and_none_clears_it() -> None:
    after = rules.edited(a_match(title="Final", comment="snacks"), {"title": None})
    assert after.title is None
    assert after.comment == "snacks"


@pytest.mark.parametrize("status", OVER)
def test_a_match_that_is_over_is_not_edited(status: Status) -> None:
    with pytest.raises(rules.MatchOver, match=status.value):
        rules.edited(a_match(status=status), {"title": "Final"})


@pytest.mark.parametrize("status", GOING_ON)
def test_a_match_that_is_not_over_is_edited(status: Status) -> None:
    assert rules.edited(a_match(status=status), {"title": "Final"}).title == "Final"


@pytest.mark.parametrize("changes", [{}, {"title": None}, {"title": None, "players": (ALICE, BOB)}])
def test_an_edit_that_changes_nothing_says_so(changes: dict[str, Any]) -> None:
    with pytest.raises(rules.NothingChanged):
        rules.edited(a_match(), changes)


@pytest.mark.parametrize("number", [0, 2, 3, 8])
def test_a_match_has_two_to_eight_players_or_none_yet(number: int) -> None:
    assert rules.checked_players(players(number)) == players(number)


@pytest.mark.parametrize("number", [1, 9])
def test_one_player_is_too_few_and_nine_are_too_many(number: int) -> None:
    with pytest.raises(rules.TooFewPlayers):
        rules.checked_players(players(number))


def test_nobody_plays_against_themselves() -> None:
    with pytest.raises(rules.PlayerTwice):
        rules.checked_players((ALICE, BOB, ALICE))


def test_the_same_player_under_another_name_is_the_same_player() -> None:
    with pytest.raises(rules.PlayerTwice):
        rules.checked_players((ALICE, ALICE.model_copy(update={"name": "alice2"})))


def test_an_edit_that_would_name_a_player_twice_is_refused() -> None:
    with pytest.raises(rules.PlayerTwice):
        rules.edited(a_match(), {"players": (ALICE, ALICE)})


def imported(**changes: Any) -> Match:
    return a_match(source=Source(episode=7, fingerprint="x", event="lantern-open"), **changes)


FOLLOWED = frozenset({"lantern-open"})
BY_SPEEDGAMING = [({"when": None}, "time"), ({"title": "Final"}, "title"), ({"players": (BOB, CAROL)}, "players")]


@pytest.mark.parametrize(("changes", "named"), BY_SPEEDGAMING)
def test_speedgaming_decides_time_title_and_players_of_an_imported_match(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(rules.LockedByImport, match=named):
        rules.edited(imported(), changes, FOLLOWED)


@pytest.mark.parametrize(("changes", "named"), BY_SPEEDGAMING)
def test_once_its_event_is_followed_no_more_all_of_an_imported_match_is_ours(
    changes: dict[str, Any], named: str
) -> None:
    assert rules.edited(imported(), changes, {"moss-cup"}) != imported(), named


OURS = [{"stream": "speedgaming2"}, {"comment": "late"}, {"seed": "https://example.org/"}, {"stream": None}]


@pytest.mark.parametrize("changes", OURS)
def test_stream_comment_and_seed_of_an_imported_match_are_ours(changes: dict[str, Any]) -> None:
    assert rules.edited(imported(stream="speedgaming"), changes, FOLLOWED).source


def test_naming_what_speedgaming_decided_anyway_is_no_change_of_it() -> None:
    after = rules.edited(imported(title="Final"), {"title": "Final", "comment": "late"}, FOLLOWED)
    assert after.comment == "late"


def test_an_imported_match_with_one_known_player_can_be_given_a_comment() -> None:
    assert rules.edited(imported(players=(GHOST,)), {"comment": "late"}, FOLLOWED).comment == "late"


@pytest.mark.parametrize("status", GOING_ON)
def test_a_match_that_is_not_over_is_cancelled(status: Status) -> None:
    match = a_match(status=status)
    after = rules.cancelled(match, ADMIN, NOW)
    step = Step(before=status, after=Status.CANCELLED, at=NOW, by=ADMIN)
    assert after == match.model_copy(update={"status": Status.CANCELLED, "steps": (step,)})


def test_a_match_is_cancelled_once() -> None:
    with pytest.raises(rules.AlreadyCancelled):
        rules.cancelled(a_match(status=Status.CANCELLED), ADMIN, NOW)


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED])
def test_a_finished_match_is_not_cancelled(status: Status) -> None:
    with pytest.raises(rules.MatchOver):
        rules.cancelled(a_match(status=status), ADMIN, NOW)


@pytest.mark.parametrize(
    ("match", "listed"),
    [
        (a_match(), True),
        (a_match(when=None), True),
        (a_match(when=NOW - timedelta(hours=12)), True),
        (a_match(when=NOW - timedelta(hours=12, seconds=1)), False),
        (a_match(when=NOW - timedelta(hours=1), status=Status.STARTED), True),
        (a_match(when=NOW - timedelta(hours=1), status=Status.FINISHED), False),
        (a_match(status=Status.CANCELLED), False),
        (a_match(when=None, status=Status.CANCELLED), False),
    ],
)
def test_what_comes_and_what_goes_on_is_listed(match: Match, listed: bool) -> None:
    assert rules.is_listed(match, NOW) is listed


@pytest.mark.parametrize(
    ("match", "begun"),
    [
        (a_match(), False),
        (a_match(when=None), False),
        (a_match(when=NOW), True),
        (a_match(when=None, status=Status.CHECKED_IN), True),
    ],
)
def test_a_match_begins_by_the_clock_or_by_its_first_step(match: Match, begun: bool) -> None:
    assert rules.has_begun(match, NOW) is begun


def member(player: Player, role: Role = Role.TRACKER) -> CrewMember:
    return CrewMember(id=player.id, name=player.name, role=role, approved=True)


def test_whoever_of_the_crew_becomes_a_player_is_not_of_the_crew_any_more() -> None:
    match = a_match(crew=(member(CAROL), member(GHOST), member(CAROL, Role.COMMENTATOR)))
    assert rules.edited(match, {"players": (ALICE, CAROL)}).crew == (member(GHOST),)


RESULT = (Place(player=ALICE.id, rank=1), Place(player=BOB.id, rank=2))


def test_the_result_of_a_match_between_others_goes() -> None:
    match = a_match(result=RESULT)
    assert rules.edited(match, {"players": (ALICE, CAROL)}).result == ()
    assert rules.edited(match, {"players": (BOB, ALICE)}).result == RESULT
    assert rules.edited(match, {"comment": "late"}).result == RESULT


def test_a_player_is_taken_out() -> None:
    assert rules.without((ALICE, BOB, CAROL), ALICE.id.user or pytest.fail("a member")) == (BOB, CAROL)


def test_nobody_is_taken_out_who_does_not_play() -> None:
    with pytest.raises(rules.NotInMatch):
        rules.without((ALICE, BOB), CAROL.id.user or pytest.fail("a member"))
