"""`/config check`: which permission is missing, where, and how to mend it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import PERMISSIONS, World


def checked(league: League) -> str:
    answer = league.admin.slash("config check")
    assert answer.ephemeral
    league.world.drain()
    return str(answer.said)


def set_up(world: World) -> League:
    league = League(world)
    league.admin.slash("config server", announcements=league.server.channel)
    return league


def test_a_server_with_all_permissions_is_in_order(world: World) -> None:
    assert checked(set_up(world)) == "Check\n✅ Everything is in order."


def test_a_missing_announcements_channel_is_advice(world: World) -> None:
    said = checked(League(world))
    assert "✅ Everything is in order." in said
    assert "No announcements channel is set" in said


@pytest.mark.parametrize("missing", ["CREATE_EVENTS", "EMBED_LINKS", "SEND_MESSAGES"])
def test_the_missing_permission_is_named(world: World, missing: str) -> None:
    league = set_up(world)
    everyone = next(each for each in world.discord.roles(league.server.id) if each["id"] == league.server.id)
    world.discord.set_role(league.server.id, everyone["id"], permissions=["VIEW_CHANNEL", "USE_APPLICATION_COMMANDS"])
    world.discord.set_bot_permissions(league.server.id, PERMISSIONS.replace(missing, "").split())
    said = checked(league)
    assert said.startswith(f"1 permission missing\n❌ **{missing.replace('_', ' ').title()}**")


def test_an_overwrite_of_the_channel_is_seen_and_the_channel_named(world: World) -> None:
    league = set_up(world)
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(league.server.channel, bot, type=1, deny=["SEND_MESSAGES"])
    assert f"❌ **Send Messages** in <#{league.server.channel}>: that channel's Permissions" in checked(league)


def test_a_deleted_announcements_channel_is_told(world: World) -> None:
    league = League(world)
    channel = world.discord.create_channel(league.server.id, "news")["id"]
    league.admin.slash("config server", announcements=channel)
    world.discord.delete_channel(channel)
    assert "set another with `/config server`" in checked(league)


def test_the_link_that_mends_it_asks_for_what_is_needed_in_this_server(world: World) -> None:
    league = set_up(world)
    world.discord.set_bot_permissions(league.server.id, ["VIEW_CHANNEL"])
    answer = league.admin.slash("config check")
    world.drain()
    (button,) = answer.message["components"][0]["components"]
    asked = parse_qs(urlsplit(button["url"]).query)
    assert asked["client_id"] == [world.discord.credentials()["application_id"]]
    assert asked["guild_id"] == [league.server.id]
    assert int(asked["permissions"][0]) == (1 << 10) + (1 << 11) + (1 << 14) + (1 << 44)


def test_a_refused_event_is_remembered_shown_and_forgotten_when_it_is_mended(world: World) -> None:
    league = set_up(world)
    world.discord.set_bot_permissions(league.server.id, ["VIEW_CHANNEL"])
    league.match(league.tournament())
    assert "I lack **Create Events**" in league.admin.slash("config show").said
    world.discord.set_bot_permissions(league.server.id, PERMISSIONS.split())
    assert "✅" in checked(league)
    assert "I lack" not in league.admin.slash("config show").said
    assert world.documents(Table.RECORDS, "SERVER")[0]["troubles"] == []


def test_a_bot_that_was_thrown_out_says_what_to_do(world: World) -> None:
    league = set_up(world)
    answer = league.admin.slash("config check")
    world.discord.kick_bot(league.server.id)
    world.drain()
    assert "Add me again" in answer.said
