"""A live race from its start to the last finish: one instant for all, and everybody's own run by the same buttons."""

import pytest

from functions.interactions import worker
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.live_races.scene import URL, Scene
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, times, together

INSTANT = "2037-11-23T13:00:00Z"


def starts(scene: Scene) -> set[tuple[str, str | None]]:
    return {(run["status"], run.get("started")) for run in scene.qualifier.runs}


# -- the start -----------------------------------------------------------------------------------


def test_at_the_instant_all_who_joined_are_in_progress_on_the_same_start(scene: Scene) -> None:
    scene.reach_start()
    assert starts(scene) == {("in_progress", INSTANT)}
    assert URL in scene.shown
    assert "Set A" in scene.shown
    assert "**Racing** (2): alice, bob" in scene.shown
    assert scene.buttons == ["Finish", "Forfeit", "Get Timer"]
    assert scene.world.discord.problems() == []


def test_a_sweep_that_comes_late_gives_the_same_start(scene: Scene) -> None:
    scene.reach_start(minutes=7, seconds=12)
    assert starts(scene) == {("in_progress", INSTANT)}


def test_the_start_is_sent_a_minute_early_and_held_until_its_instant(scene: Scene) -> None:
    scene.world.pass_time(minutes=55)
    scene.world.discord.set_time("2037-11-23T12:59:00+00:00")
    assert scene.world.tick()["due"] == 1
    assert starts(scene) == {("pending", None)}
    scene.reach_start()
    assert starts(scene) == {("in_progress", INSTANT)}


def test_a_race_that_nobody_joined_starts_all_the_same(world: World) -> None:
    scene = Scene(world)
    scene.open()
    scene.reach_start()
    assert scene.race["state"] == "started"
    assert world.discord.problems() == []


def test_two_hundred_are_all_started(world: World) -> None:
    scene = Scene(world)
    scene.open()
    runners = scene.runners(200)
    card = scene.card
    for who in runners:
        scene.press(who, "Join", card)
    late = world.add_player(scene.qualifier.server, "late")
    assert "no room for more" in scene.press(late, "Join", card).said
    world.drain()
    assert "and 81 more" in scene.shown.split("**Joined** (200)")[1]
    scene.reach_start()
    assert starts(scene) == {("in_progress", INSTANT)}
    assert len(scene.qualifier.runs) == len(scene.jobs("runs.time-out")) == 200
    assert world.discord.problems() == []


def test_a_start_that_two_workers_note_happens_once(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    timeouts({"time": INSTANT}, None)
    messages = scene.world._received()
    with all_read_before_any_writes(scene.world, 2):
        answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    scene.world._settle(messages, held[0] | held[1])
    scene.world.drain()
    assert starts(scene) == {("in_progress", INSTANT)}
    actions = [each["action"] for each in scene.world.documents(Table.AUDIT)]
    assert (actions.count("live.started"), actions.count("run.started")) == (1, 2)


# -- the buttons ---------------------------------------------------------------------------------


def test_finish_counts_from_the_start_to_the_click_and_the_channel_is_told(scene: Scene) -> None:
    scene.reach_start()
    scene.world.pass_time(hours=1, minutes=2, seconds=3)
    said = scene.press(scene.alice, "Finish")
    scene.world.drain()
    assert "**Finished** in **1:02:03**" in str(said.message)
    assert scene.lines == [f"<@{scene.alice.user_id}> finished in **1:02:03**."]
    assert "1. alice **1:02:03**" in scene.shown
    assert scene.buttons == ["Finish", "Forfeit", "Get Timer", "Submit VOD & Notes", "Flag for Review"]
    assert scene.statuses() == {"alice": "finished", "bob": "in_progress"}


def test_finish_counts_before_the_start_was_noted(scene: Scene) -> None:
    """The card is drawn by the job that notes it, so the button is forged here."""
    scene.world.discord.set_time("2037-11-23T13:05:00+00:00")
    scene.forge(scene.alice, "live.press", "finish")
    assert scene.runs()["alice"]["milliseconds"] // 1000 == 300
    assert scene.race["state"] == "started"
    scene.world.tick()
    assert scene.runs()["bob"]["started"] == INSTANT
    assert scene.statuses() == {"alice": "finished", "bob": "in_progress"}


def test_before_the_start_nobody_finishes(scene: Scene) -> None:
    assert "The race starts" in scene.forge(scene.alice, "live.press", "finish")


@pytest.mark.parametrize("tag", ["run.ready", "run.finish", "run.forfeit"])
def test_before_the_start_the_buttons_of_other_runs_do_nothing_to_a_joined_one(scene: Scene, tag: str) -> None:
    run = scene.runs()["alice"]["id"]
    said = scene.league.press(f"{tag}:{run}:{scene.qualifier.id}", user=scene.alice.user_id)
    assert "starts with its live race" in said
    assert starts(scene) == {("pending", None)}


def test_confirm_opens_no_thread_for_a_joined_run(scene: Scene) -> None:
    confirm = f"run.confirm:{scene.qualifier.id}:2142594000:1"
    said = scene.league.press(confirm, user=scene.alice.user_id, channel_id=scene.qualifier.channel)
    scene.world.drain()
    assert "Leave that live race first" in said
    assert scene.world.discord.threads(scene.qualifier.channel) == []


def test_forfeit_asks_once_more_and_is_told(scene: Scene) -> None:
    scene.reach_start()
    scene.press(scene.bob, "Forfeit")
    assert scene.statuses()["bob"] == "in_progress"
    scene.bob.at(scene.channel).click("Confirm Forfeit")
    scene.world.drain()
    assert scene.statuses() == {"alice": "in_progress", "bob": "forfeit"}
    assert scene.lines == [f"<@{scene.bob.user_id}> has forfeited this run."]
    assert "**Out** (1): bob" in scene.shown


def test_the_timer_is_the_presser_s_own(scene: Scene) -> None:
    scene.reach_start()
    scene.world.pass_time(minutes=10)
    scene.press(scene.alice, "Finish")
    scene.world.pass_time(minutes=10)
    assert "Final: **0:10:00**" in scene.press(scene.alice, "Get Timer").said
    assert "On the clock: **0:20:00**" in scene.press(scene.bob, "Get Timer").said


def test_vod_and_flag_are_the_presser_s_own_and_leave_the_card_of_all(scene: Scene) -> None:
    scene.reach_start()
    scene.press(scene.alice, "Finish")
    scene.press(scene.bob, "Finish")
    scene.world.drain()
    vod = scene.press(scene.bob, "Submit VOD & Notes")
    vod.submit({"Link to the VOD": "https://example.org/vod", "Notes for the reviewers": "fine"})
    scene.press(scene.alice, "Flag for Review").submit({"What should the reviewers look at?": "the end"})
    scene.world.drain()
    runs = scene.runs()
    assert (runs["bob"]["vod"], runs["bob"]["notes"], runs["alice"]["flag"]) == (
        "https://example.org/vod",
        "fine",
        "the end",
    )
    assert scene.buttons == ["Get Timer", "Submit VOD & Notes", "Flag for Review"]
    assert "fine" not in str(scene.card)


def test_whoever_has_not_joined_has_no_run_to_end(scene: Scene) -> None:
    carol = scene.world.add_player(scene.qualifier.server, "carol")
    scene.reach_start()
    assert "You are not in this race" in scene.press(carol, "Finish").said


def test_finishers_are_listed_by_time_and_equal_ones_share_a_place(scene: Scene) -> None:
    carol = scene.world.add_player(scene.qualifier.server, "carol")
    scene.join(carol)
    scene.reach_start()
    scene.world.pass_time(minutes=10)
    for who in (carol, scene.bob):
        scene.press(who, "Finish")
    scene.world.pass_time(minutes=1)
    scene.press(scene.alice, "Finish")
    scene.world.drain()
    assert [line for line in scene.shown.splitlines() if ". " in line and "**0:1" in line][-1] == "3. alice **0:11:00**"


# -- limits, scores ------------------------------------------------------------------------------


def test_who_is_unseen_after_the_limit_forfeits_after_a_warning_in_the_channel(scene: Scene) -> None:
    scene.reach_start()
    scene.world.pass_time(hours=11)
    assert [line.split(",")[0] for line in scene.lines] == [f"<@{scene.alice.user_id}>", f"<@{scene.bob.user_id}>"]
    assert "press `Finish` before <t:2142637200:F>" in scene.lines[0]
    scene.world.pass_time(hours=1, minutes=1)
    assert scene.statuses() == {"alice": "forfeit", "bob": "forfeit"}
    assert all(run["timed_out"] for run in scene.qualifier.runs)
    assert sum("the time limit was reached" in line for line in scene.lines) == 2


def test_a_live_run_is_scored_like_the_rest(scene: Scene) -> None:
    scene.reach_start()
    scene.world.pass_time(minutes=60)
    scene.press(scene.alice, "Finish")
    scene.world.pass_time(minutes=30)
    scene.press(scene.bob, "Finish")
    scene.world.drain()
    (pars,) = scene.world.documents(Table.RECORDS, "PARS")
    assert [(par["permalink"], par["milliseconds"] // 1000) for par in pars["pars"]] == [("1-4", 4500)]


def test_a_finish_while_the_start_is_being_noted_stands(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:05:00+00:00")
    with just_before(scene.world, COMMIT, scene.world.tick):
        scene.forge(scene.alice, "live.press", "finish")
    scene.world.drain()
    assert scene.statuses() == {"alice": "finished", "bob": "in_progress"}
    assert [each["action"] for each in scene.world.documents(Table.AUDIT)].count("run.started") == 2


# -- what happens besides ------------------------------------------------------------------------


def test_a_joined_run_that_was_disqualified_does_not_start(scene: Scene) -> None:
    scene.admin.slash("async disqualify", {"run": scene.runs()["bob"]["id"], "reason": "knew the seed"})
    scene.reach_start()
    assert scene.statuses() == {"alice": "in_progress", "bob": "disqualified"}
    assert "bob" not in scene.shown


def test_a_joined_run_has_no_deadline_to_extend_before_the_start(scene: Scene) -> None:
    said = scene.admin.slash("async extend", {"run": scene.runs()["bob"]["id"], "minutes": 10}).said
    assert "starts with its live race" in said


def test_a_race_goes_on_although_its_async_was_closed(scene: Scene) -> None:
    scene.admin.slash("async close", {"async": scene.qualifier.id})
    scene.reach_start()
    assert URL in scene.shown
    scene.press(scene.alice, "Finish")
    assert scene.statuses() == {"alice": "finished", "bob": "in_progress"}


def test_who_has_lost_the_card_finds_their_run_in_the_list_of_their_runs(scene: Scene) -> None:
    scene.reach_start()
    scene.world.discord.delete_message(scene.channel, scene.race["message"])
    listed = scene.alice.slash("async runs", {"async": scene.qualifier.id}).message
    (option,) = listed["components"][0]["components"][0]["options"]
    shown = scene.alice.select([option["label"]], "Show one of your runs")
    scene.world.drain()
    assert URL in str(shown.message)
    scene.alice.click("Finish", message=shown.message)
    scene.world.drain()
    assert scene.statuses() == {"alice": "finished", "bob": "in_progress"}
    assert scene.buttons == ["Finish", "Forfeit", "Get Timer", "Submit VOD & Notes", "Flag for Review"]


# -- what is not for everybody -------------------------------------------------------------------


def test_hidden_results_are_neither_on_the_card_nor_in_the_channel(world: World) -> None:
    scene = Scene(world, hide_results=True)
    scene.open()
    scene.join(scene.alice, scene.bob)
    scene.reach_start()
    world.pass_time(minutes=10)
    own = scene.press(scene.bob, "Finish")
    world.pass_time(minutes=10)
    scene.press(scene.alice, "Finish")
    world.drain()
    assert "**Finished** in **0:10:00**" in str(own.message)
    assert "**Finished** (2): alice, bob" in scene.shown
    assert ("0:10:00" in scene.shown, "0:20:00" in scene.shown) == (False, False)
    assert sorted(scene.lines) == sorted(f"<@{who.user_id}> has finished." for who in (scene.alice, scene.bob))


def test_before_the_start_a_disqualified_run_shows_no_permalink(scene: Scene) -> None:
    scene.admin.slash("async disqualify", {"run": scene.runs()["alice"]["id"], "reason": "knew the seed"})
    listed = scene.alice.slash("async runs", {"async": scene.qualifier.id}).message
    (option,) = listed["components"][0]["components"][0]["options"]
    shown = scene.alice.select([option["label"]], "Show one of your runs")
    assert "**Disqualified**" in str(shown.message)
    assert URL not in str(shown.message)


def test_an_address_on_the_card_reads_as_nothing_else(world: World) -> None:
    scene = Scene(world, live=0)
    scene.qualifier.add_permalink("Pool A", "https://example.org/||a||*b*", live=True)
    scene.open()
    scene.reach_start()
    assert "||" not in scene.shown


def test_a_finish_before_the_start_was_noted_is_one_transaction_with_it(scene: Scene) -> None:
    """Of two the second could fail, and the press would count as done already."""
    scene.world.discord.set_time("2037-11-23T13:05:00+00:00")
    calls: list[str] = []
    scene.world.account.before = calls.append
    scene.forge(scene.alice, "live.press", "finish")
    scene.world.account.before = lambda name: None
    assert calls.count(COMMIT) == 1
    assert scene.statuses() == {"alice": "finished", "bob": "pending"}


def test_a_race_whose_card_can_t_be_shown_is_noted_and_each_racer_is_sent_the_permalink_once(scene: Scene) -> None:
    world = scene.world
    world.discord.set_overwrite(scene.channel, scene.qualifier.server.id, type=0, deny=1 << 10)
    scene.reach_start()
    world.pass_time(minutes=1)
    scene.forge(scene.alice, "live.press", "finish")
    world.drain()
    for who in (scene.alice, scene.bob):
        (letter,) = world.discord.dms(who.user_id)
        assert "your live race has begun" in letter["content"]
        assert URL in str(letter["embeds"])
    (server,) = world.documents(Table.RECORDS, "SERVER")
    assert [each["kind"] for each in server["troubles"]] == ["VIEW_CHANNEL"]
