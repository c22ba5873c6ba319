"""`/match create`: through the door, into the store, and in front of the channel."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League, card
from tests.support.world import World


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


def test_a_match_is_made_with_every_option_and_shown_to_the_channel(world: World) -> None:
    league = League(world)
    carol, dave = world.add_player(league.server, "carol"), world.add_player(league.server, "dave")
    tournament = league.tournament()
    made = league.admin.slash(
        "match create",
        tournament=tournament,
        when="2037-12-01 19:00",
        title="Grand Final",
        player1=league.alice.user_id,
        player2=league.bob.user_id,
        player3=carol.user_id,
        player4=dave.user_id,
        stream="https://www.twitch.tv/SpeedGaming",
        comment="best of three",
    )
    assert not made.ephemeral
    stored = only(league)
    assert stored["tournament"] == tournament
    assert stored["when"] == "2037-12-01T19:00:00Z"
    assert stored["title"] == "Grand Final"
    assert [each["name"] for each in stored["players"]] == ["alice", "bob", "carol", "dave"]
    assert stored["stream"] == "speedgaming"
    assert stored["comment"] == "best of three"
    assert stored["status"] == "scheduled"


def test_a_match_has_up_to_eight_players(world: World) -> None:
    league = League(world)
    eight = [league.alice, league.bob, *(world.add_player(league.server, f"player{at}") for at in range(3, 9))]
    league.admin.slash("match create", tournament=league.tournament(), when="in 1 hour", **players(*eight))
    assert [each["id"] for each in only(league)["players"]] == [each.user_id for each in eight]


def test_a_seed_stands_on_the_card_as_a_link(world: World) -> None:
    league = League(world)
    seed = "https://alttpr.com/h/abc"
    options = {"tournament": league.tournament(), "when": "in 1 hour", "seed": seed}
    made = league.admin.slash("match create", options)
    assert only(league)["seed"] == seed
    assert seed in [each.get("url") for row in made.message["components"] for each in row["components"]]


@pytest.mark.parametrize(
    ("changes", "hint"),
    [({"scheduled_events": False}, "shows no events"), ({"active": False}, "is not active")],
)
def test_whoever_makes_a_match_that_gets_no_event_reads_why(world: World, changes: dict[str, Any], hint: str) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("tournament edit", tournament=tournament, **changes)
    assert hint in league.admin.slash("match create", tournament=tournament, when="in 1 hour", title="Final").said
    assert hint in league.edit(only(league)["id"], comment="late").said


def test_tournament_and_time_are_enough(world: World) -> None:
    league = League(world)
    made = league.admin.slash("match create", tournament=league.tournament(), when="in 3 hours")
    assert card(made)["title"] == "Players to be announced"
    assert only(league)["players"] == []


@pytest.mark.parametrize("typed", ["none", " None "])
def test_a_match_may_be_made_before_its_time_is_known(world: World, typed: str) -> None:
    league = League(world)
    made = league.admin.slash("match create", tournament=league.tournament(), when=typed)
    assert "not set yet" in made.said
    assert "when" not in only(league)


def test_the_card_mentions_players_and_notifies_nobody(world: World) -> None:
    league = League(world)
    made = league.admin.slash(
        "match create",
        tournament=league.tournament(),
        when="in 3 hours",
        player1=league.alice.user_id,
        player2=league.bob.user_id,
        comment="@everyone come",
    )
    assert f"<@{league.alice.user_id}>, <@{league.bob.user_id}>" in made.said
    assert made.message["mentions"] == []
    assert made.message["mention_everyone"] is False


def test_a_player_is_known_by_their_name_in_the_server(world: World) -> None:
    league = League(world)
    member = world.discord.add_member(league.server.id, username="eve", nick="Eve the Swift")
    league.match(league.tournament(), player2=member["user"]["id"])
    assert [each["name"] for each in only(league)["players"]] == ["alice", "Eve the Swift"]


def test_times_are_typed_in_the_persons_zone_else_in_the_servers(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("config server", timezone="Europe/Berlin")
    league.match(tournament, when="2037-12-01 19:00", title="server")
    league.admin.slash("me timezone", timezone="Asia/Tokyo")
    league.match(tournament, when="2037-12-01 19:00", title="person")
    assert {each["title"]: each["when"] for each in league.stored("MATCH")} == {
        "server": "2037-12-01T18:00:00Z",
        "person": "2037-12-01T10:00:00Z",
    }


def test_a_discord_timestamp_is_a_time(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="<t:2143306800:F>")
    assert only(league)["when"] == "2037-12-01T19:00:00Z"


# -- bad input: refused, and nothing stored --------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("when", "31 feb", "I can't read `31 feb` as a time."),
        ("when", "whenever", "I can't read `whenever` as a time."),
        ("when", "yesterday 8pm", "has passed"),
        ("when", "2037-11-23 11:59", "has passed"),
        ("when", "2038-03-28 02:30", "does not exist"),
        ("when", "2038-10-31 02:30", "comes twice"),
        ("when", "03/04 8pm", "Type `"),
        ("when", "2047-01-01 20:00", "two years"),
        ("when", "\u202e8pm friday", "as a time"),
        ("when", "x" * 101, "`when`: may have at most 100 characters."),
        ("when", None, "`when`:"),
        ("title", "x" * 101, "`title`: may have at most 100 characters."),
        ("comment", "x" * 501, "`comment`: may have at most 500 characters."),
        ("stream", "x" * 101, "`stream`: may have at most 100 characters."),
        ("stream", "https://youtube.com/speedgaming", "`stream`: the name of a Twitch channel"),
        ("stream", "two words", "`stream`: the name of a Twitch channel"),
        ("player1", "someone", "`player1`: pick one from the list"),
        ("player1", "<@11>", "`player1`: pick one from the list"),
        ("tournament", "123", "I can't find that tournament."),
        ("tournament", "a b", "`tournament`: pick one from the list"),
        ("player9", "11", "`player9`: is not known"),
        ("seed", "alttpr.com/h/abc", "`seed`: the address"),
        ("seed", "x" * 301, "`seed`: may have at most 300 characters."),
    ],
)
def test_an_option_that_does_not_fit_is_named_and_nothing_is_stored(
    world: World, option: str, value: Any, said: str
) -> None:
    league = League(world)
    tournament = league.tournament()
    league.admin.slash("config server", timezone="Europe/Berlin")
    answer = league.forge("match create", **{"tournament": tournament, "when": "in 1 hour", option: value})
    assert said in answer
    assert league.stored("MATCH") == []
    assert world.documents(Table.JOBS) == []


def players(*people: Any) -> dict[str, str]:
    return {f"player{at}": person.user_id for at, person in enumerate(people, 1)}


def test_one_player_is_refused(world: World) -> None:
    league = League(world)
    refused = league.admin.slash(
        "match create", tournament=league.tournament(), when="in 1 hour", **players(league.alice)
    )
    assert refused.ephemeral
    assert "two to eight players" in refused.said
    assert league.stored("MATCH") == []


def test_the_same_player_twice_is_refused(world: World) -> None:
    league = League(world)
    refused = league.admin.slash(
        "match create", tournament=league.tournament(), when="in 1 hour", **players(league.alice, league.alice)
    )
    assert "named twice" in refused.said
    assert league.stored("MATCH") == []


def test_a_bot_does_not_play(world: World) -> None:
    league = League(world)
    bot = world.discord.credentials()["bot_id"]
    options = {"tournament": league.tournament(), "when": "in 1 hour", **players(league.alice), "player2": bot}
    assert "A bot can't play" in league.admin.slash("match create", options).said
    assert league.stored("MATCH") == []


def test_only_organizers_make_matches(world: World) -> None:
    league = League(world)
    refused = league.alice.slash("match create", tournament=league.tournament(), when="in 1 hour")
    assert refused.ephemeral
    assert "the tournament's organizers" in refused.said
    assert league.stored("MATCH") == []


def test_whoever_makes_a_match_reads_that_its_event_is_refused(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    world.discord.set_bot_permissions(league.server.id, "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS")
    league.match(tournament, title="refused")
    world.drain()
    options = {"tournament": tournament, "when": "in 4 hours", "title": "warned"}
    assert "`/config check`" in league.admin.slash("match create", options).said
