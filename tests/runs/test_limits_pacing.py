"""Many runs whose time is up in one minute: Discord's limits are on, count in real seconds, and no call is wasted."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from functions.timeouts.app import handler as timeouts
from paddock.ids import OrganizationId, RunId
from paddock.live_races.asks import of_race
from paddock.runs.asks import LANES, News, TellThread
from paddock.store.item import Table
from tests.live_races.scene import Scene
from tests.notices.test_pacing import work_off
from tests.support.qualifier import Qualifier
from tests.support.world import World

RUNS = 12
SEND, EDIT = "/channels/{channel_id}/messages", "/channels/{channel_id}/messages/{message_id}"
RETIRE = "/channels/{channel_id}"
MOST_HELD = 1.5
"""Seconds that a lane may stand still."""


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [(11, {SEND: RUNS}), (21, {SEND: RUNS, EDIT: RUNS, RETIRE: RUNS})],
    ids=["warnings", "forfeits"],
)
def test_all_threads_are_told_and_no_call_is_refused_or_made_in_vain(
    world: World, minutes: int, wanted: dict[str, int]
) -> None:
    qualifier = Qualifier(world)
    racers = [qualifier.draw(world.add_player(qualifier.server, f"player{number}")) for number in range(RUNS)]
    before = len(world.discord.requests())
    world.limit_calls()
    world.discord.advance(minutes * 60)
    timeouts({"time": world.now.isoformat()}, None)
    work_off()
    calls = world.discord.requests()[before:]
    assert world.discord.rate_limit_report()["sent_429"] == []
    assert Counter(each["route"] for each in calls) == wanted
    assert [len(each.lines) for each in racers] == [1] * RUNS


def test_one_organization_s_runs_are_spread_over_the_lanes_and_each_stays_in_its_own() -> None:
    now = datetime(2037, 11, 23, tzinfo=UTC)
    ids = [RunId(str(1_500_000_000_000_000_000 + (number << 22))) for number in range(1000)]

    def lanes(news: News) -> list[str]:
        told = (TellThread(organization=OrganizationId("1"), run=each, news=news, at=now) for each in ids)
        return [each.group for each in told]

    assert lanes(News.START_NEAR) == lanes(News.TIMED_OUT), "a run's warning and its forfeit are told in order"
    assert max(Counter(lanes(News.START_NEAR)).values()) < 1.5 * len(ids) / LANES


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 429, "seconds": 0.01, "scope": "user"}], ids=str)
def test_a_thread_that_is_in_trouble_holds_up_no_other_of_its_lane(world: World, answer: dict[str, Any]) -> None:
    qualifier = Qualifier(world)
    racers = [qualifier.draw(each) for each in (qualifier.alice, qualifier.bob)]
    before = len(world.discord.requests())
    world.discord.fail("create_message", **answer)
    world.discord.advance(11 * 60)
    timeouts({"time": world.now.isoformat()}, None)
    seconds = work_off()
    calls = world.discord.requests()[before:]
    assert [each["status"] for each in calls] == [answer["status"], 200]
    assert len({each["path"] for each in calls}) == len(racers)
    assert seconds < MOST_HELD
    world.pass_time(minutes=1)
    assert [len(each.lines) for each in racers] == [1, 1]


def test_a_thread_s_own_limit_holds_up_no_other_of_its_lane(world: World) -> None:
    qualifier = Qualifier(world)
    racers = [qualifier.draw(each) for each in (qualifier.alice, qualifier.bob)]
    world.discord.set_rate_limit("create_message", limit=1, per=300)
    world.limit_calls()
    world.discord.advance(11 * 60)
    timeouts({"time": world.now.isoformat()}, None)
    assert work_off() < MOST_HELD
    assert [len(each.lines) for each in racers] == [1, 1]


def test_what_a_race_s_channel_is_told_waits_for_that_channel_alone(world: World) -> None:
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice)
    scene.reach_start()
    world.pass_time(hours=11)
    groups = [each["group"] for each in world.documents(Table.JOBS) if each["kind"] == TellThread.kind]
    assert groups == [of_race(scene.race["id"])]
