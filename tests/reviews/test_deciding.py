"""A run is claimed, then approved, rejected, corrected or given back, through the door."""

import pytest

from paddock.store.item import Table
from tests.reviews.desk import TIME, Desk, buttons, text
from tests.support.league import League

MEASURES = ["Grant Reattempt", "Disqualify"]
DECISIONS = ["Approve", "Reject", "Correct Time", "Release", "Next", *MEASURES]


# -- the claim -----------------------------------------------------------------------------------


def test_a_claim_opens_the_run_with_its_decisions(desk: Desk) -> None:
    run = desk.race(vod="https://example.org/vod", notes="all good", flag="the timer stopped")
    opened = desk.claims(run)
    assert buttons(opened) == DECISIONS
    told = text(opened)
    assert "**Time** **1:00:" in told
    assert "**VOD** https://example.org/vod" in told
    assert "**Notes** all good" in told
    assert "🚩 the timer stopped" in told
    assert "You have claimed it until <t:" in told


def test_a_claim_lasts_thirty_minutes_from_the_click(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.world.discord.advance(30 * 60 - 60)
    assert "Approved." in desk.presses("Approve").said


def test_a_decision_after_the_claim_expired_is_refused(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.world.discord.advance(30 * 60)
    refused = desk.presses("Approve")
    assert refused.said.startswith("Your claim ended <t:")
    assert "nobody has claimed the run since" in refused.said
    assert "review" not in run.run
    assert buttons(refused) == ["Claim", "Next", *MEASURES]
    desk.presses("Claim")
    desk.presses("Approve")
    assert run.run["review"]["decision"] == "approved"


def test_nobody_else_claims_a_run_that_is_claimed(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.claims(run)
    desk.opens(other)
    assert "Claim" not in buttons(desk.opens(other, run))


def test_an_expired_claim_is_free_for_others(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.claims(run)
    desk.world.discord.advance(30 * 60)
    desk.claims(run, other)
    refused = desk.presses("Approve")
    assert refused.said.startswith(f"<@{other.user_id}> has claimed this run until <t:")
    assert run.run["claim"]["by"] == other.user_id


def test_a_claim_can_be_given_back(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.claims(run)
    released = desk.presses("Release")
    assert released.said.startswith("Released: others can claim it.")
    desk.claims(run, other)
    assert run.run["claim"]["by"] == other.user_id


def test_after_a_release_nothing_can_be_decided(desk: Desk) -> None:
    run = desk.race()
    first = desk.claims(run).message
    desk.opens(desk.reviewer, run)
    desk.presses("Release")
    refused = desk.reviewer.click("Approve", message=first)
    assert refused.said.startswith("Nobody has claimed this run (any more).")
    assert "review" not in run.run


@pytest.mark.parametrize("who", ["reviewer", "admin"])
def test_nobody_claims_their_own_run(desk: Desk, who: str) -> None:
    person = getattr(desk, who)
    run = desk.race(person)
    opened = desk.opens(person, run)
    assert "Claim" not in buttons(opened)
    refused = desk.qualifier.league.press(
        f"review.claim:{run.id}:{desk.qualifier.id}:waiting", user=person.user_id, roles=[desk.role]
    )
    assert refused == "This is your own run: somebody else has to review it."
    assert "claim" not in run.run


# -- decisions -----------------------------------------------------------------------------------


def test_an_approved_run_counts_where_only_approved_ones_do(desk: Desk) -> None:
    run = desk.race()
    assert desk.pars == {}
    approved = desk.approves(run)
    assert approved.said.startswith("Approved.")
    assert desk.pars == {run.run["permalink"]: run.run["milliseconds"]}
    review = run.run["review"]
    assert (review["decision"], review["by"]) == ("approved", desk.reviewer.user_id)
    assert "claim" not in run.run


def test_a_rejected_run_does_not_count_and_its_player_reads_why(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.rejects("the VOD has no *timer*")
    assert run.run["review"]["reason"] == "the VOD has no *timer*"
    assert desk.pars == {}
    told = f"<@{desk.alice.user_id}>, the review rejected this run: the VOD has no \\*timer\\*"
    assert run.lines[-1] == told
    assert desk.world.discord.problems() == []


def test_a_rejection_needs_a_reason(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    refused = desk.rejects("   ")
    assert refused.said.startswith("`reason`: say why")
    assert "review" not in run.run


def test_a_reason_that_was_typed_for_longer_than_the_claim_lasts_is_refused(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.claims(run)
    asked = desk.reviewer.click("Reject")
    desk.world.discord.advance(31 * 60)
    desk.claims(run, other)
    refused = asked.submit({"Why? The player reads it": "no VOD"})
    assert refused.said.startswith(f"<@{other.user_id}> has claimed this run")
    assert "review" not in run.run


@pytest.mark.parametrize("label", ["Reject", "Correct Time"])
def test_who_has_no_claim_any_more_gets_no_form(desk: Desk, label: str) -> None:
    run = desk.race()
    desk.claims(run)
    desk.world.discord.advance(31 * 60)
    refused = desk.reviewer.click(label)
    assert refused.modal is None
    assert refused.said.startswith("Your claim ended")


def test_a_player_whose_thread_is_gone_reads_of_the_rejection_in_a_direct_message(desk: Desk) -> None:
    run = desk.race()
    desk.world.discord.delete_channel(run.thread)
    desk.claims(run)
    desk.rejects("no VOD")
    (message,) = desk.world.discord.dms(desk.alice.user_id)
    assert "the review rejected this run: no VOD" in message["content"]


# -- again ---------------------------------------------------------------------------------------


def test_a_run_can_be_reviewed_again_and_the_earlier_review_stays_in_the_audit(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.approves(run)
    desk.opens(other)
    desk.presses("Reviewed", other)
    opened = desk.presses("Claim", other)
    assert f"✅ approved by <@{desk.reviewer.user_id}>" in text(opened)
    desk.rejects("the VOD is another run's", other)
    assert run.run["review"]["decision"] == "rejected"
    assert desk.pars == {}
    assert desk.lines("run.approved")[0]["after"]["review"]["by"] == desk.reviewer.user_id
    assert desk.lines("run.rejected")[0]["before"]["review"]["decision"] == "approved"


def test_a_player_who_was_told_of_a_rejection_is_told_that_it_stands_no_more(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.rejects("no VOD")
    desk.approves(run)
    assert run.lines[-1] == f"<@{desk.alice.user_id}>, a reviewer approved this run."
    assert list(desk.pars) == [run.run["permalink"]]


def test_a_run_that_another_reviewed_meanwhile_is_not_reviewed_again_by_accident(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    seen = desk.opens(other)
    desk.approves(run)
    refused = other.click("Claim", message=seen.message)
    assert refused.said.startswith(f"<@{desk.reviewer.user_id}> has approved it <t:")
    assert "claim" not in run.run


# -- the time ------------------------------------------------------------------------------------


def test_a_corrected_time_keeps_the_original_and_its_player_is_told(desk: Desk) -> None:
    run = desk.race(minutes=62)
    original = run.run["milliseconds"]
    desk.approves(run)
    desk.claims(run)
    opened = desk.corrects("1:01:30")
    assert (run.run["milliseconds"], run.run["original"]) == (3_690_000, original)
    assert "**1:01:30** (corrected from 1:02:0" in text(opened)
    assert "Approve" in buttons(opened)
    assert desk.pars == {run.run["permalink"]: 3_690_000}
    assert "a reviewer corrected your time to **1:01:30** (it was 1:02:0" in run.lines[-1]


def test_less_than_an_hour_needs_no_hours(desk: Desk) -> None:
    run = desk.race(minutes=30)
    desk.claims(run)
    desk.corrects("25:10")
    assert run.run["milliseconds"] == (25 * 60 + 10) * 1000


def test_of_several_corrections_the_original_is_what_the_clock_said(desk: Desk) -> None:
    run = desk.race()
    original = run.run["milliseconds"]
    desk.claims(run)
    desk.corrects("0:59:00")
    desk.corrects("0:58:00")
    assert (run.run["milliseconds"], run.run["original"]) == (58 * 60_000, original)
    assert [each["after"]["milliseconds"] for each in desk.lines("run.corrected")] == [59 * 60_000, 58 * 60_000]


def test_the_form_for_the_time_shows_the_one_that_stands(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    (field,) = desk.reviewer.click("Correct Time").modal["components"]
    assert field["label"] == TIME
    assert field["component"]["value"].startswith("1:00:0")


@pytest.mark.parametrize("typed", ["1:60:00", "59:60", "61", "soon", "0:00:00", "dnf", "-1:00:00"])
def test_what_is_no_time_is_refused(desk: Desk, typed: str) -> None:
    run = desk.race()
    desk.claims(run)
    assert desk.corrects(typed).said.startswith("`Time`: for example `1:23:45`, or `25:10`")
    assert "original" not in run.run


def test_a_time_that_stands_already_is_no_correction(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    asked = desk.reviewer.click("Correct Time")
    assert asked.submit({}).said.startswith("That is the time which it has already.")
    assert "original" not in run.run


# -- what happens to the run meanwhile -----------------------------------------------------------


def test_a_run_that_was_disqualified_meanwhile_is_not_decided_on(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.disqualifies(run, "a cheat code", desk.admin)
    refused = desk.presses("Approve")
    assert refused.said.startswith("This run was disqualified: a cheat code")
    assert "review" not in run.run


def test_a_run_that_was_voided_meanwhile_is_not_decided_on(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    desk.reattempts(run, person=desk.admin, grant=True)
    refused = desk.presses("Approve")
    assert refused.said.startswith("This run was voided by a reattempt")
    assert "review" not in run.run


def test_what_the_player_adds_while_the_run_is_claimed_is_kept_with_the_decision(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    run.press("Submit VOD & Notes").submit({"Link to the VOD": "https://example.org/late"})
    desk.presses("Approve")
    assert (run.run["vod"], run.run["review"]["decision"]) == ("https://example.org/late", "approved")


def test_a_button_of_another_server_s_run_finds_nothing(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    stranger = League(desk.world, "their-")
    before = desk.world.documents(Table.RECORDS, "RUN")
    said = stranger.press(f"review.approve:{run.id}:{desk.qualifier.id}")
    assert said.startswith("I can't find that run")
    assert desk.world.documents(Table.RECORDS, "RUN") == before


# -- notes ---------------------------------------------------------------------------------------


def test_long_notes_are_cut_and_can_be_read_as_a_whole(desk: Desk) -> None:
    notes = "\n".join(f"*split* {number}: " + "x" * 90 for number in range(38))
    run = desk.race(notes=notes)
    assert len(notes) <= 4000
    opened = desk.claims(run)
    assert "split\\* 37" not in text(opened)
    page = desk.reviewer.click("Whole Notes")
    told = [text(page)]
    while "Later" in buttons(page):
        page = desk.reviewer.click("Later")
        told.append(text(page))
    assert len(told) > 1
    assert "\n".join(told).replace("\\", "") == notes
