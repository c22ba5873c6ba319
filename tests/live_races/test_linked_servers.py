"""A live race may be run in a server that is linked to its async's; as long as it is, that server does not part."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.live_races.scene import START
from tests.organizations.linked import organization_of, two
from tests.support.league import League
from tests.support.qualifier import Qualifier
from tests.support.world import World
from tests.twins.together import COMMIT, just_before

HELD_BACK = "A live race is ahead or being run in that server"


class Abroad:
    """An async of the first server, and a race of it in the second one's channel."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first, self.second = two(world)
        self.qualifier = Qualifier(world, pools=1, permalinks=0, league=self.first)
        self.qualifier.add_permalink("Pool A", "https://example.org/live", live=True)
        self.alice, self.bob = self.second.alice, self.second.bob

    def open(self) -> None:
        asked = {"async": self.qualifier.id, "pool": "Pool A", "when": START}
        self.second.admin.slash("async live", asked)
        self.world.drain()

    def press(self, who: Any, label: str) -> Any:
        messages = self.world.discord.messages(self.second.server.channel)
        shown = [each for each in messages if each["components"] and not each["flags"]]
        outcome = who.click(label, message=shown[-1])
        self.world.drain()
        return outcome

    def start(self) -> None:
        self.world.discord.set_time("2037-11-23T13:00:00+00:00")
        self.world.tick()

    def unlink(self, by: League | None = None) -> str:
        return str((by or self.first).admin.slash("config unlink", server=self.second.server.id).said)

    @property
    def is_linked(self) -> bool:
        return organization_of(self.world, self.second) == self.first.server.id


@pytest.fixture
def abroad(world: World) -> Abroad:
    abroad = Abroad(world)
    abroad.open()
    return abroad


@pytest.mark.parametrize("by", ["first", "second"])
def test_a_server_with_a_race_ahead_is_not_parted(abroad: Abroad, by: str) -> None:
    said = abroad.unlink(getattr(abroad, by))
    assert HELD_BACK in said
    assert "Cancel it first, with `Manage` on its card" in said
    assert abroad.is_linked


def test_a_server_with_a_race_that_goes_on_is_not_parted_until_everybody_is_done(abroad: Abroad) -> None:
    abroad.press(abroad.alice, "Join")
    abroad.press(abroad.bob, "Join")
    abroad.start()
    assert HELD_BACK in abroad.unlink()
    abroad.press(abroad.alice, "Finish")
    assert HELD_BACK in abroad.unlink()
    abroad.press(abroad.bob, "Finish")
    assert "stands on its own again" in abroad.unlink()


def test_a_run_that_nobody_ends_holds_its_server_back_no_longer_than_its_limit(abroad: Abroad) -> None:
    abroad.press(abroad.alice, "Join")
    abroad.start()
    abroad.world.pass_time(hours=11)
    assert HELD_BACK in abroad.unlink()
    abroad.world.pass_time(hours=1, minutes=1)
    assert "stands on its own again" in abroad.unlink()


def test_a_cancelled_race_holds_nobody_back(abroad: Abroad) -> None:
    manage = abroad.press(abroad.second.admin, "Manage").message
    abroad.second.admin.click("Cancel Race", message=manage)
    abroad.second.admin.click("Confirm Cancel")
    assert "stands on its own again" in abroad.unlink()


def test_a_race_that_nobody_joined_holds_its_server_back_until_it_starts(abroad: Abroad) -> None:
    assert HELD_BACK in abroad.unlink()
    abroad.start()
    assert "stands on its own again" in abroad.unlink()


def test_a_race_whose_card_can_t_be_shown_any_more_holds_its_server_back_no_longer(abroad: Abroad) -> None:
    abroad.press(abroad.alice, "Join")
    abroad.start()
    run = str(abroad.world.documents(Table.RECORDS, "RUN")[0]["id"])
    server = abroad.second.server
    abroad.world.discord.set_overwrite(server.channel, server.id, type=0, deny="VIEW_CHANNEL")
    abroad.first.admin.slash("async disqualify", run=run, reason="was not there")
    abroad.world.drain()
    assert "stands on its own again" in abroad.unlink()


def test_a_race_in_another_server_holds_nobody_back(world: World) -> None:
    abroad = Abroad(world)
    asked = {"async": abroad.qualifier.id, "pool": "Pool A", "when": START, "channel": abroad.first.server.channel}
    abroad.first.admin.slash("async live", asked)
    world.drain()
    assert "stands on its own again" in abroad.unlink()


def test_a_race_that_is_opened_while_its_server_parts_holds_it_back(world: World) -> None:
    abroad = Abroad(world)
    with just_before(world, COMMIT, abroad.open):
        said = abroad.unlink()
    assert HELD_BACK in said
    assert abroad.is_linked


def test_a_server_that_parts_while_a_race_is_opened_there_gets_none(world: World) -> None:
    abroad = Abroad(world)
    with just_before(world, COMMIT, abroad.unlink):
        abroad.open()
    assert not abroad.is_linked
    assert world.documents(Table.RECORDS, "LIVE#") == []


def test_an_async_that_gets_a_channel_in_a_server_that_parts_holds_it_back(world: World) -> None:
    abroad = Abroad(world)
    asked = {"name": "Other", "channel": abroad.second.server.channel}
    with just_before(world, COMMIT, lambda: abroad.second.admin.slash("async create", asked)):
        said = abroad.unlink()
    assert "Asyncs are run in channels of that server" in said
    assert abroad.is_linked
