"""Events follow each change of a match, of its tournament and of the settings, at once."""

from typing import Any

import pytest

from tests.support.league import League
from tests.support.silence import silent
from tests.support.world import World

LONG = "x" * 100


def following(world: World, **options: Any) -> tuple[League, str, str]:
    """A league, its tournament, and a match that has an event."""
    league = League(world)
    tournament = league.tournament()
    match = league.match(tournament, **options)
    assert league.event
    return league, tournament, match


def change(league: League, tournament: str, **options: Any) -> None:
    league.admin.slash("tournament edit", {"tournament": tournament, **options})
    league.world.drain()


@pytest.mark.parametrize("repair", [World.tick, World.sync])
def test_an_event_goes_when_its_match_has_begun_at_another_time_than_it_says(world: World, repair: Any) -> None:
    league, _, match = following(world)
    with silent(world.account, "SendMessageBatch"):
        league.admin.slash("match edit", match=match, when="in 2 minutes")
    world.discord.advance(5 * 60)
    repair(world)
    assert league.events == []


def test_an_event_stays_when_its_match_begins_as_it_says(world: World) -> None:
    league, _, match = following(world, when="in 2 minutes")
    before = league.event["id"]
    world.discord.advance(5 * 60)
    league.edit(match, comment="late")
    world.sync()
    assert league.event["id"] == before


# -- the match -------------------------------------------------------------------------------------


def test_a_match_is_shown_as_soon_as_it_is_made(world: World) -> None:
    league, _, match = following(world, when="2037-11-24 19:00", stream="speedgaming", comment="best of three")
    event = league.event
    assert event["name"] == "WINTER-OPEN - alice vs bob"
    assert event["entity_metadata"]["location"] == "https://twitch.tv/speedgaming"
    assert event["scheduled_start_time"].startswith("2037-11-24T19:00:00")
    assert event["scheduled_end_time"].startswith("2037-11-24T21:00:00")
    assert (event["entity_type"], event["privacy_level"], event["status"]) == (3, 2, 1)
    assert "best of three" in event["description"]
    assert event["description"].endswith(f"\nPaddock match {match}")


@pytest.mark.parametrize(
    ("option", "value", "read", "shown"),
    [
        ("when", "2037-11-25 20:00", lambda e: e["scheduled_start_time"][:16], "2037-11-25T20:00"),
        ("title", "Grand Final", lambda e: e["name"], "WINTER-OPEN - Grand Final"),
        ("stream", "other", lambda e: e["entity_metadata"]["location"], "https://twitch.tv/other"),
        ("stream", "none", lambda e: e["entity_metadata"]["location"], "TBD"),
        ("comment", "be early", lambda e: "be early" in e["description"], True),
        ("comment", "none", lambda e: "best of three" in e["description"], False),
    ],
)
def test_the_same_event_follows_an_edit(world: World, option: str, value: str, read: Any, shown: Any) -> None:
    league, _, match = following(world, stream="speedgaming", comment="best of three")
    before = league.event["id"]
    league.edit(match, **{option: value})
    assert league.event["id"] == before
    assert read(league.event) == shown


def test_an_edit_that_the_event_does_not_show_is_not_sent(world: World) -> None:
    league, tournament, _ = following(world)
    change(league, tournament, description="Nobody sees this in an event")
    assert world.discord.requests("update_guild_scheduled_event") == []
    change(league, tournament, slug="wo")
    assert len(world.discord.requests("update_guild_scheduled_event")) == 1


def test_a_cancelled_matchs_event_goes(world: World) -> None:
    league, _, match = following(world)
    league.admin.slash("match cancel", match=match)
    world.drain()
    assert league.events == []


@pytest.mark.parametrize("when", ["none", "in 8 days"])
def test_a_match_that_is_not_in_the_coming_days_any_more_is_not_shown_and_comes_back(world: World, when: str) -> None:
    league, _, match = following(world)
    league.edit(match, when=when)
    assert league.events == []
    league.edit(match, when="in 4 hours")
    assert league.event["name"] == "WINTER-OPEN - alice vs bob"


def test_a_match_beyond_the_horizon_is_shown_by_the_hourly_comparison_once_it_is_near(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 8 days")
    assert league.events == []
    world.pass_time(days=2)
    world.sync()
    assert league.event


def test_whatever_people_typed_makes_an_event(world: World) -> None:
    league = League(world)
    tournament = league.tournament(name="@everyone " * 10, slug="s" * 32)
    league.match(tournament, title=LONG, comment="*" * 500)
    assert len(league.event["name"]) == 100
    assert league.event["name"].endswith("…")


# -- the tournament --------------------------------------------------------------------------------


def test_a_match_that_moves_to_another_tournament_takes_its_event_along(world: World) -> None:
    league, _, match = following(world)
    before = league.event["id"]
    league.edit(match, tournament=league.tournament(name="Summer Cup"))
    assert league.event["id"] == before
    assert league.event["name"] == "SUMMER-CUP - alice vs bob"


def test_a_match_that_moves_to_a_tournament_without_events_loses_its_event_at_once(world: World) -> None:
    league, _, match = following(world)
    league.edit(match, tournament=league.tournament(name="Quiet", scheduled_events=False))
    assert league.events == []


@pytest.mark.parametrize(
    ("off", "on"),
    [
        ({"scheduled_events": False}, {"scheduled_events": True}),
        ({"master_switch": False}, {"master_switch": True}),
        ({"active": False}, {"active": True}),
        ({"event_filter": "none"}, {"event_filter": "all"}),
        ({"event_filter": "streamed"}, {"event_filter": "all"}),
    ],
)
def test_a_switch_of_the_tournament_takes_the_events_away_and_back(
    world: World, off: dict[str, Any], on: dict[str, Any]
) -> None:
    league, tournament, _ = following(world)
    change(league, tournament, **off)
    assert league.events == []
    change(league, tournament, **on)
    assert league.event["name"] == "WINTER-OPEN - alice vs bob"


def test_the_filter_streamed_follows_the_stream(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(event_filter="streamed"))
    assert league.events == []
    league.edit(match, stream="speedgaming")
    assert league.event
    league.edit(match, stream="none")
    assert league.events == []


def test_slug_length_and_horizon_of_the_tournament_are_followed(world: World) -> None:
    league, tournament, _ = following(world, when="2037-11-26 19:00")
    change(league, tournament, slug="wo27", event_minutes=45)
    assert league.event["name"].startswith("WO27 - ")
    assert league.event["scheduled_end_time"].startswith("2037-11-26T19:45")
    change(league, tournament, event_days=2)
    assert league.events == []
    change(league, tournament, event_days=30)
    assert league.event


def test_a_deleted_tournament_has_no_events(world: World) -> None:
    league, tournament, match = following(world)
    world.pass_time(hours=4)
    league.admin.slash("match cancel", match=match)
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    world.drain()
    assert league.events == []


# -- people and the settings -----------------------------------------------------------------------


def test_what_somebody_deleted_by_hand_stays_away_until_the_match_changes(world: World) -> None:
    league, _, match = following(world)
    world.discord.delete_event(league.server.id, league.event["id"])
    world.sync()
    assert league.events == []
    league.edit(match, comment="now it counts")
    assert league.event


def test_what_somebody_deleted_by_hand_comes_back_with_tournament_sync(world: World) -> None:
    league, tournament, _ = following(world)
    world.discord.delete_event(league.server.id, league.event["id"])
    answer = league.admin.slash("tournament sync", tournament=tournament)
    world.drain()
    assert answer.ephemeral
    assert answer.said == "0 events are right, 1 to create; that happens now."
    assert league.event


def test_tournament_sync_says_when_all_is_right_or_events_are_off(world: World) -> None:
    league, tournament, _ = following(world)
    right = league.admin.slash("tournament sync", tournament=tournament)
    off = league.admin.slash("tournament sync", tournament=league.tournament(name="Quiet", scheduled_events=False))
    world.drain()
    assert right.said == "1 event is right, nothing to do."
    assert "Events are off for this tournament" in off.said


def test_the_usual_length_of_events_is_followed(world: World) -> None:
    league, _, _ = following(world, when="2037-11-26 19:00")
    league.admin.slash("config server", event_minutes=60)
    world.drain()
    assert league.event["scheduled_end_time"].startswith("2037-11-26T20:00")


def test_without_the_permission_the_match_is_made_all_the_same_and_the_event_follows_later(world: World) -> None:
    league = League(world)
    world.discord.set_bot_permissions(league.server.id, ["VIEW_CHANNEL"])
    league.match(league.tournament())
    assert league.events == []
    assert len(league.stored("MATCH")) == 1
    world.discord.set_bot_permissions(league.server.id, ["VIEW_CHANNEL", "CREATE_EVENTS"])
    world.sync()
    assert league.event
