"""`/tournament`: through the door, into the store and back."""

from typing import Any

import pytest

from paddock import aws
from paddock.matches.records import MATCH
from paddock.store.item import Table
from tests.support.league import League, card, labels
from tests.support.world import World

FULL = {
    "name": "Winter Open",
    "slug": "wo",
    "description": "For everybody",
    "scheduled_events": True,
    "event_filter": "streamed",
    "event_minutes": 45,
    "event_days": 14,
    "speedgaming": "alttpr",
    "speedgaming_days": 14,
    "speedgaming_slots": True,
    "master_switch": False,
}


def only(league: League) -> dict[str, Any]:
    (tournament,) = league.stored("TOURNAMENT#")
    return tournament


# -- making and changing ---------------------------------------------------------------------------


def test_a_tournament_is_made_with_every_option(world: World) -> None:
    league = League(world)
    made = league.admin.slash("tournament create", FULL)
    assert made.ephemeral
    assert "SpeedGaming follow within five minutes" in made.said
    assert {name: only(league)[name] for name in FULL} == FULL


def test_a_tournament_without_an_import_says_how_its_matches_are_made(world: World) -> None:
    assert "Next: `/match create`" in League(world).admin.slash("tournament create", name="Winter Open").said


def test_a_name_is_enough(world: World) -> None:
    league = League(world)
    league.admin.slash("tournament create", name="  Winter Open ")
    stored = only(league)
    assert (stored["name"], stored["slug"]) == ("Winter Open", "winter-open")
    assert (stored["scheduled_events"], stored["active"], stored["event_filter"]) == (False, True, "all")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("name", "Summer Open"),
        ("slug", "so"),
        ("description", "For some"),
        ("scheduled_events", False),
        ("event_filter", "none"),
        ("event_minutes", 60),
        ("event_days", 30),
        ("speedgaming", "smz3"),
        ("speedgaming_days", 30),
        ("speedgaming_slots", False),
        ("master_switch", True),
        ("active", False),
    ],
)
def test_an_edit_changes_the_option_that_was_given_and_keeps_the_others(world: World, option: str, value: Any) -> None:
    league = League(world)
    tournament = league.tournament(**FULL)
    before = only(league)
    edited = league.admin.slash("tournament edit", {"tournament": tournament, option: value})
    assert edited.ephemeral
    assert "Changed." in edited.said
    assert only(league) == {**before, option: value, "version": before["version"] + 1}


@pytest.mark.parametrize("option", ["description", "speedgaming"])
@pytest.mark.parametrize("text", ["none", " NONE "])
def test_none_clears_what_may_be_missing(world: World, option: str, text: str) -> None:
    league = League(world)
    tournament = league.tournament(**FULL)
    league.admin.slash("tournament edit", {"tournament": tournament, option: text})
    assert option not in only(league)


def test_an_edit_that_changes_nothing_writes_nothing(world: World) -> None:
    league = League(world)
    tournament = league.tournament(**FULL)
    before = world.documents(Table.AUDIT)
    said = league.admin.slash("tournament edit", tournament=tournament, name="Winter Open").said
    assert "Nothing to change" in said
    assert only(league)["version"] == 1
    assert world.documents(Table.AUDIT) == before


# -- slugs -----------------------------------------------------------------------------------------


def test_a_second_tournament_of_the_same_name_gets_a_slug_of_its_own(world: World) -> None:
    league = League(world)
    for _ in range(3):
        league.tournament()
    assert sorted(each["slug"] for each in league.stored("TOURNAMENT#")) == [
        "winter-open",
        "winter-open-2",
        "winter-open-3",
    ]


def test_a_slug_that_is_taken_is_refused_and_nothing_is_stored(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    assert "`winter-open`" in league.admin.slash("tournament create", name="Other", slug="Winter-Open").said
    other = league.tournament(name="Other")
    assert "`winter-open`" in league.admin.slash("tournament edit", tournament=other, slug="winter-open").said
    assert {each["id"]: each["slug"] for each in league.stored("TOURNAMENT#")} == {
        tournament: "winter-open",
        other: "other",
    }


def test_a_tournament_may_be_given_the_slug_that_it_has(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    said = league.admin.slash("tournament edit", tournament=tournament, slug="winter-open", name="Renamed").said
    assert "Changed." in said


def test_two_servers_may_use_the_same_slug(world: World) -> None:
    here, there = League(world), League(world, "other")
    here.tournament()
    there.tournament()
    assert only(here)["slug"] == only(there)["slug"]


# -- showing ---------------------------------------------------------------------------------------


def test_anybody_may_look_and_only_they_see_it(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    shown, listed = league.alice.slash("tournament show", tournament=tournament), league.alice.slash("tournament list")
    assert card(shown)["title"] == "Winter Open"
    assert "`winter-open`" in listed.said
    assert shown.ephemeral
    assert listed.ephemeral


def test_a_slug_may_be_typed_wherever_a_tournament_is_asked_for(world: World) -> None:
    league = League(world)
    league.tournament(slug="a" * 32)
    assert card(league.alice.slash("tournament show", tournament="a" * 32))["title"] == "Winter Open"


def test_an_empty_list_says_what_to_do_next(world: World) -> None:
    assert "`/tournament create`" in League(world).alice.slash("tournament list").said


@pytest.mark.parametrize("typed", ["", "winter", "OPEN", "winter-open", " Winter "])
def test_tournaments_are_offered_by_name_and_slug(world: World, typed: str) -> None:
    league = League(world)
    tournament = league.tournament()
    offered = league.alice.autocomplete("match list", "tournament", typed).choices
    assert [(each["name"], each["value"]) for each in offered] == [("Winter Open (winter-open)", tournament)]


def test_at_most_25_are_offered_newest_first_and_inactive_ones_say_so(world: World) -> None:
    league = League(world)
    for number in range(27):
        last = league.tournament(name=f"Cup {number}")
    league.admin.slash("tournament edit", tournament=last, active=False)
    offered = league.alice.autocomplete("tournament show", "tournament", "cup").choices
    assert len(offered) == 25
    assert offered[0] == {"name": "Cup 26 (cup-26), inactive", "value": last}


def test_what_is_not_for_a_member_offers_them_nothing(world: World) -> None:
    league = League(world)
    league.tournament()
    assert league.alice.autocomplete("tournament edit", "tournament", "").choices == []


# -- deleting --------------------------------------------------------------------------------------


def test_deleting_asks_once_more(world: World) -> None:
    league = League(world)
    asked = league.admin.slash("tournament delete", tournament=league.tournament())
    assert asked.ephemeral
    assert labels(asked) == ["Delete", "Keep"]
    assert not only(league)["archived"]


def test_delete_archives_and_the_history_stays(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    match = league.match(tournament)
    league.admin.slash("match cancel", match=match)
    asked = league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    assert asked.said == "**Winter Open** is deleted."
    assert labels(asked) == []
    assert (only(league)["archived"], only(league)["active"]) == (True, False)
    assert "no tournament" in league.alice.slash("tournament list").said
    assert "deleted" in league.alice.slash("tournament show", tournament=tournament).said
    assert card(league.alice.slash("match show", match=match))["title"] == "alice vs bob"
    audit = league.admin.slash("config audit", limit=50).said
    assert "tournament created" in audit
    assert "tournament deleted" in audit


def test_keep_keeps(world: World) -> None:
    league = League(world)
    asked = league.admin.slash("tournament delete", tournament=league.tournament())
    league.admin.click("Keep")
    assert asked.said == "**Winter Open** stays as it is."
    assert labels(asked) == []
    assert not only(league)["archived"]


def test_a_tournament_with_unfinished_matches_is_not_deleted(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    match = league.match(tournament)
    refused = league.admin.slash("tournament delete", tournament=tournament)
    assert f"`{match}`" in refused.said
    assert labels(refused) == []


def test_a_match_that_was_made_after_the_question_is_not_orphaned(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("tournament delete", tournament=tournament)
    match = league.match(tournament)
    assert f"`{match}`" in league.admin.click("Delete").said
    assert not only(league)["archived"]


def unlist(league: League, match: str) -> None:
    """As an index has it that lags behind."""
    key = MATCH.key(organization=league.server.id, id=match).wire
    with league.world.account.unwatched():
        aws.dynamodb().update_item(TableName="paddock-records", Key=key, UpdateExpression="REMOVE roster_pk, roster_sk")


@pytest.mark.parametrize("asked_before", [True, False])
def test_a_match_that_no_index_shows_yet_keeps_its_tournament(world: World, asked_before: bool) -> None:
    league = League(world)
    tournament = league.tournament()
    if asked_before:
        league.admin.slash("tournament delete", tournament=tournament)
    unlist(league, league.match(tournament))
    if asked_before:
        said = league.admin.click("Delete").said
    else:
        said = league.admin.slash("tournament delete", tournament=tournament).said
    assert said == "It still has matches that are not over. Finish or cancel them first."
    assert not only(league)["archived"]


def test_a_tournament_that_was_changed_since_the_question_is_not_deleted(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.slash("tournament edit", tournament=tournament, name="Renamed")
    assert "was changed since" in league.admin.click("Delete").said
    assert not only(league)["archived"]


@pytest.mark.parametrize("label", ["Delete", "Keep"])
def test_a_second_question_left_open_says_that_it_is_deleted(world: World, label: str) -> None:
    league = League(world)
    tournament = league.tournament()
    first = league.admin.slash("tournament delete", tournament=tournament)
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    assert "was deleted" in league.admin.click(label, message=first.message).said


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("tournament edit", {"name": "x"}),
        ("tournament delete", {}),
        ("match create", {"when": "in 1 hour"}),
    ],
)
def test_a_deleted_tournament_takes_no_changes(world: World, path: str, options: dict[str, Any]) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    assert "was deleted" in league.admin.slash(path, {"tournament": tournament, **options}).said


def test_a_deleted_tournaments_slug_is_free_again(world: World) -> None:
    league = League(world)
    league.admin.slash("tournament delete", tournament=league.tournament())
    league.admin.click("Delete")
    league.tournament()
    assert [each["slug"] for each in league.stored("TOURNAMENT#")] == ["winter-open", "winter-open"]


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("name", "x" * 101, "`name`: may have at most 100 characters."),
        ("name", "", "`name`: is too short."),
        ("name", "   ", "`name`: what the tournament is called"),
        ("name", "\u200b\u200b", "`name`: what the tournament is called"),
        ("name", None, "`name`:"),
        ("slug", "x" * 33, "`slug`: may have at most 32 characters."),
        ("slug", "no spaces", "`slug`: small letters"),
        ("slug", "winter#open", "`slug`: small letters"),
        ("description", "x" * 501, "`description`: may have at most 500 characters."),
        ("event_minutes", 14, "`event_minutes`: has to be at least 15."),
        ("event_minutes", 1441, "`event_minutes`: may be at most 1440."),
        ("event_minutes", "soon", "`event_minutes`: can't be read."),
        ("event_days", 31, "`event_days`: may be at most 30."),
        ("event_filter", "some", "`event_filter`: choose one of 'all', 'streamed' or 'none'."),
        ("scheduled_events", "perhaps", "`scheduled_events`: can't be read."),
        ("speedgaming", "al#ttpr", "`speedgaming`: the event's name"),
        ("speedgaming", "x" * 61, "`speedgaming`: may have at most 60 characters."),
        ("colour", "red", "`colour`: is not known"),
    ],
)
def test_an_option_that_does_not_fit_is_named_and_nothing_is_stored(
    world: World, option: str, value: Any, said: str
) -> None:
    league = League(world)
    assert league.forge("tournament create", **{"name": "Winter Open", option: value}).startswith(said)
    assert world.documents(Table.RECORDS, "TOURNAMENT#") == []


@pytest.mark.parametrize("path", ["show", "edit", "delete", "sync"])
@pytest.mark.parametrize("id", ["123", "no-such-slug", "with space", "x" * 33, "a#b", "\u202e"])
def test_a_vanished_or_unreadable_tournament_is_not_found(world: World, path: str, id: str) -> None:
    said = League(world).forge(f"tournament {path}", tournament=id)
    assert "list that appears while you type" in said


def test_only_organizers_may_change_tournaments(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    for path, options in (
        ("create", {"name": "x"}),
        ("edit", {"tournament": tournament, "name": "x"}),
        ("delete", {"tournament": tournament}),
        ("sync", {"tournament": tournament}),
    ):
        refused = league.alice.slash(f"tournament {path}", options)
        assert refused.ephemeral
        assert refused.said.startswith("That is for ")
    assert only(league)["version"] == 1
