"""The queue of runs that wait for a review, through the door."""

from typing import Any

import pytest

from tests.reviews.desk import Desk, buttons, text
from tests.support.world import World


def order(outcome: Any, *names: str) -> list[str]:
    """In which order the names stand in the list, above the picked run."""
    above = text(outcome).split("\n\n")[0]
    return sorted((each for each in names if f"**{each}**" in above), key=lambda each: above.index(f"**{each}**"))


def options(outcome: Any) -> list[dict[str, Any]]:
    (menu,) = [row["components"][0] for row in outcome.message["components"] if row["components"][0]["type"] == 3]
    found: list[dict[str, Any]] = menu["options"]
    return found


def test_an_empty_queue_says_so(desk: Desk) -> None:
    outcome = desk.opens()
    assert text(outcome) == "No run waits for a review."
    assert outcome.ephemeral
    assert buttons(outcome) == ["Reviewed"]


def test_the_queue_has_finished_runs_the_oldest_first(desk: Desk) -> None:
    desk.race(desk.alice)
    desk.race(desk.bob)
    outcome = desk.opens()
    assert text(outcome).startswith("**2 runs** to review, the oldest first:")
    assert order(outcome, "bob", "alice") == ["alice", "bob"]
    assert "**alice** · Pool A · **1:00:" in text(outcome)


def test_flagged_runs_are_marked_and_first(desk: Desk) -> None:
    desk.race(desk.alice)
    desk.race(desk.bob, flag="the timer stopped")
    outcome = desk.opens()
    assert text(outcome).startswith("**2 runs** to review, 1 flagged:")
    assert order(outcome, "alice", "bob") == ["bob", "alice"]
    assert "🚩 **bob**" in text(outcome)
    assert options(outcome)[0]["description"] == "flagged"


def test_what_is_not_finished_or_was_voided_disqualified_or_reviewed_does_not_wait(world: World) -> None:
    desk = Desk(world, reattempts=1, runs_per_pool=10)
    desk.qualifier.draw(desk.alice).press("Forfeit")
    desk.alice.at(desk.qualifier.runs[0]["thread"]).click("Confirm Forfeit")
    desk.reattempts(desk.race(desk.bob))
    desk.disqualifies(desk.race(desk.bob, pool="Pool B"))
    desk.approves(desk.race(desk.alice, pool="Pool B"))
    desk.qualifier.draw(desk.bob)
    assert {each["status"] for each in desk.qualifier.runs} == {"forfeit", "finished", "disqualified", "pending"}
    assert text(desk.opens()) == "No run waits for a review."


def test_the_first_run_that_can_be_claimed_is_picked(desk: Desk) -> None:
    held = desk.race(desk.alice)
    desk.race(desk.bob)
    desk.claims(held, desk.add_reviewer("other"))
    outcome = desk.opens()
    assert [each["value"] for each in options(outcome) if each["default"]] == [desk.qualifier.runs[-1]["id"]]
    assert f"Run `{desk.qualifier.runs[-1]['id']}`" in text(outcome)
    assert "Claim" in buttons(outcome)


def test_a_claimed_run_shows_who_holds_it_and_cannot_be_claimed(desk: Desk) -> None:
    other = desk.add_reviewer("other")
    desk.claims(desk.race(), other)
    outcome = desk.opens()
    assert f"claimed by <@{other.user_id}> until <t:" in text(outcome)
    assert "Claim" not in buttons(outcome)


def test_reviewers_read_a_player_s_addresses_without_markup_in_them(desk: Desk) -> None:
    desk.race(desk.alice, vod="https://example.org/a`b`<@&1>||c||")
    assert "**VOD** https://example.org/a%60b%60%3C@&1%3E%7C%7Cc%7C%7C\n" in text(desk.opens())


def test_one_s_own_run_is_shown_as_such_and_cannot_be_claimed(desk: Desk) -> None:
    desk.race(desk.reviewer)
    outcome = desk.opens()
    assert "your own" in text(outcome)
    assert "Claim" not in buttons(outcome)


def test_another_run_can_be_picked_from_the_menu(desk: Desk) -> None:
    desk.race(desk.alice)
    second = desk.race(desk.bob, vod="https://example.org/vod")
    desk.opens()
    picked = desk.reviewer.select([second.id], "Run")
    assert "**VOD** https://example.org/vod" in text(picked)
    desk.reviewer.click("Claim")
    assert second.run["claim"]["by"] == desk.reviewer.user_id


def test_a_run_that_was_decided_meanwhile_can_not_be_picked(desk: Desk) -> None:
    run = desk.race(desk.alice)
    desk.race(desk.bob)
    desk.opens()
    desk.approves(run, desk.add_reviewer("other"))
    picked = desk.reviewer.select([run.id], "Run")
    assert picked.said.startswith("That run is in this list no more")
    assert "**1 run** to review" in text(picked)


def test_ten_runs_are_shown_at_once_and_the_others_on_further_pages(world: World) -> None:
    desk = Desk(world, runs_per_pool=10, pools=1, permalinks=11)
    for _ in range(10):
        desk.race(desk.alice, minutes=1)
    desk.race(desk.bob, minutes=1)
    first = desk.opens()
    assert (len(options(first)), "**bob**" in text(first)) == (10, False)
    second = desk.reviewer.click("Later")
    assert [each["label"].split(":")[0] for each in options(second)] == ["bob"]
    assert order(desk.reviewer.click("Earlier"), "alice", "bob") == ["alice"]


def test_reviewed_runs_are_on_a_list_of_their_own_the_latest_first(desk: Desk) -> None:
    desk.approves(desk.race(desk.bob))
    rejected = desk.race(desk.alice)
    desk.claims(rejected)
    desk.rejects("no VOD")
    desk.opens()
    reviewed = desk.reviewer.click("Reviewed")
    assert text(reviewed).startswith("**2 runs** reviewed, the latest first:")
    assert order(reviewed, "alice", "bob") == ["alice", "bob"]
    assert "❌ **alice**" in text(reviewed)
    assert text(desk.reviewer.click("Waiting")) == "No run waits for a review."


def test_no_reviewed_run_yet_says_so(desk: Desk) -> None:
    desk.opens()
    assert text(desk.reviewer.click("Reviewed")) == "No run was reviewed yet."


def test_next_goes_on_to_the_next_run_that_can_be_claimed(desk: Desk) -> None:
    desk.race(desk.bob)
    following = desk.race(desk.alice)
    desk.approves(following)
    outcome = desk.reviewer.click("Next")
    assert "**bob**" in text(outcome)
    assert "Claim" in buttons(outcome)


def test_a_run_can_be_named(desk: Desk) -> None:
    run = desk.race()
    assert f"Run `{run.id}`" in text(desk.opens(desk.reviewer, run))


@pytest.mark.parametrize("who", ["admin", "reviewer"])
def test_organizers_and_the_holders_of_the_role_review(desk: Desk, who: str) -> None:
    run = desk.race()
    desk.approves(run, getattr(desk, who))
    assert run.run["review"]["decision"] == "approved"


def test_players_see_no_queue(desk: Desk) -> None:
    desk.race()
    refused = desk.opens(desk.alice)
    assert refused.said == "That is for the async's reviewers and organizers."


def test_reviewers_of_another_async_see_no_queue(desk: Desk) -> None:
    run = desk.race()
    channel = desk.world.discord.create_channel(desk.qualifier.server.id, "other")["id"]
    other = str(desk.admin.slash("async create", name="Other", channel=channel).id)
    assert desk.reviewer.slash("async review", {"async": other}).said.startswith("That is for the async's reviewers")
    assert "can't find" in desk.admin.slash("async review", {"async": other, "run": run.id}).said


def test_who_lost_the_role_decides_no_more(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.world.discord.give_role(desk.qualifier.server.id, desk.reviewer.user_id, desk.role, on=False)
    assert desk.presses("Approve").said.startswith("That is for the async's reviewers")
    assert "review" not in run.run


def test_hostile_words_and_names_fit_and_mark_nothing_up(world: World) -> None:
    desk = Desk(world, runs_per_pool=10, pools=1, permalinks=10)
    hostile = "*" * 500
    for _ in range(10):
        run = desk.race(desk.alice, minutes=1, flag=hostile, notes=hostile * 7, vod="https://example.org/" + "v" * 480)
    assert f"Run `{run.id}`" in text(desk.opens(desk.reviewer, run))
    queue = text(desk.opens())
    assert "🚩 \\*" in queue
    assert "**VOD** https://example.org/v" in queue


def test_while_a_reviewer_types_the_finished_runs_of_that_async_are_offered_the_latest_first(desk: Desk) -> None:
    first, latest = desk.race(desk.alice), desk.race(desk.bob)
    pending = desk.qualifier.draw(desk.alice, "Pool B")
    named = {"async": desk.qualifier.id}
    offered = [each["value"] for each in desk.reviewer.autocomplete("async review", "run", "", named).choices]
    assert offered == [latest.id, first.id]
    assert pending.id not in offered
    assert desk.alice.autocomplete("async review", "run", "", named).choices == []
