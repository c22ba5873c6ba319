"""The time limits of runs: warnings, forfeits by the clock, and who is told of them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock.audit.model import SYSTEM
from paddock.store.item import Table
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World


def running(qualifier: Qualifier, player: Any = None) -> Racer:
    racer = qualifier.draw(player or qualifier.alice)
    racer.ready()
    qualifier.world.discord.advance(10)
    return racer


def instant(racer: Racer, field: str) -> datetime:
    return datetime.fromisoformat(racer.run[field])


def mark(moment: datetime, style: str) -> str:
    return f"<t:{int(moment.timestamp())}:{style}>"


def audited(world: World, action: str) -> list[dict[str, Any]]:
    return [each for each in world.documents(Table.AUDIT) if each["action"] == action]


# -- before the start ----------------------------------------------------------------------------


def test_ten_minutes_before_the_latest_start_the_thread_is_warned_once(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=9)
    assert racer.lines == []
    for _ in range(5):
        world.pass_time(minutes=2)
    (warning,) = racer.lines
    deadline = instant(racer, "start_by")
    assert warning.startswith(f"<@{qualifier.alice.user_id}>, press `Ready` before ")
    assert mark(deadline, "F") in warning
    assert mark(deadline, "R") in warning
    assert racer.run["status"] == "pending"


def test_the_warning_notifies_the_runner_alone(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=11)
    (message,) = [each for each in world.discord.messages(racer.thread) if "before <t:" in each["content"]]
    assert [each["id"] for each in message["mentions"]] == [qualifier.alice.user_id]


def test_a_run_that_is_not_started_in_time_is_forfeited_by_the_clock(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=21)
    assert (racer.run["status"], racer.run["timed_out"]) == ("forfeit", True)
    assert racer.run["ended"] == racer.run["start_by"]
    assert "`Ready` was not pressed before <t:" in racer.lines[-1]
    assert "Forfeit" in str(racer.card["embeds"])
    (entry,) = audited(world, "run.timed out")
    assert (entry["actor"], entry["before"]["status"], entry["after"]["status"]) == (SYSTEM, "pending", "forfeit")


def test_a_chosen_forfeit_is_told_apart_from_a_time_out(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    racer.press("Forfeit")
    racer.player.at(racer.thread).click("Confirm Forfeit")
    world.drain()
    assert racer.run["status"] == "forfeit"
    assert "timed_out" not in racer.run or not racer.run["timed_out"]
    world.pass_time(minutes=21)
    assert audited(world, "run.timed out") == []


def test_whoever_was_timed_out_may_start_the_next_run_and_has_used_a_slot(world: World) -> None:
    qualifier = Qualifier(world)
    first = qualifier.draw(qualifier.alice, "Pool A")
    world.pass_time(minutes=21)
    assert qualifier.draw(qualifier.alice, "Pool B").id != first.id
    assert [slot[2] for slot in qualifier.entrants[0]["slots"]] == ["forfeit", "pending"]


# -- in progress ---------------------------------------------------------------------------------


def test_an_hour_before_the_limit_the_thread_is_warned_once(world: World) -> None:
    qualifier = Qualifier(world)
    racer = running(qualifier)
    world.pass_time(hours=10, minutes=58)
    assert racer.lines == []
    for _ in range(4):
        world.pass_time(minutes=5)
    (warning,) = racer.lines
    assert warning.startswith(f"<@{qualifier.alice.user_id}>, press `Finish` before ")
    assert mark(instant(racer, "finish_by"), "F") in warning
    assert mark(instant(racer, "finish_by"), "R") in warning


def test_a_run_that_reaches_the_limit_is_forfeited_by_the_clock(world: World) -> None:
    qualifier = Qualifier(world)
    racer = running(qualifier)
    world.pass_time(hours=12, minutes=1)
    assert (racer.run["status"], racer.run["timed_out"]) == ("forfeit", True)
    assert racer.run["ended"] == racer.run["finish_by"]
    assert instant(racer, "finish_by") - instant(racer, "started") == timedelta(hours=12)
    assert "the time limit was reached" in racer.lines[-1]
    (entry,) = audited(world, "run.timed out")
    assert (entry["actor"], entry["before"]["status"]) == (SYSTEM, "in_progress")


def test_ready_ends_the_limit_of_the_start(world: World) -> None:
    qualifier = Qualifier(world)
    racer = running(qualifier)
    world.pass_time(minutes=30)
    assert (racer.run["status"], racer.lines) == ("in_progress", [])


def test_a_finished_run_is_neither_warned_nor_forfeited(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.race(qualifier.alice, hours=1)
    world.pass_time(hours=12)
    assert racer.run["status"] == "finished"
    assert len(racer.lines) == 1


def test_a_warning_that_is_out_of_date_when_its_turn_comes_is_not_given(world: World) -> None:
    """The sweep has found it due; then the player finishes before the thread is told."""
    qualifier = Qualifier(world)
    racer = running(qualifier)
    world.discord.advance(11 * 3600 + 60)
    world.discord.fail("create_message", status=503, times=3)
    world.tick()
    racer.finish()
    for _ in range(4):
        world.pass_time(minutes=10)
    assert [line for line in racer.lines if "press `Finish`" in line] == []
    assert any("finished in" in line for line in racer.lines)


# -- what is set ---------------------------------------------------------------------------------


def test_an_async_has_limits_of_its_own(world: World) -> None:
    qualifier = Qualifier(world, start_minutes=60, warning_minutes=5, limit_hours=2, limit_warning_minutes=30)
    racer = qualifier.draw(qualifier.alice)
    assert instant(racer, "start_by") - instant(racer, "opened") == timedelta(minutes=60)
    world.pass_time(minutes=54)
    assert racer.lines == []
    world.pass_time(minutes=2)
    assert len(racer.lines) == 1
    racer.ready()
    world.pass_time(minutes=91)
    assert len(racer.lines) == 2
    world.pass_time(minutes=30)
    assert racer.run["timed_out"]


# -- threads that can't be told ------------------------------------------------------------------


def gone(world: World, racer: Racer) -> None:
    world.discord.delete_channel(racer.thread)


def locked(world: World, racer: Racer) -> None:
    world.discord.set_thread(racer.thread, archived=True, locked=True)


def closed(world: World, racer: Racer) -> None:
    _allow(world, racer, deny="VIEW_CHANNEL SEND_MESSAGES_IN_THREADS")


def _allow(world: World, racer: Racer, **changes: str) -> None:
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(racer.qualifier.channel, bot, type=1, **changes)


UNTELLABLE = pytest.mark.parametrize("spoilt", [gone, locked, closed])


@UNTELLABLE
def test_a_thread_that_can_not_be_told_changes_nothing_about_the_forfeit(world: World, spoilt: Any) -> None:
    qualifier = Qualifier(world)
    racer, other = qualifier.draw(qualifier.alice), qualifier.draw(qualifier.bob)
    spoilt(world, racer)
    world.pass_time(minutes=21)
    for each in (racer, other):
        assert (each.run["status"], each.run["timed_out"]) == ("forfeit", True)
    assert len(audited(world, "run.timed out")) == 2


@UNTELLABLE
def test_whoever_can_not_be_told_in_the_thread_gets_one_direct_message_for_each_piece_of_news(
    world: World, spoilt: Any
) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    spoilt(world, racer)
    for minutes in (11, 5, 5, 5):
        world.pass_time(minutes=minutes)
    warning, timed_out = qualifier.league.dms(qualifier.alice)
    assert "press `Ready` before" in warning
    assert "`Ready` was not pressed before <t:" in timed_out


def test_closed_direct_messages_are_no_error(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.close_dms(qualifier.alice.user_id)
    gone(world, racer)
    world.pass_time(minutes=21)
    assert racer.run["timed_out"]
    assert [each for each in world.documents(Table.JOBS) if each["state"] != "done"] == []


def test_a_thread_that_is_archived_wakes_up_for_the_news(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.set_thread(racer.thread, archived=True)
    world.pass_time(minutes=21)
    assert "`Ready` was not pressed before <t:" in racer.lines[-1]
    assert "Forfeit" in str(racer.card["embeds"])
    assert qualifier.league.dms(qualifier.alice) == []


def test_a_thread_that_can_be_told_costs_no_direct_message(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.draw(qualifier.alice)
    world.pass_time(minutes=11)
    world.pass_time(minutes=10)
    assert qualifier.league.dms(qualifier.alice) == []


def test_a_warning_costs_one_call_to_discord(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.draw(qualifier.alice)
    before = len(world.discord.requests())
    world.pass_time(minutes=11)
    assert len(world.discord.requests()) == before + 1


def test_permissions_that_come_back_find_the_thread_again(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    closed(world, racer)
    world.pass_time(minutes=11)
    _allow(world, racer, allow="VIEW_CHANNEL SEND_MESSAGES_IN_THREADS")
    world.pass_time(minutes=10)
    assert "`Ready` was not pressed before <t:" in racer.lines[-1]
    assert len(qualifier.league.dms(qualifier.alice)) == 1
