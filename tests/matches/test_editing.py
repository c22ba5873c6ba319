"""`/match edit` and `/match cancel`: absent keeps, `none` clears, a refusal loses nothing."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League, card
from tests.support.world import World

FULL = {"title": "Grand Final", "stream": "speedgaming", "comment": "best of three", "seed": "https://example.org/1"}


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


@pytest.mark.parametrize(
    ("option", "value", "field", "stored"),
    [
        ("title", "Semifinal", "title", "Semifinal"),
        ("stream", "twitch.tv/other", "stream", "other"),
        ("comment", "bring snacks", "comment", "bring snacks"),
        ("when", "2037-12-01 19:00", "when", "2037-12-01T19:00:00Z"),
        ("seed", "https://example.org/2", "seed", "https://example.org/2"),
    ],
)
def test_an_edit_changes_the_option_that_was_given_and_keeps_the_others(
    world: World, option: str, value: str, field: str, stored: str
) -> None:
    league = League(world)
    match = league.match(league.tournament(), **FULL)
    before = only(league)
    edited = league.edit(match, **{option: value})
    assert edited.ephemeral
    assert edited.said.startswith("Changed.")
    edited_at = {"changed": only(league)["changed"], "version": before["version"] + 1}
    assert only(league) == {**before, field: stored, **edited_at}


@pytest.mark.parametrize("option", ["title", "stream", "comment", "when", "seed"])
def test_none_clears(world: World, option: str) -> None:
    league = League(world)
    match = league.match(league.tournament(), **FULL)
    league.edit(match, **{option: "None"})
    assert option not in only(league)


def test_a_match_moves_to_another_tournament(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament())
    other = league.tournament(name="Other")
    assert "Other · Match" in league.edit(match, tournament=other).said
    assert only(league)["tournament"] == other


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"player1": "carol"}, ["carol", "bob"]),
        ({"player2": "carol"}, ["alice", "carol"]),
        ({"player3": "carol"}, ["alice", "bob", "carol"]),
        ({"remove": "alice", "player2": "carol"}, ["bob", "carol"]),
        ({"player1": "bob", "player2": "alice"}, ["bob", "alice"]),
    ],
)
def test_a_named_player_takes_the_place_of_its_number(world: World, options: dict[str, str], names: list[str]) -> None:
    league = League(world)
    people = {"alice": league.alice, "bob": league.bob, "carol": world.add_player(league.server, "carol")}
    match = league.match(league.tournament())
    league.edit(match, **{option: people[name].user_id for option, name in options.items()})
    assert [each["name"] for each in only(league)["players"]] == names


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("title", "Grand Final", "Nothing to change"),
        ("when", "31 feb", "I can't read"),
        ("when", "yesterday", "I can't read"),
        ("stream", "https://youtube.com/x", "`stream`:"),
        ("seed", "example.org", "`seed`:"),
        ("title", "x" * 101, "`title`: may have at most 100"),
        ("tournament", "123", "I can't find that tournament"),
        ("match", "123", "I can't find that match"),
        ("match", "with space", "`match`: pick one from the list"),
        ("status", "finished", "`status`: is not known"),
    ],
)
def test_an_edit_that_is_refused_loses_nothing(world: World, option: str, value: str, said: str) -> None:
    league = League(world)
    match = league.match(league.tournament(), **FULL)
    before, jobs = only(league), world.documents(Table.JOBS)
    assert said in league.forge("match edit", **{"match": match, option: value})
    assert only(league) == before
    assert world.documents(Table.JOBS) == jobs


def test_an_edit_that_would_name_a_player_twice_loses_nothing(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament())
    before = only(league)
    assert "named twice" in league.edit(match, player1=league.bob.user_id, comment="lost?").said
    assert only(league) == before


def test_a_match_is_moved_only_between_tournaments_that_one_organizes(world: World) -> None:
    league = League(world)
    role = world.discord.create_role(league.server.id, "referees")["id"]
    referee = world.person(world.discord.add_member(league.server.id, username="ref", roles=[role]), league.server)
    own, other = league.tournament(organizer_role=role), league.tournament(name="Other")
    match = league.match(other)
    assert "organizers" in referee.slash("match edit", match=match, tournament=own).said
    assert only(league)["tournament"] == other
    league.edit(match, tournament=own)
    assert "Changed." in referee.slash("match edit", match=match, title="Mine").said
    assert "organizers" in referee.slash("match edit", match=match, tournament=other).said
    assert only(league)["tournament"] == own


def test_whoever_signed_up_for_the_crew_and_is_made_a_player_is_a_player(world: World) -> None:
    league = League(world)
    carol = world.add_player(league.server, "carol")
    match = league.match(league.tournament())
    carol.click("Commentate")
    assert [each["name"] for each in only(league)["crew"]] == ["carol"]
    said = league.edit(match, player3=carol.user_id).said
    assert only(league)["crew"] == []
    assert f"Taken out of the crew, as a player: <@{carol.user_id}>." in said


def test_an_edit_without_options_says_what_to_do(world: World) -> None:
    league = League(world)
    assert "name at least one option" in league.edit(league.match(league.tournament())).said


def test_cancelling_cancels_once(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament())
    cancelled = league.admin.slash("match cancel", match=match)
    assert cancelled.ephemeral
    assert "Cancelled." in cancelled.said
    assert only(league)["status"] == "cancelled"
    assert "cancelled already" in league.admin.slash("match cancel", match=match).said
    assert only(league)["version"] == 2


def test_a_cancelled_match_is_edited_no_more(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament())
    league.admin.slash("match cancel", match=match)
    assert "can't be changed any more" in league.edit(match, title="x").said


def test_anybody_may_look_at_a_match(world: World) -> None:
    league = League(world)
    shown = league.bob.slash("match show", match=league.match(league.tournament(), **FULL))
    assert shown.ephemeral
    assert card(shown)["title"] == "Grand Final"
    assert "https://twitch.tv/speedgaming" in shown.said


@pytest.mark.parametrize(("path", "options"), [("edit", {"title": "x"}), ("cancel", {})])
def test_only_organizers_change_matches(world: World, path: str, options: dict[str, str]) -> None:
    league = League(world)
    match = league.match(league.tournament())
    assert "the tournament's organizers" in league.alice.slash(f"match {path}", {"match": match, **options}).said
    assert only(league)["version"] == 1


@pytest.mark.parametrize("path", ["show", "edit", "cancel"])
@pytest.mark.parametrize("id", ["123", "with space", "x" * 33, "a#b", "%", "\u202e"])
def test_a_vanished_or_unreadable_match_is_not_found(world: World, path: str, id: str) -> None:
    assert "list that appears while you type" in League(world).forge(f"match {path}", match=id)
