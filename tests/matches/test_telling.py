"""`/match result`, through the door: noted, corrected, taken back, and final once it is confirmed."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


@pytest.fixture
def league(world: World) -> League:
    """With a match that has just been due."""
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(hours=1, minutes=1)
    return league


def tell(league: League, person: Any = None, **options: Any) -> Any:
    return (person or league.admin).slash("match result", {"match": only(league)["id"], **options})


def test_a_player_tells_the_result_and_reads_the_card_with_what_comes_next(league: League) -> None:
    told = tell(league, league.alice, winner=league.bob.user_id, time="1:23:45", second="alice", second_time="dnf")
    assert told.ephemeral
    assert "The result is noted. Next: `Check in`." in told.said
    assert f"**Result** 1. <@{league.bob.user_id}> 1:23:45 · 2. <@{league.alice.user_id}> DNF" in told.said
    assert only(league)["result"] == [
        {"player": league.bob.user_id, "rank": 1, "seconds": 5025, "dnf": False},
        {"player": league.alice.user_id, "rank": 2, "dnf": True},
    ]


def test_it_can_be_corrected_and_taken_back_until_it_is_confirmed_and_each_time_is_audited(league: League) -> None:
    tell(league, league.alice, winner="alice")
    tell(league, league.bob, winner="bob", time="1:00:00")
    assert "taken back" in tell(league, winner="none").said
    assert only(league)["result"] == []
    lines = [each for each in league.world.documents(Table.AUDIT) if each["action"] == "match.result told"]
    assert [each["actor"] for each in lines] == [each.user_id for each in (league.alice, league.bob, league.admin)]
    assert [[place["rank"] for place in each["after"]["result"]] for each in lines] == [[1, 2], [1, 2], []]


def test_after_the_confirmation_it_stands(league: League) -> None:
    tell(league, winner="alice")
    league.admin.slash("match show", match=only(league)["id"])
    for button in ("Check in", "Start", "Finish", "Confirm"):
        league.admin.click(button)
    before = only(league)
    assert "its result stands" in tell(league, winner="bob").said
    assert "its result stands" in tell(league, winner="none").said
    assert only(league) == before


def test_whoever_does_not_play_or_organize_does_not_tell_it(league: League) -> None:
    eve = league.world.add_player(league.server, "eve")
    assert "its players or the tournament's organizers" in tell(league, eve, winner="alice").said
    assert only(league)["result"] == []


def test_a_coming_match_has_no_result(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    assert "has not begun" in tell(league, winner="alice").said


def test_a_cancelled_match_has_no_result(league: League) -> None:
    league.admin.slash("match cancel", match=only(league)["id"])
    assert "`Undo` on its card" in tell(league, winner="alice").said


def test_the_same_result_again_says_so(league: League) -> None:
    tell(league, winner="alice")
    before = only(league)
    assert "its result already" in tell(league, winner="alice").said
    assert only(league) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"winner": "zelda"}, "`winner`: nobody of that name"),
        ({"winner": "alice", "time": "90"}, "`time`: hours, minutes and seconds"),
        ({"winner": "alice", "second_time": "x", "second": "bob"}, "`second_time`: hours"),
        ({"winner": "alice", "third": "bob"}, "`second` is missing"),
        ({"winner": "alice", "second": "alice"}, "named twice"),
        ({"winner": "none", "time": "1:00:00"}, "leave `time` out"),
        ({"match": "1", "winner": "alice"}, "I can't find that match"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_stored(league: League, options: dict[str, str], said: str) -> None:
    before = only(league)
    assert said in tell(league, **options).said
    assert only(league) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"winner": "x" * 101}, "`winner`: may have at most 100"),
        ({"winner": "alice", "time": "1" * 21}, "`time`: may have at most 20"),
        ({}, "`winner`: is needed"),
    ],
)
def test_what_no_client_would_send_is_refused_too(league: League, options: dict[str, str], said: str) -> None:
    assert said in league.forge("match result", match=only(league)["id"], **options)


def test_another_organization_s_match_has_no_result_to_tell(league: League) -> None:
    foreign = League(league.world, "foreign ")
    assert "I can't find that match" in foreign.forge("match result", match=only(league)["id"], winner="alice")
