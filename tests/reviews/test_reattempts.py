"""`/async reattempt`: a run is voided by its player, or by a reviewer for them, through the door."""

import pytest

from paddock.store.item import Table
from tests.reviews.desk import Desk, text
from tests.support.league import League
from tests.support.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    """Each player has one run in each pool, and one reattempt."""
    return Desk(world, approved_only=False, runs_per_pool=1, reattempts=1)


# -- a player's own ------------------------------------------------------------------------------


def test_a_player_voids_a_run_and_races_another_permalink_of_the_pool(desk: Desk) -> None:
    first = desk.race()
    said = desk.reattempts(first, "power *cut*").message["content"]
    assert said.startswith("Your run in **Pool A** counts no more. Start another one in <#")
    assert said.endswith("Reattempts left: 0.")
    voided = {name: first.run["voided"][name] for name in ("by", "reason", "granted")}
    assert voided == {"by": desk.alice.user_id, "reason": "power *cut*", "granted": False}
    second = desk.race()
    assert second.run["pool_name"] == "Pool A"
    assert second.run["permalink"] != first.run["permalink"]
    assert desk.world.discord.problems() == []


def test_a_voided_run_keeps_its_data(desk: Desk) -> None:
    run = desk.race(vod="https://example.org/vod", notes="good run")
    before = run.run
    desk.reattempts(run)
    changed = {"voided", "decided", "version"}
    assert {name: value for name, value in run.run.items() if name not in changed} == {
        name: value for name, value in before.items() if name not in changed
    }


def test_voiding_the_last_finisher_empties_the_par(desk: Desk) -> None:
    run = desk.race()
    assert desk.pars == {run.run["permalink"]: run.run["milliseconds"]}
    desk.reattempts(run)
    assert desk.pars == {}


def test_voiding_one_of_two_finishers_leaves_the_other_s_par(world: World) -> None:
    desk = Desk(world, approved_only=False, reattempts=1, pools=1, permalinks=1)
    first, second = desk.race(desk.alice), desk.race(desk.bob, minutes=90)
    desk.reattempts(first)
    assert desk.pars == {second.run["permalink"]: second.run["milliseconds"]}


def test_a_voided_run_leaves_the_review(desk: Desk) -> None:
    run = desk.race()
    desk.reattempts(run)
    assert text(desk.opens()) == "No run waits for a review."
    assert text(desk.opens(desk.reviewer, run)).endswith("it counts no more. power cut")


def test_the_permalink_of_a_voided_run_is_not_drawn_again(world: World) -> None:
    desk = Desk(world, approved_only=False, runs_per_pool=1, reattempts=-1, pools=1, permalinks=3)
    runs = []
    for _ in range(3):
        runs.append(desk.race(minutes=1))
        desk.reattempts(runs[-1])
    assert len({each.run["permalink"] for each in runs}) == 3
    assert "no permalink left that you have not seen" in desk.qualifier.press_start(desk.alice).said


def test_the_thread_reads_of_it_and_the_audit_has_it(desk: Desk) -> None:
    run = desk.race()
    desk.reattempts(run, "power cut")
    assert run.lines[-1] == f"<@{desk.alice.user_id}> has voided this run for a reattempt: power cut"
    (line,) = desk.lines("run.voided")
    assert (line["actor"], line["after"]["voided"]["reason"]) == (desk.alice.user_id, "power cut")


def test_a_forfeit_run_can_be_reattempted(desk: Desk) -> None:
    run = desk.qualifier.draw(desk.alice)
    desk.world.pass_time(minutes=21)
    desk.reattempts(run)
    assert run.run["voided"]


def test_a_run_whose_time_ran_out_a_moment_ago_is_over_though_no_sweep_has_noted_it(desk: Desk) -> None:
    run = desk.qualifier.draw(desk.alice)
    desk.world.discord.advance(21 * 60)
    assert "counts no more" in desk.reattempts(run).said
    assert (run.run["status"], run.run["timed_out"]) == ("forfeit", True)
    desk.world.tick()
    assert desk.lines("run.timed out") == []


def test_the_allowance_is_spent_once(desk: Desk) -> None:
    desk.reattempts(desk.race())
    second = desk.race()
    refused = desk.reattempts(second)
    assert refused.said == "You have spent your 1 reattempt. The async's staff can grant you another."
    assert "voided" not in second.run


def test_an_async_may_allow_none(world: World) -> None:
    desk = Desk(world)
    run = desk.race()
    assert desk.reattempts(run).said == "This async allows no reattempts. Its staff can grant you one."
    assert "voided" not in run.run


def test_an_allowance_without_limit_is_never_spent(world: World) -> None:
    desk = Desk(world, reattempts=-1, pools=1, permalinks=4)
    for _ in range(3):
        assert desk.reattempts(desk.race(minutes=1)).message["content"].endswith(">.")
    assert len([each for each in desk.qualifier.runs if "voided" in each]) == 3


def test_a_run_that_is_not_over_is_not_voided(desk: Desk) -> None:
    run = desk.qualifier.draw(desk.alice)
    assert desk.reattempts(run).said.startswith("This run is not over yet.")


def test_nothing_is_voided_while_another_run_is_open(desk: Desk) -> None:
    run = desk.race()
    desk.qualifier.draw(desk.alice, "Pool B")
    assert "has a run open in this async" in desk.reattempts(run).said
    assert "voided" not in run.run


def test_nothing_is_voided_after_the_window(desk: Desk) -> None:
    run = desk.race()
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    assert desk.reattempts(run).said.startswith("This async is closed")
    assert "voided" not in run.run


def test_a_voided_run_is_not_voided_again(world: World) -> None:
    desk = Desk(world, reattempts=-1)
    run = desk.race()
    desk.reattempts(run, "first")
    assert desk.reattempts(run, "second").said.startswith("This run was voided by a reattempt <t:")
    assert desk.reattempts(run, "third", desk.reviewer, grant=True).said.startswith("This run was voided")
    assert run.run["voided"]["reason"] == "first"


def test_nobody_voids_somebody_else_s_run(desk: Desk) -> None:
    run = desk.race()
    for person in (desk.bob, desk.reviewer, desk.admin):
        assert desk.reattempts(run, person=person).said.startswith("That is somebody else's run.")
    assert "voided" not in run.run


def test_a_reason_is_required(desk: Desk) -> None:
    run = desk.race()
    assert desk.reattempts(run, " ").said.startswith("`reason`: say why")
    assert "voided" not in run.run


# -- granted -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["reviewer", "admin"])
def test_a_grant_is_outside_the_allowance_and_not_counted_as_spent(desk: Desk, who: str) -> None:
    desk.reattempts(desk.race())
    second = desk.race()
    granted = desk.reattempts(second, "the seed was broken", getattr(desk, who), grant=True)
    assert granted.message["content"] == "alice may run **Pool A** again, and is told so."
    assert (second.run["voided"]["granted"], second.run["voided"]["by"]) == (True, getattr(desk, who).user_id)
    told = f"<@{desk.alice.user_id}>, you may run this pool again; this run counts no more: the seed was broken"
    assert second.lines[-1] == told


def test_a_grant_leaves_the_allowance_to_be_spent(desk: Desk) -> None:
    desk.reattempts(desk.race(), person=desk.reviewer, grant=True)
    assert "counts no more" in desk.reattempts(desk.race()).said


def test_a_grant_is_outside_the_window_and_its_player_starts_the_run_though_the_async_is_closed(desk: Desk) -> None:
    run, _ = desk.race(), desk.race(desk.bob)
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    desk.world.drain()
    granted = desk.reattempts(run, person=desk.reviewer, grant=True)
    assert granted.message["content"].endswith("They can start it though the async takes no other runs now.")
    again = desk.race()
    assert (again.run["pool_name"], again.run["status"]) == ("Pool A", "finished")
    assert desk.qualifier.press_start(desk.bob).said.startswith("This async is closed")


def test_outside_the_window_a_grant_is_good_for_its_pool_and_one_run_alone(desk: Desk) -> None:
    run = desk.race()
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    desk.world.drain()
    desk.reattempts(run, person=desk.reviewer, grant=True)
    (menu,) = [row["components"][0] for row in desk.qualifier.press_start(desk.alice).message["components"]][:1]
    assert [each["label"] for each in menu["options"]] == ["Pool A"]
    desk.race()
    assert desk.qualifier.press_start(desk.alice).said.startswith("This async is closed")


def test_a_grant_is_one_run_s_way_in_though_more_of_the_pool_s_are_left(world: World) -> None:
    desk = Desk(world, runs_per_pool=3)
    run = desk.race()
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    world.drain()
    desk.reattempts(run, person=desk.reviewer, grant=True)
    desk.race(minutes=1)
    assert desk.qualifier.press_start(desk.alice).said.startswith("This async is closed")


def test_each_of_two_grants_is_good_for_a_run(world: World) -> None:
    desk = Desk(world, runs_per_pool=2, permalinks=5)
    runs = [desk.race(minutes=1), desk.race(minutes=1)]
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    world.drain()
    for run in runs:
        desk.reattempts(run, person=desk.reviewer, grant=True)
    for _ in runs:
        desk.race(minutes=1)
    assert desk.qualifier.press_start(desk.alice).said.startswith("This async is closed")


def test_a_reattempt_of_the_allowance_is_no_way_into_an_async_that_closed_since(desk: Desk) -> None:
    desk.reattempts(desk.race())
    desk.admin.slash("async close", {"async": desk.qualifier.id})
    assert desk.qualifier.press_start(desk.alice).said.startswith("This async is closed")


def test_players_grant_nothing(desk: Desk) -> None:
    run = desk.race()
    refused = desk.reattempts(run, person=desk.bob, grant=True)
    assert refused.said == "That is for the async's reviewers and organizers."
    assert "voided" not in run.run


@pytest.mark.parametrize("who", ["reviewer", "admin"])
def test_nobody_grants_a_reattempt_to_themselves(desk: Desk, who: str) -> None:
    run = desk.race(getattr(desk, who))
    assert desk.reattempts(run, grant=True).said.startswith("You can't grant a reattempt to yourself")
    assert "voided" not in run.run


def test_a_run_that_goes_on_is_not_granted_a_reattempt(desk: Desk) -> None:
    run = desk.qualifier.draw(desk.alice)
    assert desk.reattempts(run, person=desk.reviewer, grant=True).said.startswith("This run is not over yet.")


def test_a_player_whose_thread_is_gone_reads_of_a_grant_in_a_direct_message(desk: Desk) -> None:
    run = desk.race()
    desk.world.discord.delete_channel(run.thread)
    desk.reattempts(run, person=desk.reviewer, grant=True)
    (message,) = desk.world.discord.dms(desk.alice.user_id)
    assert "you may run this pool again" in message["content"]


# -- suggestions ---------------------------------------------------------------------------------


def test_players_are_offered_their_own_closed_runs(desk: Desk) -> None:
    mine = desk.race(desk.alice)
    desk.race(desk.bob)
    desk.qualifier.draw(desk.alice, "Pool B")
    assert [each["value"] for each in desk.alice.autocomplete("async reattempt", "run", "").choices] == [mine.id]
    assert [each["value"] for each in desk.alice.autocomplete("async reattempt", "run", "pool b").choices] == []


def test_who_grants_is_offered_other_players_closed_runs(desk: Desk) -> None:
    theirs = desk.race(desk.alice)
    desk.race(desk.reviewer)
    desk.qualifier.draw(desk.bob)
    offered = desk.reviewer.autocomplete("async reattempt", "run", "", {"grant": True})
    assert [each["value"] for each in offered.choices] == [theirs.id]
    assert desk.alice.autocomplete("async reattempt", "run", "", {"grant": True}).choices == []


def test_another_server_s_run_is_not_found(desk: Desk) -> None:
    run = desk.race()
    stranger = League(desk.world, "their-")
    before = desk.world.documents(Table.RECORDS, "RUN")
    for path, options in (("async reattempt", {"grant": True}), ("async disqualify", {})):
        assert stranger.forge(path, run=run.id, reason="x", **options).startswith("I can't find that run")
    assert desk.world.documents(Table.RECORDS, "RUN") == before
