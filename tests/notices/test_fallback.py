"""Who can't be written to is mentioned in an announcements channel: in the first that takes it."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.organizations.linked import code_from, enter
from tests.support.league import League
from tests.support.world import World

SEND = "create_message"
DENIED = {"code": 50013, "message": "Missing Permissions"}
TOO_LONG = {"code": 50035, "message": "Invalid Form Body"}
TOO_FAST = {"code": 40003, "message": "You are opening direct messages too fast"}


class Two:
    """Servers of one organization, each with its announcements channel; alice takes no messages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.league, self.other = League(world), League(world, "other-")
        enter(self.other, code_from(self.league.admin))
        for each in (self.league, self.other):
            each.admin.slash("config server", announcements=each.server.channel)
        self.tournament = self.league.tournament(scheduled_events=False)
        world.discord.close_dms(self.league.alice.user_id)

    def deny(self, *leagues: League, allow: bool = False) -> None:
        bot = self.world.discord.credentials()["bot_id"]
        for each in leagues:
            denied: list[str] = [] if allow else ["SEND_MESSAGES"]
            self.world.discord.set_overwrite(each.server.channel, bot, type=1, deny=denied)

    def mentions(self) -> list[int]:
        return [len(_mentions(self.world, each)) for each in (self.league, self.other)]

    def troubles(self) -> list[list[tuple[str, str]]]:
        found = {each["guild"]: each["troubles"] for each in self.world.documents(Table.RECORDS, "SERVER")}
        servers = (found[each.server.id] for each in (self.league, self.other))
        return [[(trouble["kind"], trouble["where"]) for trouble in each] for each in servers]


def _mentions(world: World, league: League) -> list[dict[str, Any]]:
    found = world.discord.messages(league.server.channel, ephemeral=False)
    return [each for each in found if each["mentions"]]


def ways(world: World, person: Any) -> list[str]:
    found = world.documents(Table.RECORDS, f"NOTICE#{person.user_id}#")
    return [each["way"] for each in sorted(found, key=lambda each: str(each["mark"]))]


ANNOUNCED, NOT = "mention in the announcements channel", "not at all"


# -- the announcements channels -------------------------------------------------------------------------------------


def test_where_one_announcements_channel_refuses_another_server_s_is_used(world: World) -> None:
    two = Two(world)
    two.deny(two.league)
    two.league.match(two.tournament)
    assert two.mentions() == [0, 1]
    assert ways(world, two.league.alice) == [ANNOUNCED]
    assert two.troubles() == [[("SEND_MESSAGES", "announcements")], []]


def test_a_channel_that_refused_is_asked_last_and_relieved_once_it_takes_one(world: World) -> None:
    two = Two(world)
    two.deny(two.league)
    match = two.league.match(two.tournament)
    asked = len(world.discord.requests(SEND))
    two.league.edit(match, when="in 5 hours")
    assert [each["status"] for each in world.discord.requests(SEND)[asked:]].count(403) == 0
    two.deny(two.other)
    two.deny(two.league, allow=True)
    two.league.edit(match, when="in 6 hours")
    assert two.mentions() == [1, 2]
    assert two.troubles() == [[], [("SEND_MESSAGES", "announcements")]]


def test_where_no_channel_takes_it_that_is_recorded(world: World) -> None:
    two = Two(world)
    two.deny(two.league, two.other)
    two.league.match(two.tournament)
    assert (two.mentions(), ways(world, two.league.alice)) == ([0, 0], [NOT])


def test_whatever_an_announcements_channel_refuses_for_the_notice_is_kept_as_not_told(world: World) -> None:
    league = League(world)
    league.admin.slash("config server", announcements=league.server.channel)
    world.discord.close_dms(league.alice.user_id)
    world.discord.fail(SEND, nth=2, status=400, body=TOO_LONG)
    league.match(league.tournament(scheduled_events=False))
    assert ways(world, league.alice) == [NOT]
    assert {each["state"] for each in world.documents(Table.JOBS, "tell.")} == {"done"}


@pytest.mark.parametrize("status", [400, 403])
@pytest.mark.parametrize("call", ["create_dm", SEND])
def test_too_many_direct_messages_are_mentions_whatever_the_status(world: World, call: str, status: int) -> None:
    league = League(world)
    league.admin.slash("config server", announcements=league.server.channel)
    world.discord.fail(call, status=status, body=TOO_FAST)
    league.match(league.tournament(scheduled_events=False))
    everybody = [*ways(world, league.alice), *ways(world, league.bob)]
    assert sorted(everybody) == ["direct message", ANNOUNCED]
    assert len(_mentions(world, league)) == 1


# -- messages that are closed ---------------------------------------------------------------------------------------


def closed(world: World) -> tuple[League, str]:
    """A league whose alice takes no messages, as is known, and a match."""
    league = League(world)
    league.admin.slash("config server", announcements=league.server.channel)
    look(league)
    world.discord.close_dms(league.alice.user_id)
    return league, league.match(league.tournament(scheduled_events=False))


def refusals(world: World) -> int:
    return [each["status"] for each in world.discord.requests(SEND)].count(403)


def test_whose_messages_are_closed_is_not_tried_again_that_day(world: World) -> None:
    league, match = closed(world)
    league.edit(match, when="in 5 hours")
    league.edit(match, when="in 6 hours")
    assert refusals(world) == 1
    assert ways(world, league.alice) == [ANNOUNCED] * 3
    assert len(_mentions(world, league)) == 3


def test_after_a_day_they_are_tried_again(world: World) -> None:
    league, match = closed(world)
    world.discord.close_dms(league.alice.user_id, closed=False)
    world.pass_time(hours=25)
    league.edit(match, when="in 5 hours")
    assert len(league.dms(league.alice)) == 1


def look(league: League) -> None:
    league.alice.slash("me notifications")


def switch(league: League) -> None:
    league.alice.slash("me notifications", kind="crew", on=False)


def press(league: League) -> None:
    league.alice.click("Switch crew off")


@pytest.mark.parametrize("use", [look, switch, press])
def test_whoever_looks_after_their_notifications_is_tried_again_at_once(world: World, use: Any) -> None:
    league, match = closed(world)
    world.discord.close_dms(league.alice.user_id, closed=False)
    use(league)
    league.edit(match, when="in 5 hours")
    assert len(league.dms(league.alice)) == 1
    assert refusals(world) == 1


def test_looking_after_one_s_notifications_costs_one_write_at_most(world: World) -> None:
    league, _ = closed(world)
    with world.counted() as calls:
        switch(league)
    assert calls.count("TransactWriteItems") == 1
    with world.counted() as calls:
        look(league)
    assert calls.count("TransactWriteItems") == 0
