"""`/config check`: which permission is missing, where, and how to mend it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from paddock.store.item import Table
from tests.organizations.linked import enter, make_code, two
from tests.support.league import League
from tests.support.qualifier import Qualifier
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


def grant_all_but(league: League, missing: str) -> None:
    """Neither the bot's role nor @everyone has it."""
    discord, server = league.world.discord, league.server.id
    discord.set_role(server, server, permissions=["VIEW_CHANNEL", "USE_APPLICATION_COMMANDS"])
    discord.set_bot_permissions(server, [each for each in PERMISSIONS.split() if each != missing])


@pytest.mark.parametrize("missing", ["CREATE_EVENTS", "EMBED_LINKS", "SEND_MESSAGES"])
def test_the_missing_permission_is_named(world: World, missing: str) -> None:
    league = set_up(world)
    grant_all_but(league, missing)
    said = checked(league)
    assert said.startswith(f"1 permission missing\n❌ **{missing.replace('_', ' ').title()}**")


def test_an_overwrite_of_the_channel_is_seen_and_the_channel_named(world: World) -> None:
    league = set_up(world)
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(league.server.channel, bot, type=1, deny=["SEND_MESSAGES"])
    said = checked(league)
    assert f"❌ **Send Messages** in <#{league.server.channel}>, to reach players whose DMs are closed." in said
    assert "that channel's Permissions: allow me Send Messages." in said


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
    for_matches = (1 << 10) + (1 << 11) + (1 << 14) + (1 << 44)
    for_asyncs = (1 << 15) + (1 << 16) + (1 << 36) + (1 << 38)
    assert int(asked["permissions"][0]) == for_matches + for_asyncs


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


# -- asyncs ------------------------------------------------------------------------------------------------------------

FOR_RUNS = (
    *("View Channel", "Send Messages", "Embed Links", "Attach Files", "Read Message History"),
    *("Create Private Threads", "Send Messages In Threads"),
)


def shut_out(qualifier: Qualifier, channel: str, *permissions: str) -> None:
    bot = qualifier.world.discord.credentials()["bot_id"]
    denied = [each.upper().replace(" ", "_") for each in permissions]
    qualifier.world.discord.set_overwrite(channel, bot, type=1, deny=denied)


def test_an_async_s_channel_in_which_nothing_is_missing_is_in_order(world: World) -> None:
    assert "✅ Everything is in order." in checked(Qualifier(world).league)


@pytest.mark.parametrize("permission", FOR_RUNS)
def test_what_an_async_s_channel_lacks_is_named_with_the_channel_and_who_can_grant_it(
    world: World, permission: str
) -> None:
    qualifier = Qualifier(world)
    shut_out(qualifier, qualifier.channel, permission)
    said = checked(qualifier.league)
    assert said.startswith(f"1 permission missing\n❌ **{permission}** in <#{qualifier.channel}>, for the runs of")
    assert f"allow me {permission}" in said
    assert "Whoever may manage roles in the server can grant that" in said


def test_a_closed_async_needs_nothing(world: World) -> None:
    qualifier = Qualifier(world)
    shut_out(qualifier, qualifier.channel, "Create Private Threads")
    qualifier.admin.slash("async close", {"async": qualifier.id})
    assert "✅ Everything is in order." in checked(qualifier.league)


def test_a_deleted_channel_of_an_async_is_told(world: World) -> None:
    qualifier = Qualifier(world)
    world.discord.delete_channel(qualifier.channel)
    assert "set another with `/async edit` and `channel`" in checked(qualifier.league)


def test_the_link_is_given_where_an_async_needs_what_the_bot_was_never_granted(world: World) -> None:
    qualifier = Qualifier(world)
    grant_all_but(qualifier.league, "CREATE_PRIVATE_THREADS")
    answer = qualifier.admin.slash("config check")
    world.drain()
    (button,) = answer.message["components"][0]["components"]
    assert button["label"] == "Grant what is missing"


def test_an_async_costs_the_check_no_call_but_the_one_that_lists_the_channels(world: World) -> None:
    qualifier = Qualifier(world)
    for number in range(2):
        other = world.discord.create_channel(qualifier.server.id, f"other-{number}")["id"]
        qualifier.admin.slash("async create", name=f"Other {number}", channel=other)
    before = len(world.discord.requests())
    checked(qualifier.league)
    made = [each["operation"] for each in world.discord.requests()[before:] if "webhook" not in each["operation"]]
    assert made == ["get_my_user", "get_guild", "get_guild_member", "list_guild_channels"]


# -- several servers ---------------------------------------------------------------------------------------------------


def lines(said: str) -> list[str]:
    return said.splitlines()


def linked(world: World) -> tuple[League, League]:
    first, second = two(world)
    first.admin.slash("config server", announcements=first.server.channel)
    return first, second


def test_every_server_is_checked_from_each_of_them(world: World) -> None:
    leagues = linked(world)
    for league in leagues:
        assert lines(checked(league)) == ["Check", "✅ **league**", "✅ **league**"]


def test_what_another_server_lacks_is_told_with_the_link_that_mends_it_there(world: World) -> None:
    first, second = linked(world)
    world.discord.set_bot_permissions(second.server.id, ["VIEW_CHANNEL"])
    answer = first.admin.slash("config check")
    world.drain()
    assert lines(answer.said)[:2] == ["1 permission missing", "**league**"]
    assert lines(answer.said)[2].startswith("❌ **Create Events** in the server, to show matches as events.")
    (button,) = answer.message["components"][0]["components"]
    assert button["label"] == "Grant in league"
    assert parse_qs(urlsplit(button["url"]).query)["guild_id"] == [second.server.id]


def test_a_channel_whose_own_settings_shut_the_bot_out_is_told_without_a_link_that_would_not_help(world: World) -> None:
    first, _ = linked(world)
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(first.server.channel, bot, type=1, deny=["SEND_MESSAGES"])
    answer = first.admin.slash("config check")
    world.drain()
    assert "that channel's Permissions: allow me Send Messages." in answer.said
    assert answer.message["components"] == []


def test_the_crew_channel_is_checked_in_its_own_server(world: World) -> None:
    first, second = linked(world)
    second.admin.slash("config server", crew_channel=second.server.channel)
    world.drain()
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(second.server.channel, bot, type=1, deny=["EMBED_LINKS"])
    told = f"❌ **Embed Links** in <#{second.server.channel}>, to list the matches that lack crew."
    assert told in checked(first)


def test_a_server_without_the_bot_is_one_line_and_the_others_are_checked(world: World) -> None:
    first, second = linked(world)
    world.discord.kick_bot(second.server.id)
    told = lines(checked(first))
    assert told[0] == "Check"
    assert "Add me again" in told[2]
    assert told[3:] == ["✅ **league**", "Grant in league"]


def test_a_server_about_which_discord_is_silent_is_one_line_and_the_others_are_checked(world: World) -> None:
    first, _ = linked(world)
    world.discord.fail("get_guild", nth=1, status=503)
    told = lines(checked(first))
    assert told[2:] == ["⚠️ Discord gave no answer about this server. Check again in a minute.", "✅ **league**"]


def test_while_discord_is_silent_about_all_of_them_the_check_is_tried_again(world: World) -> None:
    first, _ = linked(world)
    world.discord.fail("get_guild", nth=1, times=6, status=503)
    answer = first.admin.slash("config check")
    world.drain()
    assert "I keep trying" in answer.said
    world.pass_time(minutes=2)
    assert lines(answer.said) == ["Check", "✅ **league**", "✅ **league**"]


def test_troubles_are_settled_in_every_server(world: World) -> None:
    first, second = linked(world)
    world.discord.set_bot_permissions(second.server.id, ["VIEW_CHANNEL"])
    first.match(first.tournament())
    assert "I lack **Create Events**" in second.admin.slash("config show").said
    world.discord.set_bot_permissions(second.server.id, PERMISSIONS.split())
    checked(first)
    assert [each["troubles"] for each in world.documents(Table.RECORDS, "SERVER")] == [[], []]


def test_a_server_to_which_the_bot_has_come_back_is_served_again(world: World) -> None:
    first, second = linked(world)
    world.discord.kick_bot(second.server.id)
    first.match(first.tournament())
    assert sorted(each["paused"] for each in world.documents(Table.RECORDS, "SERVER")) == [False, True]
    world.discord.install_bot(second.server.id, PERMISSIONS.split())
    checked(first)
    assert [each["paused"] for each in world.documents(Table.RECORDS, "SERVER")] == [False, False]


def test_ten_servers_are_checked_and_each_that_lacks_something_has_its_link(world: World) -> None:
    first = League(world)
    for number in range(9):
        other = League(world, f"{number}-")
        enter(other, make_code(first))
        world.discord.set_bot_permissions(other.server.id, ["VIEW_CHANNEL"])
    world.drain()
    answer = first.admin.slash("config check")
    world.drain()
    assert answer.said.startswith("9 permissions missing")
    urls = [each["url"] for row in answer.message["components"] for each in row["components"]]
    assert len({parse_qs(urlsplit(url).query)["guild_id"][0] for url in urls}) == 9
