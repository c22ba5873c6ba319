"""Reminders: before the match, one to each player, once; moved with the match and gone with it."""

from typing import Any

import pytest

from functions.interactions.worker import WIRING
from paddock.notices.model import Fact
from paddock.organizations.model import Server
from paddock.organizations.records import SERVER
from paddock.store.change import put
from paddock.store.item import Table
from tests.support.league import League
from tests.support.logged import logged
from tests.support.world import World
from tests.twins.together import COMMIT, just_before


def ready(world: World, **options: Any) -> tuple[League, str]:
    """A league and the id of a match in three hours."""
    league = League(world)
    return league, league.match(league.tournament(scheduled_events=False), **options)


def reminded(league: League) -> tuple[int, int]:
    """How many reminders alice and bob have."""
    return len(reminders(league, league.alice)), len(reminders(league, league.bob))


def reminders(league: League, person: Any) -> list[str]:
    return [each for each in league.dms(person) if " starts " in each]


def notices(world: World) -> list[str]:
    found = world.documents(Table.RECORDS, "NOTICE#")
    return [each["way"] for each in found if each["fact"] == Fact.REMINDER]


# -- when ------------------------------------------------------------------------------------------


def test_half_an_hour_before_a_match_each_player_is_reminded_once(world: World) -> None:
    league, _ = ready(world)
    world.pass_time(hours=2, minutes=29)
    assert reminded(league) == (0, 0)
    world.pass_time(minutes=2)
    assert reminded(league) == (1, 1)
    for _ in range(3):
        world.pass_time(minutes=1)
    assert reminded(league) == (1, 1)


def test_a_reminder_tells_what_and_when(world: World) -> None:
    league, _ = ready(world, when="2037-11-23 15:00", title="Grand Final", stream="speedgaming")
    world.pass_time(hours=2, minutes=31)
    message = world.discord.dms(league.alice.user_id)[-1]
    players = f"<@{league.alice.user_id}> vs <@{league.bob.user_id}>"
    assert message["content"] == f"Your match starts <t:2142601200:R>: **Grand Final: {players}**"
    assert "Winter Open" in message["embeds"][0]["description"]


@pytest.mark.parametrize("minutes", [5, 60])
def test_how_long_before_is_settable(world: World, minutes: int) -> None:
    league = League(world)
    league.remind_before(minutes)
    league.match(league.tournament(scheduled_events=False))
    world.pass_time(minutes=180 - minutes - 1)
    assert reminded(league) == (0, 0)
    world.pass_time(minutes=2)
    assert reminded(league) == (1, 1)


@pytest.mark.parametrize(("before", "after"), [(30, 90), (90, 10)])
def test_another_lead_time_moves_the_reminders_of_coming_matches(world: World, before: int, after: int) -> None:
    league = League(world)
    league.remind_before(before)
    league.match(league.tournament(scheduled_events=False))
    league.remind_before(after)
    world.pass_time(minutes=180 - after - 1)
    assert reminded(league) == (0, 0)
    world.pass_time(minutes=2)
    assert reminded(league) == (1, 1)


def test_a_longer_lead_time_that_has_begun_already_reminds_at_once(world: World) -> None:
    league, _ = ready(world, when="in 1 hour")
    league.remind_before(90)
    assert reminded(league) == (1, 1)


def test_another_lead_time_reminds_nobody_twice(world: World) -> None:
    league, _ = ready(world)
    world.pass_time(hours=2, minutes=31)
    league.remind_before(10)
    world.pass_time(minutes=20)
    assert reminded(league) == (1, 1)


def test_a_match_that_moves_while_the_reminders_are_planned_anew_keeps_its_own(world: World) -> None:
    league, match = ready(world)
    league.admin.slash("config server", reminder_minutes=60)
    with just_before(world, COMMIT, lambda: league.admin.slash("match edit", match=match, when="in 6 hours")):
        world.drain()
    world.pass_time(hours=4, minutes=58)
    assert reminded(league) == (0, 0)
    world.pass_time(minutes=3)
    assert reminded(league) == (1, 1)


def test_a_match_that_is_made_within_the_lead_time_reminds_at_once(world: World) -> None:
    league, _ = ready(world, when="in 10 minutes")
    assert reminded(league) == (1, 1)


# -- moved and gone --------------------------------------------------------------------------------


def test_a_reminder_moves_with_its_match(world: World) -> None:
    league, match = ready(world)
    league.edit(match, when="in 5 hours")
    world.pass_time(hours=2, minutes=31)
    assert reminded(league) == (0, 0)
    world.pass_time(hours=2)
    assert reminded(league) == (1, 1)


def test_a_match_that_moves_after_its_reminder_is_reminded_of_anew(world: World) -> None:
    league, match = ready(world)
    world.pass_time(hours=2, minutes=31)
    league.edit(match, when="in 5 hours")
    world.pass_time(hours=4, minutes=31)
    assert reminded(league) == (2, 2)


def test_an_edit_of_something_else_reminds_nobody_again(world: World) -> None:
    league, match = ready(world)
    world.pass_time(hours=2, minutes=31)
    league.edit(match, comment="be early")
    assert reminded(league) == (1, 1)


@pytest.mark.parametrize("gone", ["cancelled", "without a time"])
def test_a_match_that_is_off_reminds_nobody(world: World, gone: str) -> None:
    league, match = ready(world)
    if gone == "cancelled":
        league.admin.slash("match cancel", match=match)
    else:
        league.edit(match, when="none")
    world.pass_time(hours=2, minutes=31)
    assert reminded(league) == (0, 0)


def test_a_player_who_joins_after_the_reminder_gets_their_own_and_the_others_none(world: World) -> None:
    league, match = ready(world)
    carol = world.add_player(league.server, "carol")
    world.pass_time(hours=2, minutes=31)
    league.edit(match, player3=carol.user_id)
    assert (*reminded(league), len(reminders(league, carol))) == (1, 1, 1)


def test_a_player_who_was_replaced_is_not_reminded(world: World) -> None:
    league, match = ready(world)
    carol = world.add_player(league.server, "carol")
    league.edit(match, player2=carol.user_id)
    world.pass_time(hours=2, minutes=31)
    assert (*reminded(league), len(reminders(league, carol))) == (1, 0, 1)


def test_an_edit_long_after_the_start_reminds_nobody(world: World) -> None:
    league, match = ready(world)
    league.admin.slash("config tasks", task="match_reminders", action="disable")
    world.pass_time(hours=4)
    league.admin.slash("config tasks", task="match_reminders", action="enable")
    league.edit(match, comment="well played")
    world.pass_time(minutes=1)
    assert reminded(league) == (0, 0)


def test_a_reminder_that_an_outage_held_up_until_long_after_the_start_is_not_sent(world: World) -> None:
    league, _ = ready(world)
    world.discord.fail("create_message", status=503, times=6)
    world.pass_time(hours=2, minutes=31)
    world.pass_time(hours=2)
    assert reminded(league) == (0, 0)
    assert {each["state"] for each in world.documents(Table.JOBS)} == {"done"}


def test_rounds_that_meet_over_the_history_hold_up_no_reminder(world: World) -> None:
    league, _ = ready(world)
    at_once = iter([True])

    def meet(name: str) -> None:
        if name == "TransactWriteItems" and next(at_once, False):
            league.admin.slash("config tasks", task="match_reminders", action="disable")
            league.admin.slash("config tasks", task="match_reminders", action="enable")

    with logged() as log:
        world.account.before = meet
        world.pass_time(hours=2, minutes=31)
    assert "conflict" not in {line.get("Outcome") for line in log()}
    assert reminded(league) == (1, 1)


@pytest.mark.parametrize("going_on", [True, False])
def test_only_a_running_tournament_reminds(world: World, going_on: bool) -> None:
    league = League(world)
    tournament = league.tournament(scheduled_events=False)
    league.match(tournament)
    league.admin.slash("tournament edit", tournament=tournament, active=going_on)
    world.pass_time(hours=2, minutes=31)
    assert reminded(league) == ((1, 1) if going_on else (0, 0))


def test_a_server_that_has_sent_the_bot_away_is_not_reminded(world: World) -> None:
    league, _ = ready(world)
    (before,) = world.documents(Table.RECORDS, "SERVER")
    server = Server.model_validate({**before, "paused": True})
    WIRING.database.write([put(SERVER, server)])
    world.pass_time(hours=2, minutes=31)
    assert reminded(league) == (0, 0)


def test_a_round_is_shown_among_the_tasks(world: World) -> None:
    league, _ = ready(world)
    world.pass_time(hours=2, minutes=31)
    assert "2 reminders" in league.admin.slash("config tasks", task="match_reminders").said


def test_a_sweep_that_an_outage_held_up_still_reminds(world: World) -> None:
    league, _ = ready(world)
    world.pass_time(hours=3, minutes=5)
    assert reminded(league) == (1, 1)


# -- closed direct messages ------------------------------------------------------------------------


def announced(league: League) -> list[dict[str, Any]]:
    found = league.world.discord.messages(league.server.channel, ephemeral=False)
    return [each for each in found if "your match starts" in each["content"]]


def test_a_closed_direct_message_becomes_a_mention_that_pings_that_player_alone(world: World) -> None:
    league, _ = ready(world)
    league.admin.slash("config server", announcements=league.server.channel)
    world.discord.close_dms(league.alice.user_id)
    world.pass_time(hours=2, minutes=31)
    world.tick()
    (message,) = announced(league)
    assert message["content"].startswith(f"<@{league.alice.user_id}>, your match starts")
    assert [each["id"] for each in message["mentions"]] == [league.alice.user_id]
    assert reminded(league) == (0, 1)
    assert sorted(notices(world)) == ["direct message", "mention in the announcements channel"]


def test_without_an_announcements_channel_it_is_recorded_that_nobody_was_reached(world: World) -> None:
    league, _ = ready(world)
    world.discord.close_dms(league.alice.user_id)
    world.pass_time(hours=2, minutes=31)
    world.tick()
    assert announced(league) == []
    assert sorted(notices(world)) == ["direct message", "not at all"]
    assert "way not at all" in league.admin.slash("config audit").said


@pytest.mark.parametrize("trouble", ["denied", "deleted"])
def test_an_announcements_channel_that_takes_no_messages_stops_nobody_else(world: World, trouble: str) -> None:
    league, _ = ready(world)
    channel = world.discord.create_channel(league.server.id, "news")["id"]
    league.admin.slash("config server", announcements=channel)
    if trouble == "deleted":
        world.discord.delete_channel(channel)
    else:
        bot = world.discord.credentials()["bot_id"]
        world.discord.set_overwrite(channel, bot, type=1, deny=["SEND_MESSAGES"])
    world.discord.close_dms(league.alice.user_id)
    world.pass_time(hours=2, minutes=31)
    assert reminded(league) == (0, 1)
    assert sorted(notices(world)) == ["direct message", "not at all"]


def test_a_player_who_left_the_server_stops_nobody_else(world: World) -> None:
    league, _ = ready(world)
    world.discord.remove_member(league.server.id, league.alice.user_id)
    world.pass_time(hours=2, minutes=31)
    assert len(reminders(league, league.bob)) == 1
    assert len(notices(world)) == 2


def test_a_failure_of_discords_is_tried_again_and_nothing_is_sent_twice(world: World) -> None:
    league, _ = ready(world)
    world.discord.fail("create_message", status=503)
    world.discord.fail("create_message", nth=2, status=500, when="after")
    world.pass_time(hours=2, minutes=31)
    for _ in range(5):
        world.pass_time(minutes=1)
    assert reminded(league) == (1, 1)
    assert notices(world) == ["direct message", "direct message"]
