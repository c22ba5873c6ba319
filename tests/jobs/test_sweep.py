"""Every minute: what is due and not done goes to the queue, and nothing else costs anything."""

from datetime import timedelta

import pytest

from paddock.change import Change, Planned
from paddock.ids import OrganizationId
from paddock.jobs.model import SHARDS
from paddock.jobs.records import due_before, settled
from tests.support.aws import Account
from tests.support.payloads import NOON
from tests.support.silence import silent
from tests.support.workshop import TENANT, Chore, Workshop, a_cause, a_chore

HOUR = timedelta(hours=1)


def waiting(shop: Workshop, number: int) -> None:
    for at in range(0, number, 50):
        chores = [a_chore(f"chore{each}") for each in range(at, min(at + 50, number))]
        shop.commit(*chores, due=NOON + HOUR, source=f"batch{at}")


def test_what_is_due_is_found_in_every_shard(shop: Workshop) -> None:
    waiting(shop, 40)
    swept = shop.sweep(minutes=60)
    assert (swept.due, swept.sent) == (40, 40)
    assert len({each.envelope.ticket.id for each in due_before(shop.database, NOON + HOUR, 1000)}) == 40
    shards = [shop.promise(f"chore{each}") for each in range(40)]
    assert {each.shard for each in shards if each} == set(range(SHARDS))


def test_what_is_due_at_once_is_sent_in_order_of_its_ids_and_after_what_was_due_earlier(shop: Workshop) -> None:
    shop.commit(*(a_chore(f"chore{at:02}") for at in range(20)), due=NOON + HOUR)
    shop.commit(a_chore("last"), due=NOON + HOUR / 2, source="earlier")
    found = due_before(shop.database, NOON + HOUR, 1000)
    assert [each.envelope.ticket.id for each in found] == ["last", *(f"chore{at:02}" for at in range(20))]


def test_what_is_not_due_yet_stays(shop: Workshop) -> None:
    waiting(shop, 3)
    assert shop.sweep(minutes=59.99).due == 0
    assert shop.sweep(minutes=60).due == 3


def test_what_is_done_is_not_found_any_more(shop: Workshop) -> None:
    shop.commit(a_chore())
    (envelope,) = shop.sent()
    shop.deliver(envelope)
    assert shop.sweep(minutes=60).due == 0


def test_a_job_carries_the_time_of_the_tick_that_sent_it(shop: Workshop) -> None:
    waiting(shop, 1)
    shop.sweep(minutes=61)
    assert [each.now for each in shop.sent()] == [NOON + timedelta(minutes=61)]


def test_it_tells_for_how_long_the_oldest_has_been_due(shop: Workshop) -> None:
    waiting(shop, 2)
    shop.commit(a_chore("older"), due=NOON + timedelta(minutes=50))
    assert shop.sweep(minutes=65).oldest == 15 * 60
    assert shop.sweep(minutes=0).oldest == 0


def test_two_ticks_in_a_row_send_what_is_due_once(shop: Workshop) -> None:
    waiting(shop, 12)
    shop.sweep(minutes=60)
    shop.sweep(minutes=61)
    assert len(shop.sent()) == 12


def test_what_was_sent_after_its_commit_is_not_sent_a_second_time(shop: Workshop) -> None:
    shop.commit(a_chore())
    shop.sweep()
    assert len(shop.sent()) == 1


@pytest.mark.parametrize("number", [0, 1000])
def test_a_tick_with_nothing_due_asks_the_same_few_questions(shop: Workshop, account: Account, number: int) -> None:
    waiting(shop, number)
    account.calls.clear()
    assert shop.sweep().due == 0
    assert account.calls == ["Query"] * SHARDS


def test_a_thousand_due_jobs_are_sent_in_batches(shop: Workshop, account: Account) -> None:
    waiting(shop, 1000)
    account.calls.clear()
    assert shop.sweep(minutes=60).sent == 1000
    assert account.calls.count("Query") == SHARDS
    assert account.calls.count("SendMessageBatch") == 100


def test_what_sqs_does_not_take_counts_as_unsent_and_comes_with_the_next_tick(shop: Workshop, account: Account) -> None:
    waiting(shop, 3)
    with silent(account, "SendMessageBatch"):
        swept = shop.sweep(minutes=60)
    assert (swept.due, swept.sent) == (3, 0)
    assert shop.sweep(minutes=61).sent == 3


def test_a_job_that_was_put_off_is_sent_as_another_attempt(shop: Workshop) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    shop.ledger.settle(settled(promise, due=NOON + HOUR, moves=1))
    shop.sweep(minutes=60)
    first, second = shop.sent()
    assert (first.moves, second.moves) == (0, 1)
    assert first.deduplication != second.deduplication


def test_organizations_with_jobs_of_one_name_do_not_meet(shop: Workshop) -> None:
    shop.commit(a_chore())
    other = Chore(organization=OrganizationId("2"), name="chore")
    shop.ledger.commit(Change(jobs=(Planned(other),)), a_cause())
    assert sorted(each.ticket.organization for each in shop.sent()) == [TENANT, "2"]
