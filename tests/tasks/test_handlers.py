"""`/config tasks`: what runs by itself, run now, switched off and on."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League, card, labels
from tests.support.world import World

EVENTS, REMINDERS = "discord_events_sync", "match_reminders"


def manage(league: League, task: str, action: str) -> Any:
    answer = league.admin.slash("config tasks", task=task, action=action)
    league.world.drain()
    return answer


def reminders(league: League) -> list[str]:
    """What alice was told of starts."""
    return [each for each in league.dms(league.alice) if "starts <t:" in each]


def test_all_tasks_are_shown_with_what_they_do_and_when(world: World) -> None:
    shown = League(world).admin.slash("config tasks")
    assert shown.ephemeral
    for task in (EVENTS, "speedgaming_import", REMINDERS):
        assert f"**{task}**" in shown.said


def test_one_task_is_shown_with_buttons(world: World) -> None:
    shown = manage(League(world), EVENTS, "status")
    assert card(shown)["title"] == EVENTS
    assert labels(shown) == ["Run now", "Disable"]


def test_an_action_needs_a_task(world: World) -> None:
    assert "name the task to run" in League(world).admin.slash("config tasks", action="run").said


@pytest.mark.parametrize(("option", "value"), [("task", "rm -rf"), ("action", "explode")])
def test_what_is_not_on_the_list_is_refused(world: World, option: str, value: str) -> None:
    assert f"`{option}`: choose one of" in League(world).forge("config tasks", **{option: value})


@pytest.mark.parametrize("task", [EVENTS, "speedgaming_import", REMINDERS])
def test_a_task_is_switched_off_and_on(world: World, task: str) -> None:
    league = League(world)
    off = manage(league, task, "disable")
    assert "The task is disabled." in off.said
    assert labels(off) == ["Run now", "Enable"]
    assert "Switched off" in league.admin.slash("config tasks").said
    on = manage(league, task, "enable")
    assert "The task is enabled." in on.said
    assert "Switched off" not in league.admin.slash("config tasks").said


def test_buttons_do_the_same(world: World) -> None:
    league = League(world)
    shown = manage(league, EVENTS, "status")
    league.admin.click("Disable")
    assert labels(shown) == ["Run now", "Enable"]
    league.admin.click("Enable")
    assert labels(shown) == ["Run now", "Disable"]
    ran = league.admin.click("Run now")
    world.drain()
    assert card(ran)["title"] == f"{EVENTS} ran"


def test_switching_off_what_is_off_changes_nothing(world: World) -> None:
    league = League(world)
    manage(league, EVENTS, "disable")
    before = world.documents(Table.AUDIT)
    manage(league, EVENTS, "disable")
    assert world.documents(Table.AUDIT) == before


def test_the_hourly_comparison_mends_what_somebody_changed_by_hand(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    world.discord.set_event(league.server.id, league.event["id"], name="vandalised")
    world.sync()
    assert league.event["name"] == "WINTER-OPEN - alice vs bob"


def test_a_comparison_that_is_off_does_not_run_by_itself_but_by_hand(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    manage(league, EVENTS, "disable")
    world.discord.set_event(league.server.id, league.event["id"], name="vandalised")
    world.sync()
    assert league.event["name"] == "vandalised"
    assert "1 update" in manage(league, EVENTS, "run").said
    assert league.event["name"] == "WINTER-OPEN - alice vs bob"


def test_a_run_is_kept_in_the_history(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    assert "1 right" in manage(league, EVENTS, "run").said
    assert "1 right" in manage(league, EVENTS, "status").said
    assert "Ran <t:" in league.admin.slash("config tasks").said


def test_an_unchanged_comparison_leaves_no_trace(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    before = world.documents(Table.RECORDS, "TASK#")
    world.sync()
    assert world.documents(Table.RECORDS, "TASK#") == before


def test_reminders_that_are_off_are_not_sent(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    manage(league, REMINDERS, "disable")
    world.pass_time(minutes=31)
    assert reminders(league) == []


def test_a_reminder_that_was_due_while_they_were_off_is_sent_when_they_are_on_again(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    manage(league, REMINDERS, "disable")
    world.pass_time(minutes=31)
    manage(league, REMINDERS, "enable")
    assert len(reminders(league)) == 1


def test_running_reminders_by_hand_reminds_nobody_twice(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(minutes=31)
    assert "1 planned" in manage(league, REMINDERS, "run").said
    assert len(reminders(league)) == 1


def test_a_server_that_refuses_is_told_in_the_report(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    world.discord.fail(
        "list_guild_scheduled_events", status=403, body={"code": 50013, "message": "Missing Permissions"}
    )
    assert "1 failed" in manage(league, EVENTS, "run").said
