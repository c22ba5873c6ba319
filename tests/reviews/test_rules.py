"""Who may review, disqualify and void a run: the pure rules."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.ids import RunId, UserId
from paddock.reviews import refusals, rules
from paddock.runs.model import CLAIM_HOLDS, Claim, Decision, Queue, Review, Run, Status, Voided
from tests.scores.values import HOUR, a_run, a_slot, an_async, an_entrant
from tests.support.values import NOW

ALICE, REVIEWER, OTHER = UserId("11"), UserId("21"), UserId("22")
MINUTE = timedelta(minutes=1)
VOIDED = Voided(by=ALICE, at=NOW, reason="power cut")
APPROVED = Review(decision=Decision.APPROVED, by=OTHER, at=NOW)


def finished(**changes: Any) -> Run:
    """By alice, in an hour."""
    usual = {"status": Status.FINISHED, "started": NOW, "ended": NOW + 60 * MINUTE, "milliseconds": HOUR}
    return a_run(**{**usual, **changes})


def held(by: UserId = REVIEWER, **changes: Any) -> Run:
    return finished(claim=Claim(by=by, until=NOW + CLAIM_HOLDS), **changes)


# -- the queue -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("run", "queue"),
    [
        (finished(), Queue.WAITING),
        (finished(review=APPROVED), Queue.REVIEWED),
        (finished(voided=VOIDED), None),
        (finished(voided=VOIDED, review=APPROVED), None),
        (a_run(status=Status.PENDING), None),
        (a_run(status=Status.IN_PROGRESS), None),
        (a_run(status=Status.FORFEIT), None),
        (finished(status=Status.DISQUALIFIED), None),
    ],
)
def test_finished_runs_that_are_not_voided_wait_for_a_review_until_they_have_one(run: Run, queue: Queue | None) -> None:
    assert run.queue is queue


def test_only_flagged_runs_that_wait_go_first() -> None:
    assert finished(flag="look").queue_rank < finished().queue_rank
    assert finished(flag="look", review=APPROVED).queue_rank == finished().queue_rank


# -- the claim -----------------------------------------------------------------------------------


def test_a_claim_holds_for_thirty_minutes() -> None:
    claimed = rules.claimed(finished(), REVIEWER, NOW, again=False)
    assert claimed.claim == Claim(by=REVIEWER, until=NOW + 30 * MINUTE)


def test_whoever_has_claimed_it_may_renew_the_claim() -> None:
    renewed = rules.claimed(held(), REVIEWER, NOW + 10 * MINUTE, again=False)
    assert renewed.claim == Claim(by=REVIEWER, until=NOW + 40 * MINUTE)


def test_a_claim_is_exclusive_to_the_instant_at_which_it_ends() -> None:
    last = NOW + CLAIM_HOLDS - timedelta(milliseconds=1)
    with pytest.raises(refusals.ClaimedByOther, match=f"<@{REVIEWER}>"):
        rules.claimed(held(), OTHER, last, again=False)
    assert not rules.may_claim(held(), OTHER, last)
    assert rules.may_claim(held(), OTHER, NOW + CLAIM_HOLDS)
    taken = rules.claimed(held(), OTHER, NOW + CLAIM_HOLDS, again=False).claim
    assert taken
    assert taken.by == OTHER


def test_nobody_claims_their_own_run() -> None:
    with pytest.raises(refusals.OwnRun):
        rules.claimed(finished(), ALICE, NOW, again=False)
    assert not rules.may_claim(finished(), ALICE, NOW)


@pytest.mark.parametrize(
    "run", [finished(voided=VOIDED), finished(status=Status.DISQUALIFIED, disqualified="x"), a_run()]
)
def test_what_is_not_to_be_reviewed_is_not_claimed(run: Run) -> None:
    with pytest.raises(refusals.NotToReview):
        rules.claimed(run, REVIEWER, NOW, again=False)
    assert not rules.may_claim(run, REVIEWER, NOW)


def test_a_reviewed_run_is_claimed_on_purpose_only() -> None:
    with pytest.raises(refusals.ReviewedMeanwhile, match="approved"):
        rules.claimed(finished(review=APPROVED), REVIEWER, NOW, again=False)
    assert rules.claimed(finished(review=APPROVED), REVIEWER, NOW, again=True).claim


# -- decisions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("run", "refusal"),
    [
        (finished(), refusals.NotClaimed),
        (finished(review=APPROVED), refusals.NotClaimed),
        (held(OTHER), refusals.ClaimedByOther),
        (held(voided=VOIDED), refusals.NotToReview),
    ],
)
def test_only_whoever_has_claimed_a_run_decides(run: Run, refusal: type[refusals.Outrun]) -> None:
    with pytest.raises(refusal):
        rules.approved(run, REVIEWER, NOW)
    with pytest.raises(refusal):
        rules.rejected(run, REVIEWER, "no VOD", NOW)
    with pytest.raises(refusal):
        rules.corrected(run, REVIEWER, HOUR, NOW)
    with pytest.raises(refusal):
        rules.released(run, REVIEWER, NOW)


def test_an_expired_claim_decides_nothing_and_says_whose_it_was() -> None:
    with pytest.raises(refusals.ClaimExpired):
        rules.approved(held(), REVIEWER, NOW + CLAIM_HOLDS)
    with pytest.raises(refusals.NotClaimed):
        rules.approved(held(OTHER), REVIEWER, NOW + CLAIM_HOLDS)


def test_a_decision_ends_the_claim_and_leaves_the_rest() -> None:
    approved = rules.approved(held(), REVIEWER, NOW)
    assert approved == held(review=Review(decision=Decision.APPROVED, by=REVIEWER, at=NOW)).model_copy(
        update={"claim": None}
    )
    rejected = rules.rejected(held(review=APPROVED), REVIEWER, "no VOD", NOW)
    assert rejected.review == Review(decision=Decision.REJECTED, by=REVIEWER, at=NOW, reason="no VOD")


def test_a_correction_keeps_the_claim_and_the_first_time() -> None:
    once = rules.corrected(held(), REVIEWER, HOUR - 1000, NOW)
    twice = rules.corrected(once, REVIEWER, HOUR - 5000, NOW)
    assert (once.milliseconds, once.original) == (HOUR - 1000, HOUR)
    assert (twice.milliseconds, twice.original, twice.claim) == (HOUR - 5000, HOUR, held().claim)


@pytest.mark.parametrize(("typed", "seconds"), [("1:23:45", 5025), (" 0:00:01 ", 1), ("168:00:00", 168 * 3600)])
def test_a_time_is_read_as_hours_minutes_and_seconds(typed: str, seconds: int) -> None:
    assert rules.typed_time(typed) == seconds * 1000


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_time_above_zero_or_refused(typed: str) -> None:
    with contextlib.suppress(refusals.NoTime):
        assert 0 < rules.typed_time(typed) <= (999 * 3600 + 3599) * 1000


# -- disqualifying -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.PENDING, Status.IN_PROGRESS, Status.FINISHED, Status.FORFEIT])
def test_a_run_of_any_state_is_disqualified_and_ends(status: Status) -> None:
    run = rules.disqualified(a_run(status=status, claim=Claim(by=OTHER, until=NOW + MINUTE)), "cheated", NOW)
    assert (run.status, run.disqualified, run.ended, run.deadline) == (Status.DISQUALIFIED, "cheated", NOW, None)
    assert run.claim is None


def test_a_run_that_has_ended_keeps_its_end_and_its_time() -> None:
    run = rules.disqualified(finished(), "cheated", NOW + 90 * MINUTE)
    assert (run.ended, run.milliseconds) == (NOW + 60 * MINUTE, HOUR)


# -- reattempting --------------------------------------------------------------------------------


def spent(times: int) -> list[Any]:
    return [a_slot(voided=True, spent=True) for _ in range(times)]


@pytest.mark.parametrize(
    ("allowed", "used", "may"), [(0, 0, False), (1, 0, True), (1, 1, False), (3, 2, True), (-1, 9, True)]
)
def test_the_allowance_says_how_many_runs_may_be_voided(allowed: int, used: int, may: bool) -> None:
    def check() -> None:
        entrant = an_entrant(*spent(used), a_slot())
        rules.check_reattempt(finished(), an_async(reattempts=allowed), entrant, None, ALICE, NOW)

    if may:
        check()
    else:
        with pytest.raises((refusals.NoneAllowed, refusals.AllSpent)):
            check()


def test_a_granted_reattempt_spends_nothing() -> None:
    granted = rules.voided(finished(), OTHER, "broken seed", NOW, granted=True)
    own = rules.voided(finished(), ALICE, "power cut", NOW, granted=False)
    assert an_entrant().with_run(granted).spent == 0
    assert an_entrant().with_run(own).spent == 1


def test_a_voided_run_uses_no_slot_and_stays_revealed() -> None:
    run = rules.voided(finished(), ALICE, "power cut", NOW, granted=False)
    entrant = an_entrant().with_run(run)
    assert entrant.used(run.pool) == 0
    assert run.permalink in entrant.revealed


def test_another_open_run_stands_against_both_ways() -> None:
    other = a_run(id=RunId("701"))
    with pytest.raises(refusals.AnotherOpen):
        rules.check_grant(finished(), other, REVIEWER)
    with pytest.raises(refusals.AnotherOpen):
        rules.check_reattempt(finished(), an_async(reattempts=1), an_entrant(), other, ALICE, NOW)
