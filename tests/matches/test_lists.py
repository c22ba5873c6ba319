"""`/match list`, `/me matches`, and what is offered while one types."""

import pytest

from tests.support.league import League, card, labels
from tests.support.world import World


def lines(outcome: object) -> list[str]:
    return str(card(outcome)["description"]).splitlines()


# -- lists -----------------------------------------------------------------------------------------


def test_coming_matches_are_listed_in_order_those_without_a_time_last(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    for title, when in (("third", "none"), ("second", "in 5 hours"), ("first", "in 2 hours")):
        league.match(tournament, title=title, when=when)
    listed = league.alice.slash("match list")
    assert listed.ephemeral
    assert card(listed)["title"] == "3 matches"
    assert [line.split("**")[1].split(":")[0] for line in lines(listed)] == ["first", "second", "third"]


def test_what_is_over_is_not_listed(world: World) -> None:
    league = League(world)
    league.admin.slash("match cancel", match=league.match(league.tournament()))
    assert "No match is coming up" in league.alice.slash("match list").said


def test_what_goes_on_stays_listed_and_is_marked(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    started = league.match(tournament, title="started", when="in 1 hour")
    league.match(tournament, title="late", when="in 2 hours")
    league.match(tournament, title="coming", when="in 3 hours")
    world.pass_time(hours=2, minutes=1)
    league.admin.slash("match show", match=started)
    league.admin.click("Check in")
    league.admin.click("Start")
    for path in ("match list", "me matches"):
        first, second, third = lines(league.alice.slash(path))
        assert "started" in first
        assert first.endswith(" · started")
        assert second.endswith(" · not started yet")
        assert third.endswith("`winter-open`")


def test_a_match_that_nobody_ended_leaves_the_list_in_the_end(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(hours=13, minutes=-1)
    assert len(lines(league.alice.slash("match list"))) == 1
    world.pass_time(minutes=2)
    assert "No match is coming up" in league.alice.slash("match list").said


def test_a_list_can_be_of_one_tournament_and_of_so_many_days(world: World) -> None:
    league = League(world)
    winter, summer = league.tournament(), league.tournament(name="Summer Open")
    league.match(winter, title="soon")
    league.match(winter, title="later", when="in 3 days")
    league.match(summer, title="elsewhere")
    (line,) = lines(league.alice.slash("match list", tournament=winter, days=2))
    assert "soon" in line
    assert "`winter-open`" in line


def test_an_empty_list_says_what_to_do_next(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    assert "`/match create`" in league.alice.slash("match list").said
    empty = league.alice.slash("match list", tournament=tournament, days=2).said
    assert empty == (
        "No match is coming up in **Winter Open** in the next 2 days. `/match list` without options shows all."
    )
    assert "`/match list`" in league.alice.slash("me matches").said


def test_a_long_list_has_pages(world: World) -> None:
    league = League(world)
    tournament = league.tournament(scheduled_events=False)
    for number in range(12):
        league.match(tournament, title=f"match {number:02}", when=f"in {number + 1} hours")
    listed = league.alice.slash("match list", tournament=tournament)
    assert labels(listed) == ["Earlier", "Later"]
    assert len(lines(listed)) == 10
    league.alice.click("Later")
    assert ["match 10" in lines(listed)[0], "match 11" in lines(listed)[1]] == [True, True]
    assert card(listed)["footer"]["text"] == "Page 2 of 2"
    league.alice.click("Earlier")
    assert len(lines(listed)) == 10


def test_my_matches_are_those_that_i_play(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    carol, dave = world.add_player(league.server, "carol"), world.add_player(league.server, "dave")
    league.match(tournament, title="mine")
    league.match(tournament, title="theirs", player1=carol.user_id, player2=dave.user_id)
    mine = league.alice.slash("me matches")
    assert mine.ephemeral
    (line,) = lines(mine)
    assert "mine" in line


def test_my_matches_are_also_those_that_i_cover(world: World) -> None:
    league = League(world)
    carol = world.add_player(league.server, "carol")
    league.match(league.tournament())
    carol.click("Track")
    (line,) = lines(carol.slash("me matches"))
    assert line.endswith("you: tracker, not approved yet")


def test_my_matches_have_pages_too_and_the_right_number(world: World) -> None:
    league = League(world)
    tournament = league.tournament(scheduled_events=False)
    for number in range(12):
        league.match(tournament, title=f"match {number:02}", when=f"in {number + 1} hours")
    mine = league.alice.slash("me matches")
    assert card(mine)["title"] == "12 matches"
    league.alice.click("Later")
    assert len(lines(mine)) == 2


@pytest.mark.parametrize(
    ("days", "said"), [(0, "has to be at least 1"), (366, "may be at most 365"), ("x", "can't be")]
)
def test_days_that_do_not_fit_are_refused(world: World, days: object, said: str) -> None:
    assert f"`days`: {said}" in League(world).forge("match list", days=days)


# -- suggestions -----------------------------------------------------------------------------------


def offered(league: League, path: str, typed: str) -> list[str]:
    return [each["name"] for each in league.admin.autocomplete(path, "match", typed).choices]


def test_matches_are_offered_by_tournament_players_and_the_callers_time(world: World) -> None:
    league = League(world)
    league.admin.slash("me timezone", timezone="Europe/Berlin")
    match = league.match(league.tournament(), when="2037-11-23 16:00")
    for typed in ("", "ALICE", "winter", "16:00", match):
        (choice,) = league.admin.autocomplete("match show", "match", typed).choices
        assert choice == {"name": "winter-open: alice vs bob, Mon 23 Nov 16:00", "value": match}
    assert offered(league, "match show", "zelda") == []


def test_what_was_offered_reads_back(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), title="Grand Final")
    (choice,) = league.alice.autocomplete("match show", "match", "grand").choices
    assert card(league.alice.slash("match show", match=choice["value"]))["title"] == "Grand Final"


def test_a_cancelled_match_is_offered_to_be_looked_at_but_not_to_be_changed(world: World) -> None:
    league = League(world)
    league.admin.slash("match cancel", match=league.match(league.tournament(), title="off"))
    (shown,) = offered(league, "match show", "")
    assert "(cancelled)" in shown
    assert offered(league, "match edit", "") == offered(league, "match cancel", "") == []


def test_a_match_that_began_today_is_still_offered(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(hours=12)
    assert len(offered(league, "match cancel", "")) == 1
    world.pass_time(hours=2)
    assert offered(league, "match cancel", "") == []


def test_what_has_been_is_offered_to_be_looked_at_after_what_comes(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.match(tournament, title="past", when="in 1 hour")
    league.match(tournament, title="coming", when="in 3 days")
    world.pass_time(days=2)
    assert ["coming" in each for each in offered(league, "match show", "")] == [True, False]
    assert len(offered(league, "match edit", "")) == 1


def test_results_are_told_of_what_has_begun_the_latest_first(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    for title, when in (("first", "in 1 hour"), ("second", "in 2 hours"), ("coming", "in 9 hours")):
        league.match(tournament, title=title, when=when)
    world.pass_time(hours=3)
    assert [each.split()[1] for each in offered(league, "match result", "")] == ["second,", "first,"]


def test_the_match_s_players_are_offered_for_its_places(world: World) -> None:
    league = League(world)
    match = {"match": league.match(league.tournament())}
    winners = league.alice.autocomplete("match result", "winner", "", match).choices
    assert [each["name"] for each in winners] == ["alice", "bob", "none: the result is not known (any more)"]
    assert winners[0]["value"] == league.alice.user_id
    assert [each["name"] for each in league.alice.autocomplete("match result", "second", "B", match).choices] == ["bob"]


@pytest.mark.parametrize("match", ["1", "with space", "x" * 50])
def test_without_a_match_there_are_no_players_to_offer(world: World, match: str) -> None:
    choices = League(world).alice.autocomplete("match result", "second", "", {"match": match}).choices
    assert choices == []


def test_a_time_that_is_typed_shows_what_was_understood_and_reads_back(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("me timezone", timezone="Europe/Berlin")
    (choice,) = league.admin.autocomplete("match create", "when", "friday 8pm", {"tournament": tournament}).choices
    assert choice["name"].startswith("Fri 27 Nov 2037, 20:00 Europe/Berlin")
    league.match(tournament, when=choice["value"])
    (match,) = league.stored("MATCH")
    assert match["when"] == "2037-11-27T19:00:00Z"


def test_a_server_without_a_zone_types_in_utc_until_one_is_set(world: World) -> None:
    league = League(world)
    assert "20:00 UTC" in league.admin.autocomplete("match create", "when", "friday 8pm").choices[0]["name"]
    league.admin.slash("config server", timezone="America/New_York")
    (choice,) = league.admin.autocomplete("match create", "when", "friday 8pm").choices
    assert "20:00 America/New_York" in choice["name"]


@pytest.mark.parametrize("path", ["match create", "match edit"])
def test_none_is_offered_as_what_it_means(world: World, path: str) -> None:
    league = League(world)
    (choice,) = league.admin.autocomplete(path, "when", "none").choices
    assert choice == {"name": "none: no time is set", "value": "none"}


@pytest.mark.parametrize("typed", ["x" * 200, "\u202e", "@everyone", "31 feb", "`" * 50])
def test_whatever_is_typed_into_a_suggestion_is_answered(world: World, typed: str) -> None:
    league = League(world)
    for path, option in (("match create", "when"), ("match show", "match"), ("match list", "tournament")):
        for choice in league.admin.autocomplete(path, option, typed).choices:
            assert 1 <= len(choice["name"]) <= 100
            assert 1 <= len(choice["value"]) <= 100
