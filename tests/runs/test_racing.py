"""The buttons of a run's card: the countdown, the clock, the finish, the forfeit, and who may press what when."""

import json
from typing import Any

import pytest

from paddock.store.item import Table
from tests.organizations.linked import enter, make_code
from tests.support.league import League
from tests.support.payloads import a_press
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    return Qualifier(world)


@pytest.fixture
def racer(qualifier: Qualifier) -> Racer:
    """Before `Ready`."""
    return qualifier.draw(qualifier.alice)


@pytest.fixture
def runner(racer: Racer) -> Racer:
    """Started a minute ago."""
    start(racer)
    racer.world.pass_time(minutes=1)
    return racer


def start(racer: Racer) -> None:
    racer.ready()
    racer.world.discord.advance(10)


def text(message: dict[str, Any]) -> str:
    return str(message["embeds"][0]["description"])


def labels(racer: Racer) -> list[str]:
    return [each["label"] for row in racer.card["components"] for each in row["components"]]


def forfeit(racer: Racer) -> Any:
    racer.press("Forfeit")
    outcome = racer.player.at(racer.thread).click("Confirm Forfeit")
    racer.world.drain()
    return outcome


# -- Ready ---------------------------------------------------------------------------------------


def test_ready_shows_the_start_as_a_countdown(racer: Racer) -> None:
    outcome = racer.press("Ready")
    started = int(racer.world.now.timestamp()) + 10
    assert any(f"Starts <t:{at}:R>" in text(outcome.message) for at in (started - 1, started))
    assert labels(racer) == ["Finish", "Forfeit", "Get Timer"]


def test_go_is_drawn_once_the_instant_is_past(racer: Racer) -> None:
    racer.ready()
    assert "GO" not in text(racer.card)
    racer.world.pass_time(seconds=12)
    assert "**GO!**" in text(racer.card)


def test_the_clock_needs_no_process_that_lives_through_the_countdown(racer: Racer) -> None:
    """The job that draws `GO` never runs: the start is where it was."""
    racer.press("Ready")
    racer.world.discord.advance(70)
    assert racer.press("Finish").kind
    assert 59_000 < racer.run["milliseconds"] < 63_000


def test_the_time_is_from_the_start_instant_and_not_from_the_click_on_ready(racer: Racer) -> None:
    ready = racer.press("Ready")
    racer.world.discord.advance(100)
    finish = racer.press("Finish")
    between = (int(finish.id) >> 22) - (int(ready.id) >> 22)
    assert racer.run["milliseconds"] == between - 10_000


def test_ready_after_the_deadline_is_refused_though_no_sweep_ran(racer: Racer) -> None:
    racer.world.discord.advance(20 * 60 + 1)
    assert "latest start" in racer.press("Ready").said
    assert racer.run["status"] == "pending"


def test_finish_before_the_start_is_refused(racer: Racer) -> None:
    racer.press("Ready")
    assert "can't be over before" in racer.press("Finish").said
    assert racer.run["status"] == "in_progress"


def test_a_second_ready_moves_no_start(racer: Racer) -> None:
    card = racer.card
    racer.ready()
    started = racer.run["started"]
    said = press_old(racer, card, "Ready")
    assert "in progress" in said
    assert racer.run["started"] == started


def press_old(racer: Racer, card: dict[str, Any], label: str, **changes: Any) -> str:
    """A button of a card that looks different by now, as a slow client still shows it."""
    buttons = [each for row in card["components"] for each in row["components"]]
    (custom_id,) = [each["custom_id"] for each in buttons if each["label"] == label]
    now = racer.world.now
    sent = {"guild": racer.qualifier.server.id, "user": racer.player.user_id, "channel_id": racer.thread, "now": now}
    status, _, answer, _ = racer.player.deliver(json.dumps(a_press(custom_id, **{**sent, **changes})))
    assert status == 200
    return str(json.loads(answer)["data"]["content"])


# -- Finish --------------------------------------------------------------------------------------


def test_the_finish_is_announced_in_the_thread(runner: Racer) -> None:
    runner.world.pass_time(hours=1, minutes=1, seconds=5)
    runner.finish()
    assert runner.lines[-1] == f"<@{runner.player.user_id}> finished in **1:02:05**."


def test_after_the_finish_the_player_may_tell_of_it(runner: Racer) -> None:
    runner.finish()
    assert labels(runner) == ["Submit VOD & Notes", "Flag for Review", "Get Timer"]


def test_finish_after_the_limit_is_refused_though_no_sweep_ran(runner: Racer) -> None:
    runner.world.discord.advance(12 * 3600)
    assert "time limit was reached" in runner.press("Finish").said
    assert runner.run["status"] == "in_progress"


def test_a_second_finish_changes_no_time(runner: Racer) -> None:
    card = runner.card
    runner.finish()
    first = runner.run
    runner.world.pass_time(minutes=5)
    assert press_old(runner, card, "Finish") == "This run is finished."
    assert runner.run == first


def test_the_same_finish_delivered_twice_is_one(runner: Racer) -> None:
    outcome = runner.press("Finish")
    first = runner.run
    runner.player.deliver(json.dumps(outcome.payload))
    runner.world.drain()
    assert runner.run["milliseconds"] == first["milliseconds"]
    assert len(runner.lines) == 1


# -- Forfeit -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["pending", "in_progress"])
def test_a_forfeit_is_asked_about_once_more_and_told_in_public(racer: Racer, status: str) -> None:
    if status == "in_progress":
        start(racer)
    question = racer.press("Forfeit")
    assert question.ephemeral
    assert racer.run["status"] == status
    racer.player.at(racer.thread).click("Confirm Forfeit")
    racer.world.drain()
    assert (racer.run["status"], racer.run["timed_out"]) == ("forfeit", False)
    assert racer.lines == [f"<@{racer.player.user_id}> has forfeited this run."]
    assert "**Forfeit**" in text(racer.card)


def test_whoever_thinks_better_of_a_forfeit_goes_on(runner: Racer) -> None:
    runner.press("Forfeit")
    cancelled = runner.player.at(runner.thread).click("Cancel")
    assert cancelled.said == "Nothing was forfeited."
    runner.finish()
    assert runner.run["status"] == "finished"


def test_a_forfeit_scores_nothing_at_once(runner: Racer) -> None:
    forfeit(runner)
    board = runner.qualifier.admin.slash("async runs", {"async": runner.qualifier.id})
    assert "forfeit · 0.00" in board.said


@pytest.mark.parametrize(("seconds", "forfeited"), [(59, True), (62, False)])
def test_the_question_holds_for_sixty_seconds(runner: Racer, seconds: int, forfeited: bool) -> None:
    runner.press("Forfeit")
    runner.world.discord.advance(seconds)
    said = runner.player.at(runner.thread).click("Confirm Forfeit").said
    assert (runner.run["status"] == "forfeit") is forfeited
    assert ("more than a minute ago" in said) is not forfeited


def test_a_forfeit_that_is_confirmed_after_the_finish_takes_nothing(runner: Racer) -> None:
    runner.press("Forfeit")
    runner.finish()
    assert runner.player.at(runner.thread).click("Confirm Forfeit").said == "This run is finished."
    assert runner.run["status"] == "finished"


# -- Get Timer -----------------------------------------------------------------------------------


def test_elsewhere_than_in_the_thread_the_timer_is_its_player_s(runner: Racer) -> None:
    runner.finish()
    league, channel = runner.qualifier.league, runner.qualifier.channel
    asked = {"channel": channel, "permissions": 0, "now": runner.world.now}
    said = league.press(f"run.timer:{runner.id}", user=runner.qualifier.bob.user_id, **asked)
    assert said == "That is somebody else's run; only they can do this."
    assert "Final" in league.press(f"run.timer:{runner.id}", user=runner.player.user_id, **asked)


def test_the_timer_is_live_while_running_and_final_afterwards(runner: Racer) -> None:
    runner.world.pass_time(hours=1)
    live = runner.press("Get Timer")
    assert live.ephemeral
    assert "On the clock: **1:01:0" in live.said
    runner.finish()
    runner.world.pass_time(hours=3)
    assert "Final: **1:01:0" in runner.press("Get Timer").said


def test_anyone_in_the_thread_gets_the_timer(runner: Racer) -> None:
    runner.world.discord.join_thread(runner.thread, runner.qualifier.bob.user_id)
    assert "On the clock" in runner.press("Get Timer", runner.qualifier.bob).said


def test_the_timer_counts_down_before_the_start(racer: Racer) -> None:
    racer.press("Ready")
    assert "Starts <t:" in racer.press("Get Timer").said


def test_the_timer_stands_still_when_the_time_is_up_though_no_sweep_ran(runner: Racer) -> None:
    runner.world.discord.advance(13 * 3600)
    assert "Final: **12:00:00** (forfeit)" in runner.press("Get Timer").said


# -- the wrong person, place and order -----------------------------------------------------------


@pytest.mark.parametrize("label", ["Ready", "Forfeit"])
def test_nobody_else_presses_for_the_runner(racer: Racer, label: str) -> None:
    """Whoever manages threads sees every private one."""
    assert "somebody else's run" in press_old(racer, racer.card, label, user=racer.qualifier.bob.user_id)
    assert racer.run["status"] == "pending"


def test_nobody_else_finishes_for_the_runner_and_no_admin_either(runner: Racer) -> None:
    for somebody in (runner.qualifier.bob, runner.qualifier.admin):
        said = press_old(runner, runner.card, "Finish", user=somebody.user_id, permissions=1 << 3)
        assert "somebody else's run" in said
    assert runner.run["status"] == "in_progress"


def test_nobody_else_confirms_the_runner_s_forfeit(runner: Racer) -> None:
    question = runner.press("Forfeit").message
    said = press_old(runner, question, "Confirm Forfeit", user=runner.qualifier.bob.user_id)
    assert "somebody else's run" in said
    assert runner.run["status"] == "in_progress"


@pytest.mark.parametrize("label", ["Ready", "Forfeit"])
def test_an_old_card_does_nothing_to_a_finished_run(racer: Racer, label: str) -> None:
    card = racer.card
    start(racer)
    racer.finish()
    before = racer.run
    assert press_old(racer, card, label) == "This run is finished."
    assert racer.run == before


def test_from_another_server_a_run_is_not_found(runner: Racer) -> None:
    elsewhere = League(runner.world, "other-")
    assert "can't find that run" in press_old(runner, runner.card, "Finish", guild=elsewhere.server.id)
    assert "can't find that run" in press_old(runner, runner.card, "Get Timer", guild=elsewhere.server.id)
    assert runner.run["status"] == "in_progress"


def test_from_a_linked_server_the_runner_s_own_button_still_works(runner: Racer) -> None:
    """It is the same organization, and the same person."""
    linked = League(runner.world, "linked-")
    enter(linked, make_code(runner.qualifier.league))
    press_old(runner, runner.card, "Finish", guild=linked.server.id)
    assert runner.run["status"] == "finished"


def test_an_async_that_is_closed_lets_open_runs_finish(runner: Racer) -> None:
    runner.qualifier.admin.slash("async close", {"async": runner.qualifier.id})
    runner.finish()
    assert runner.run["status"] == "finished"


def test_an_async_that_is_closed_lets_a_drawn_run_start(racer: Racer) -> None:
    racer.qualifier.admin.slash("async close", {"async": racer.qualifier.id})
    start(racer)
    assert racer.run["status"] == "in_progress"


def test_a_permalink_that_is_taken_out_ends_no_run(runner: Racer) -> None:
    taken = {"async": runner.qualifier.id, "pool": "Pool A", "permalink": runner.run["permalink"]}
    runner.qualifier.admin.slash("async remove", taken)
    runner.finish()
    assert runner.run["status"] == "finished"


# -- the audit -----------------------------------------------------------------------------------


def test_each_step_is_in_the_audit_with_old_and_new(runner: Racer) -> None:
    runner.finish()
    about = [each for each in runner.world.documents(Table.AUDIT) if each["subject"] == f"run:{runner.id}"]
    found = {each["action"]: each for each in about}
    assert found["run.started"]["before"]["status"] == "pending"
    assert found["run.started"]["after"]["status"] == "in_progress"
    assert found["run.finished"]["after"]["milliseconds"] == runner.run["milliseconds"]
    assert {found[each]["actor"] for each in ("run.started", "run.finished")} == {runner.player.user_id}
