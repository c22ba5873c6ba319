"""What becomes of a delivery: done, held, put off, given up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from paddock.change import Cancelled, Change, Planned
from paddock.errors import Conflict, NotYet, Refusal, Soon, Unavailable
from paddock.ids import JobId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.halt import fetch_standing
from paddock.jobs.model import Envelope, Promise, State
from paddock.jobs.records import pending_before
from paddock.jobs.worker import LONGEST_HOLD, MOST_ATTEMPTS, MOST_FAULTS, MOST_HOLDS, QUICK_TRIES, UNAUTHORIZED
from paddock.store.change import put
from paddock.store.item import Table
from tests.support.aws import Account
from tests.support.kept import documents, items
from tests.support.payloads import NOON
from tests.support.silence import silent
from tests.support.workshop import NOTE, TENANT, Chore, Note, Workshop, a_cause, a_chore, a_workshop, calling_discord


def limited(seconds: float, everywhere: bool = False) -> httpx.Response:
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    return httpx.Response(429, headers={"Retry-After": str(seconds)}, json=body)


def refused(status: int, code: int) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "no"})


def promised(shop: Workshop, **plan: Any) -> Envelope:
    shop.doing = calling_discord
    shop.commit(a_chore(), **plan)
    (envelope,) = shop.sent()
    return envelope


def kept(shop: Workshop) -> Promise:
    promise = shop.promise()
    assert promise
    return promise


def when_due(shop: Workshop, envelope: Envelope) -> Envelope:
    """The message with which the sweep sends what was put off."""
    return envelope.model_copy(update={"now": kept(shop).due, "moves": kept(shop).moves})


# -- in good order ---------------------------------------------------------------------------------------


def test_a_job_that_succeeds_is_done(shop: Workshop) -> None:
    verdict = shop.deliver(promised(shop))
    assert (verdict.outcome, verdict.hold) == ("done", None)
    assert (kept(shop).state, kept(shop).ended) == (State.DONE, NOON)


def test_a_job_that_comes_again_is_skipped(shop: Workshop) -> None:
    envelope = promised(shop)
    shop.deliver(envelope)
    assert shop.deliver(envelope).outcome == "skipped"
    assert len(shop.runs) == 1


@pytest.mark.parametrize("due", [NOON, NOON + timedelta(hours=1)])
def test_a_message_of_an_earlier_plan_is_skipped(shop: Workshop, due: datetime) -> None:
    stale = promised(shop, source="first")
    shop.commit(a_chore(), due=due, source="second")
    assert shop.deliver(stale).outcome == "skipped"
    assert shop.runs == []
    assert kept(shop).state is State.PENDING


def test_a_message_of_a_cancelled_plan_is_skipped(shop: Workshop) -> None:
    envelope = promised(shop)
    shop.ledger.commit(Change(jobs=(Cancelled(envelope.ticket.organization, envelope.ticket.id),)), a_cause("later"))
    assert shop.deliver(envelope).outcome == "skipped"


def test_a_job_is_told_the_time_of_its_message(shop: Workshop) -> None:
    seen = []

    def look(job: Chore, tools: JobTools) -> Outcome:
        seen.append(tools.now)
        return Outcome()

    envelope = promised(shop)
    shop.doing = look
    late = envelope.model_copy(update={"now": NOON + timedelta(hours=2)})
    shop.deliver(late)
    assert seen == [NOON + timedelta(hours=2)]


def test_what_a_job_writes_and_promises_is_committed_with_its_end(shop: Workshop, account: Account) -> None:
    envelope = promised(shop)
    change = Change((put(NOTE, Note(name="a")),), jobs=(Planned(a_chore("next")),))
    shop.doing = lambda job, tools: Outcome(change)
    account.calls.clear()
    shop.deliver(envelope)
    assert account.calls == ["BatchGetItem", "TransactWriteItems", "SendMessageBatch"]
    assert [each.ticket.id for each in shop.sent()] == ["next"]


def test_a_refusal_ends_a_job(shop: Workshop) -> None:
    def refuse(job: Chore, tools: JobTools) -> Outcome:
        raise Refusal("Not now.")

    envelope = promised(shop)
    shop.doing = refuse
    assert shop.deliver(envelope).outcome == "done"
    assert kept(shop).state is State.DONE


def test_a_conflict_is_tried_again_in_a_second(shop: Workshop) -> None:
    def conflict(job: Chore, tools: JobTools) -> Outcome:
        raise Conflict("changed")

    envelope = promised(shop)
    shop.doing = conflict
    assert shop.deliver(envelope).hold == 1.0
    assert kept(shop).state is State.PENDING


# -- Discord asks to wait ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.3, 5, LONGEST_HOLD])
def test_a_short_rate_limit_holds_the_message_for_as_long(account: Account, seconds: float) -> None:
    shop = a_workshop([limited(seconds)])
    envelope = promised(shop)
    verdict = shop.deliver(envelope)
    assert (verdict.outcome, verdict.hold) == ("rate limited", seconds)
    assert kept(shop).due == NOON
    assert shop.deliver(envelope, delivery=2).outcome == "done"


def test_a_long_rate_limit_holds_the_message_and_moves_the_due_instant(account: Account) -> None:
    shop = a_workshop([limited(600)])
    verdict = shop.deliver(promised(shop))
    assert (verdict.outcome, verdict.hold) == ("put off", 600)
    assert kept(shop).due == NOON + timedelta(seconds=600)
    assert shop.sweep(minutes=9.9).due == 0
    assert shop.sweep(minutes=10).sent == 1


def test_the_message_of_a_job_that_was_put_off_is_skipped(account: Account) -> None:
    shop = a_workshop([limited(600)])
    envelope = promised(shop)
    shop.deliver(envelope)
    assert shop.deliver(envelope, delivery=2).outcome == "skipped"
    assert shop.deliver(when_due(shop, envelope)).outcome == "done"


def test_a_rate_limit_never_uses_up_the_attempts(account: Account) -> None:
    shop = a_workshop([limited(2)] * 5)
    envelope = promised(shop)
    assert {shop.deliver(envelope, delivery).outcome for delivery in range(1, 6)} == {"rate limited"}
    assert shop.deliver(envelope, delivery=6).outcome == "done"


def test_long_waits_never_use_up_the_attempts(account: Account) -> None:
    shop = a_workshop([limited(600), refused(401, 0), httpx.Response(500)])
    envelope = promised(shop)
    for _ in range(MOST_ATTEMPTS + 1):
        shop.worker.postpone(envelope)
        envelope = when_due(shop, envelope)
    for outcome in ("put off", UNAUTHORIZED, "tried", "done"):
        assert shop.deliver(envelope).outcome == outcome
        envelope = when_due(shop, envelope)


def test_deliveries_that_only_waited_leave_the_quick_tries(account: Account) -> None:
    shop = a_workshop([*[limited(2)] * 9, httpx.Response(500)])
    envelope = promised(shop)
    outcomes = [shop.deliver(envelope, delivery).outcome for delivery in range(1, 12)]
    assert outcomes[9:] == ["tried", "done"]


@pytest.mark.parametrize(("everywhere", "wait"), [(True, 6.0), (False, 0.0)])
def test_a_wait_for_everybody_is_known_to_every_worker(account: Account, everywhere: bool, wait: float) -> None:
    shop = a_workshop([limited(5, everywhere)])
    shop.deliver(promised(shop))
    assert fetch_standing(shop.database).wait(NOON) == wait
    assert fetch_standing(shop.database).wait(NOON + timedelta(seconds=6)) == 0


# -- something else comes first ---------------------------------------------------------------------------------


def test_what_has_to_wait_for_something_else_is_put_off_until_then_and_counts_as_no_failure(shop: Workshop) -> None:
    until = NOON + timedelta(minutes=7)

    def wait(job: Chore, tools: JobTools) -> Outcome:
        raise NotYet(until, "after another")

    envelope = promised(shop)
    shop.doing = wait
    for _ in range(2 * MOST_ATTEMPTS):
        verdict = shop.deliver(envelope)
        assert (verdict.outcome, verdict.hold) == ("put off", None), "nobody else waits"
        envelope = when_due(shop, envelope)
        until += timedelta(minutes=7)
    assert (kept(shop).state, kept(shop).attempts, kept(shop).due) == (State.PENDING, 0, until - timedelta(minutes=7))
    shop.doing = calling_discord
    assert shop.deliver(envelope).outcome == "done"


def coming(seconds: float) -> Callable[[Chore, JobTools], Outcome]:
    """What has to wait for so long, and is quick then."""
    until = NOON + timedelta(seconds=seconds)

    def wait(job: Chore, tools: JobTools) -> Outcome:
        if tools.now < until:
            raise Soon(until, "the countdown")
        return Outcome()

    return wait


@pytest.mark.parametrize("seconds", [0.5, 10])
def test_what_comes_soon_is_held_with_its_message(shop: Workshop, seconds: float) -> None:
    envelope = promised(shop)
    shop.doing = coming(seconds)
    verdict = shop.deliver(envelope)
    assert (verdict.outcome, verdict.hold) == ("held", seconds)
    assert (kept(shop).state, kept(shop).due, kept(shop).moves) == (State.PENDING, NOON, 0), "as if it had not come"
    late = envelope.model_copy(update={"now": NOON + timedelta(seconds=seconds)})
    assert shop.deliver(late, delivery=2).outcome == "done"


def test_what_comes_soon_is_held_again_where_its_message_came_back_early(shop: Workshop) -> None:
    """Others of its group were held, or DynamoDB was silent for a moment."""
    envelope = promised(shop)
    shop.doing = coming(10)
    for delivery in (1, 2, MOST_HOLDS):
        assert shop.deliver(envelope, delivery=delivery).hold == 10
    assert kept(shop).moves == 0


@pytest.mark.parametrize(("seconds", "outcome"), [(LONGEST_HOLD, "held"), (LONGEST_HOLD + 1, "put off")])
def test_a_message_is_held_for_a_minute_at_the_most(shop: Workshop, seconds: float, outcome: str) -> None:
    envelope = promised(shop)
    shop.doing = coming(seconds)
    assert shop.deliver(envelope).outcome == outcome


def test_what_was_held_too_often_is_put_off_to_the_sweep(shop: Workshop) -> None:
    """A message that comes back too soon each time must not be held for ever."""
    envelope = promised(shop)
    shop.doing = coming(10)
    verdict = shop.deliver(envelope, delivery=MOST_HOLDS + 1)
    assert (verdict.outcome, verdict.hold) == ("put off", None)
    assert (kept(shop).due, kept(shop).attempts) == (NOON + timedelta(seconds=10), 0)
    assert shop.sweep(minutes=1).sent == 1
    assert shop.deliver(when_due(shop, envelope)).outcome == "done"


class Looking:
    """A chore that notes whether it may be done already."""

    def __init__(self, shop: Workshop, failure: Exception | None = None) -> None:
        self.told: list[bool] = []
        self.envelope = promised(shop)
        self._failure = failure
        shop.doing = self._look

    def _look(self, job: Chore, tools: JobTools) -> Outcome:
        self.told.append(tools.may_be_done)
        if self._failure:
            raise self._failure
        return Outcome()


def test_a_job_that_comes_for_the_first_time_is_not_done_yet(shop: Workshop) -> None:
    looking = Looking(shop)
    shop.deliver(looking.envelope)
    assert looking.told == [False]


def test_a_job_that_is_delivered_once_more_may_be_done_though_nothing_was_counted(shop: Workshop) -> None:
    looking = Looking(shop)
    shop.deliver(looking.envelope, delivery=2)
    assert looking.told == [True]


@pytest.mark.parametrize("failure", [Unavailable("Discord", "silent"), NotYet(NOON, "later")])
def test_a_job_whose_try_was_counted_may_be_done_in_whatever_message_it_comes(
    shop: Workshop, failure: Exception
) -> None:
    looking = Looking(shop, failure)
    for _ in range(QUICK_TRIES + 2):
        shop.deliver(looking.envelope)
        looking.envelope = when_due(shop, looking.envelope)
    assert looking.told == [False] + [True] * (QUICK_TRIES + 1)


def test_a_job_that_met_a_bug_may_be_done(shop: Workshop) -> None:
    looking = Looking(shop)
    shop.worker.stumble(looking.envelope, "a bug")
    shop.deliver(looking.envelope)
    assert looking.told == [True]


@pytest.mark.parametrize(("minutes", "may_be"), [(4.9, False), (5, True)])
def test_a_message_that_may_be_the_second_of_its_job_finds_it_maybe_done(
    shop: Workshop, minutes: float, may_be: bool
) -> None:
    """Nothing tells that the first one was delivered."""
    looking = Looking(shop)
    shop.deliver(looking.envelope.model_copy(update={"now": NOON + timedelta(minutes=minutes)}))
    assert looking.told == [may_be]


@pytest.mark.parametrize("looked_at", [1, 2, 50])
def test_what_waits_right_before_a_promise_is_found_by_their_ids(shop: Workshop, looked_at: int) -> None:
    shop.commit(*(a_chore(f"to.1.{at}") for at in range(4)), a_chore("to.0.9"), a_chore("to.2.0"))
    done = next(each for each in shop.sent() if each.ticket.id == "to.1.1")
    shop.deliver(done)
    found = pending_before(shop.database, TENANT, "to.1.", JobId("to.1.3"), looked_at)
    assert [each.id for each in found] == {1: ["to.1.2"], 2: ["to.1.2"], 50: ["to.1.2", "to.1.0"]}[looked_at]


# -- Discord is silent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("silence", [httpx.Response(503), httpx.ReadTimeout("slow"), httpx.ConnectError("gone")])
def test_after_silence_a_job_is_tried_again_quickly(account: Account, silence: httpx.Response | Exception) -> None:
    shop = a_workshop([silence, silence])
    envelope = promised(shop)
    assert [shop.deliver(envelope, delivery).hold for delivery in (1, 2, 3)] == [2.0, 4.0, None]
    assert kept(shop).state is State.DONE


def test_after_the_quick_tries_a_job_is_put_off_with_growing_waits(account: Account) -> None:
    shop = a_workshop([httpx.Response(500)] * 100)
    envelope = promised(shop)
    for delivery in range(QUICK_TRIES):
        assert shop.deliver(envelope, delivery + 1).outcome == "tried"
    waits = []
    for _ in range(6):
        assert shop.deliver(envelope).outcome == "put off"
        waits.append((kept(shop).due - envelope.now).total_seconds())
        envelope = when_due(shop, envelope)
    assert waits == [60, 120, 240, 480, 960, 1800]


def test_after_the_last_attempt_a_job_is_given_up(account: Account) -> None:
    shop = a_workshop([httpx.Response(500)] * 100)
    envelope = promised(shop)
    for _ in range(MOST_ATTEMPTS):
        assert shop.deliver(envelope).outcome in {"tried", "put off"}
        envelope = when_due(shop, envelope)
    assert shop.deliver(envelope).outcome == "given up"
    assert kept(shop).state is State.FAILED
    assert "500" in (kept(shop).error or "")
    assert shop.sweep(minutes=100_000).due == 0


def test_a_plan_that_replaces_a_failing_one_wins(account: Account) -> None:
    shop = a_workshop()
    envelope = promised(shop)

    def silence(job: Chore, tools: JobTools) -> Outcome:
        shop.commit(a_chore(), due=NOON + timedelta(hours=1), source="newer")
        raise Unavailable("Discord", "silent")

    shop.doing = silence
    shop.deliver(envelope)
    assert (kept(shop).due, kept(shop).attempts) == (NOON + timedelta(hours=1), 0)


def test_while_dynamodb_is_silent_nothing_is_lost(shop: Workshop, account: Account) -> None:
    envelope = promised(shop)
    with silent(account, "BatchGetItem"), pytest.raises(Unavailable):
        shop.deliver(envelope)
    with silent(account, "TransactWriteItems"), pytest.raises(Unavailable):
        shop.deliver(envelope)
    assert shop.deliver(envelope, delivery=3).outcome == "done"


# -- Discord refuses -------------------------------------------------------------------------------------------


def test_a_refused_token_halts_everything_until_there_is_another(account: Account) -> None:
    shop = a_workshop([refused(401, 0)])
    envelope = promised(shop)
    assert shop.deliver(envelope).outcome == UNAUTHORIZED
    assert fetch_standing(shop.database).refuses("token")
    assert not fetch_standing(shop.database).refuses("another token")
    assert kept(shop).due == NOON + timedelta(minutes=5)


def test_a_job_that_is_postponed_makes_no_call_and_stays_promised(shop: Workshop) -> None:
    envelope = promised(shop)
    assert shop.worker.postpone(envelope).outcome == "put off"
    assert shop.runs == []
    assert shop.sweep(minutes=5).sent == 1


def test_our_own_bug_comes_through_to_the_door(shop: Workshop) -> None:
    def bug(job: Chore, tools: JobTools) -> Outcome:
        raise ZeroDivisionError

    envelope = promised(shop)
    shop.doing = bug
    with pytest.raises(ZeroDivisionError):
        shop.deliver(envelope)


def stumbled(shop: Workshop, envelope: Envelope) -> list[str]:
    return [shop.worker.stumble(envelope, "ZeroDivisionError()").outcome for _ in range(MOST_FAULTS)]


def test_after_the_last_bug_a_job_lies_among_the_dead_letters(shop: Workshop) -> None:
    envelope = promised(shop)
    assert stumbled(shop, envelope) == ["fault"] * (MOST_FAULTS - 1) + ["dead letter"]
    assert (kept(shop).state, kept(shop).error) == (State.FAILED, "ZeroDivisionError()")
    assert [each.ticket for each in shop.dead_letters()] == [envelope.ticket]
    assert shop.sweep(minutes=100).due == 0


def test_waiting_for_its_turn_counts_as_no_bug(account: Account) -> None:
    shop = a_workshop([limited(2)] * 30)
    envelope = promised(shop)
    for delivery in range(1, 31):
        shop.deliver(envelope, delivery)
    assert shop.worker.stumble(envelope, "the first bug").outcome == "fault"
    assert kept(shop).state is State.PENDING


def test_a_dead_letter_that_fails_again_is_another_letter(shop: Workshop) -> None:
    envelope = promised(shop)
    stumbled(shop, envelope)
    (letter,) = shop.dead_letters()
    assert shop.worker.stumble(letter, "not mended").outcome == "dead letter"
    assert len(shop.dead_letters()) == 1


def test_without_the_dead_letters_a_job_is_kept_where_it_is(shop: Workshop, account: Account) -> None:
    envelope = promised(shop)
    with silent(account, "SendMessageBatch"):
        assert stumbled(shop, envelope)[-1] == "fault"
    assert kept(shop).state is State.PENDING


def test_a_dead_letter_that_meets_silence_waits_like_any_other_job(account: Account) -> None:
    shop = a_workshop([limited(600)])
    envelope = promised(shop)
    shop.worker.give_up(envelope, "a bug that was mended")
    assert shop.deliver(envelope).outcome == "put off"
    assert shop.sweep(minutes=10).sent == 1


def test_a_job_that_failed_may_be_delivered_again_from_the_dead_letters(shop: Workshop) -> None:
    envelope = promised(shop)
    shop.worker.give_up(envelope, "a bug that was mended")
    assert shop.deliver(envelope).outcome == "done"
    assert (kept(shop).state, kept(shop).attempts) == (State.DONE, 0)


def test_giving_up_what_is_done_changes_nothing(shop: Workshop, account: Account) -> None:
    envelope = promised(shop)
    shop.deliver(envelope)
    before = documents(account, Table.JOBS)
    shop.worker.give_up(envelope, "late")
    assert documents(account, Table.JOBS) == before


def test_an_ended_promise_is_forgotten_after_a_week(shop: Workshop, account: Account) -> None:
    envelope = promised(shop)
    assert "expires" not in items(account, Table.JOBS)[0]
    shop.deliver(envelope)
    assert items(account, Table.JOBS)[0]["expires"] == {"N": str(int((NOON + timedelta(days=7)).timestamp()))}
