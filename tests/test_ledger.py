"""The one way to change anything."""

from datetime import timedelta

import pytest

from paddock import aws
from paddock.audit.records import AUDIT_LINE
from paddock.change import Cancelled, Change, Entry, Planned, differences
from paddock.errors import Conflict, Repeated
from paddock.ids import JobId
from paddock.jobs.model import State
from paddock.ledger import REMEMBERED, Scribe
from paddock.store.change import put
from paddock.store.item import Table
from tests.support.aws import Account
from tests.support.kept import documents, items
from tests.support.payloads import NOON
from tests.support.silence import answering, silent
from tests.support.workshop import NOTE, TENANT, Note, Workshop, a_cause, a_chore, a_reply, a_workshop

CHANGE = Change(
    (put(NOTE, Note(name="a")),),
    (Entry("note.made", "note:a", after={"text": "x"}), Entry("note.shown", "note:a")),
    (Planned(a_chore()),),
)


@pytest.fixture
def shop(account: Account) -> Workshop:
    account.calls.clear()
    return a_workshop()


def actions(account: Account) -> list[str]:
    return [each["action"] for each in documents(account, Table.AUDIT)]


def test_state_audit_and_jobs_are_one_transaction(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(CHANGE, a_cause(once=True))
    assert account.calls == ["TransactWriteItems", "SendMessageBatch"]
    assert len(documents(account, Table.RECORDS, "NOTE#")) == 1
    assert actions(account) == ["note.made", "note.shown"]
    assert len(documents(account, Table.JOBS)) == 1


def test_where_the_state_has_changed_neither_audit_nor_jobs_are_written(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(Change(CHANGE.writes), a_cause("first"))
    with pytest.raises(Conflict):
        shop.ledger.commit(CHANGE, a_cause("second"))
    assert documents(account, Table.AUDIT) == []
    assert documents(account, Table.JOBS) == []
    assert shop.sent() == []


def test_the_audit_tells_who_when_through_what_and_what(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(CHANGE, a_cause("interaction"))
    first, second = documents(account, Table.AUDIT)
    assert (first["actor"], first["source"], first["instant"]) == ("somebody", "interaction", "2037-11-23T12:00:00Z")
    assert (first["subject"], first["after"]) == ("note:a", {"text": "x"})
    assert (first["place"], second["place"]) == (0, 1)


def test_a_cause_that_acts_once_is_refused_the_second_time(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(Change(CHANGE.writes), a_cause(once=True))
    with pytest.raises(Repeated):
        shop.ledger.commit(Change((put(NOTE, Note(name="b")),)), a_cause(once=True))
    assert len(documents(account, Table.RECORDS, "NOTE#")) == 1


def test_a_repetition_whose_state_has_changed_too_is_known_as_a_repetition(shop: Workshop) -> None:
    shop.ledger.commit(CHANGE, a_cause(once=True))
    with pytest.raises(Repeated):
        shop.ledger.commit(CHANGE, a_cause(once=True))


def test_that_something_happened_is_remembered_for_a_day(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(CHANGE, a_cause(once=True))
    (receipt,) = [each for each in items(account, Table.RECORDS) if each["sk"]["S"].startswith("RECEIPT#")]
    assert receipt["expires"] == {"N": str(int((NOON + REMEMBERED).timestamp()))}


def test_jobs_that_are_due_are_sent_after_the_commit_and_later_ones_are_not(shop: Workshop) -> None:
    change = Change(
        jobs=(
            Planned(a_chore("now")),
            Planned(a_chore("overdue"), NOON - timedelta(days=1)),
            Planned(a_chore("later"), NOON + timedelta(seconds=1)),
        )
    )
    shop.ledger.commit(change, a_cause())
    assert sorted(each.ticket.id for each in shop.sent()) == ["now", "overdue"]


def test_what_sqs_does_not_take_stays_promised(shop: Workshop, account: Account) -> None:
    with silent(account, "SendMessageBatch"):
        shop.commit(a_chore())
    assert shop.sent() == []
    assert shop.sweep().sent == 1
    assert [each.ticket.id for each in shop.sent()] == ["chore"]


def test_a_message_that_sqs_refuses_leaves_the_others_sent(shop: Workshop, account: Account) -> None:
    refused = {"Successful": [], "Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]}
    with answering(aws.sqs(), "SendMessageBatch", {**refused, "ResponseMetadata": {}}):
        shop.commit(*(a_chore(f"chore{number}") for number in range(12)))
    assert len(shop.sent()) == 2


def test_a_new_plan_replaces_the_earlier_promise_of_the_same_id(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore(), due=NOON + timedelta(hours=1), source="first")
    shop.commit(a_chore(), due=NOON + timedelta(hours=2), source="second")
    (promise,) = documents(account, Table.JOBS)
    assert promise["due"] == "2037-11-23T14:00:00Z"


def test_a_cancelled_promise_is_gone(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore(), due=NOON + timedelta(hours=1))
    shop.ledger.commit(Change(jobs=(Cancelled(TENANT, JobId("chore")),)), a_cause("later"))
    assert documents(account, Table.JOBS) == []
    assert shop.sweep(minutes=120).due == 0


def test_cancelling_what_was_never_promised_does_no_harm(shop: Workshop, account: Account) -> None:
    shop.ledger.commit(Change(jobs=(Cancelled(TENANT, JobId("chore")),)), a_cause())
    assert documents(account, Table.JOBS) == []


def test_everybody_who_waits_for_an_answer_has_a_promise_of_their_own(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore(), source="1001", reply=a_reply())
    shop.commit(a_chore(), source="1002", reply=a_reply())
    assert sorted(each["id"] for each in documents(account, Table.JOBS)) == ["chore.1001", "chore.1002"]
    assert len(shop.sent()) == 2


# -- the end of a job --------------------------------------------------------------------------------


def test_a_job_s_outcome_and_its_being_done_are_one_transaction(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    account.calls.clear()
    shop.ledger.finish(promise, Change(CHANGE.writes), a_cause("job"))
    assert account.calls == ["TransactWriteItems"]
    ended = shop.promise()
    assert ended
    assert (ended.state, ended.ended) == (State.DONE, NOON)


def test_the_outcome_of_a_superseded_promise_stands_and_the_newer_promise_stays(
    shop: Workshop, account: Account
) -> None:
    shop.commit(a_chore(), source="first")
    old = shop.promise()
    shop.commit(a_chore(), source="second")
    newer = shop.promise()
    assert old
    shop.ledger.finish(old, Change(CHANGE.writes), a_cause("job"))
    assert len(documents(account, Table.RECORDS, "NOTE#")) == 1
    assert shop.promise() == newer


def test_a_superseded_promise_without_an_outcome_changes_nothing(shop: Workshop) -> None:
    shop.commit(a_chore(), source="first")
    old = shop.promise()
    shop.commit(a_chore(), source="second")
    newer = shop.promise()
    assert old
    shop.ledger.finish(old, Change(), a_cause("job"))
    assert shop.promise() == newer


def test_a_job_may_promise_itself_anew(shop: Workshop) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    again = Change(CHANGE.writes, jobs=(Planned(a_chore(), NOON + timedelta(hours=1)),))
    shop.ledger.finish(promise, again, a_cause("job"))
    renewed = shop.promise()
    assert renewed
    assert (renewed.state, renewed.due) == (State.PENDING, NOON + timedelta(hours=1))


def test_a_job_that_promises_itself_anew_leaves_a_later_plan_that_knows_more(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore(), source="first")
    old = shop.promise()
    shop.commit(a_chore(), source="second")
    newer = shop.promise()
    assert old
    again = Change(CHANGE.writes, jobs=(Planned(a_chore(), NOON + timedelta(hours=1)),))
    shop.ledger.finish(old, again, a_cause("job"))
    assert len(documents(account, Table.RECORDS, "NOTE#")) == 1
    assert shop.promise() == newer


def test_the_outcome_of_a_cancelled_promise_stands(shop: Workshop, account: Account) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    shop.ledger.commit(Change(jobs=(Cancelled(TENANT, promise.id),)), a_cause("other"))
    shop.ledger.finish(promise, Change(CHANGE.writes), a_cause("job"))
    assert len(documents(account, Table.RECORDS, "NOTE#")) == 1
    assert documents(account, Table.JOBS) == []


def test_a_job_whose_state_has_changed_meanwhile_is_not_done(shop: Workshop) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    shop.ledger.commit(Change(CHANGE.writes), a_cause("other"))
    with pytest.raises(Conflict):
        shop.ledger.finish(promise, Change(CHANGE.writes), a_cause("job"))
    assert shop.promise() == promise


def test_jobs_that_follow_from_a_job_are_sent_when_it_ends(shop: Workshop) -> None:
    shop.commit(a_chore())
    promise = shop.promise()
    assert promise
    shop.sent()
    shop.ledger.finish(promise, Change(jobs=(Planned(a_chore("next")),)), a_cause("job"))
    assert [each.ticket.id for each in shop.sent()] == ["next"]


# -- one event that writes more than once -------------------------------------------------------------------


def test_what_has_to_be_opened_is_written_with_the_first_change(shop: Workshop, account: Account) -> None:
    opening = Change((put(NOTE, Note(name="opened")),))
    scribe = Scribe(shop.ledger, a_cause(once=True), opening)
    scribe.commit(Change((put(NOTE, Note(name="a")),)))
    scribe.close()
    assert account.calls == ["TransactWriteItems"]
    assert [each["name"] for each in documents(account, Table.RECORDS, "NOTE#")] == ["a", "opened"]


def test_what_both_open_and_change_is_written_once_as_changed(shop: Workshop, account: Account) -> None:
    opening = Change((put(NOTE, Note(name="a", text="opened")),), (Entry("opened", "note:a"),))
    scribe = Scribe(shop.ledger, a_cause(once=True), opening)
    scribe.commit(Change((put(NOTE, Note(name="a", text="changed")),), (Entry("changed", "note:a"),)))
    assert [each["text"] for each in documents(account, Table.RECORDS, "NOTE#")] == ["changed"]
    assert actions(account) == ["opened", "changed"]


def test_without_a_change_the_opening_is_written_at_the_end(shop: Workshop, account: Account) -> None:
    scribe = Scribe(shop.ledger, a_cause(once=True), Change((put(NOTE, Note(name="opened")),)))
    scribe.commit(Change())
    scribe.close()
    assert account.calls == ["TransactWriteItems"]


def test_one_event_may_write_twice_and_counts_as_one(shop: Workshop, account: Account) -> None:
    scribe = Scribe(shop.ledger, a_cause(once=True))
    scribe.commit(Change((put(NOTE, Note(name="a")),), (Entry("first", "note:a"),)))
    scribe.commit(Change((put(NOTE, Note(name="b")),), (Entry("second", "note:b"),)))
    assert sorted(actions(account)) == ["first", "second"]
    with pytest.raises(Repeated):
        Scribe(shop.ledger, a_cause(once=True)).commit(Change((put(NOTE, Note(name="c")),)))


def test_the_same_line_written_again_by_a_repeated_job_is_one_line(shop: Workshop, account: Account) -> None:
    for _ in range(2):
        shop.ledger.commit(Change(entries=CHANGE.entries), a_cause("job"))
    assert actions(account) == ["note.made", "note.shown"]


def test_audit_lines_sort_by_time(shop: Workshop, account: Account) -> None:
    for hour in (2, 1, 3):
        shop.ledger.commit(Change(entries=(Entry(str(hour), "x"),)), a_cause(now=NOON + timedelta(hours=hour)))
    lines = shop.database.query(AUDIT_LINE, TENANT, newest_first=True)
    assert [each.action for each in lines] == ["3", "2", "1"]


def test_differences_are_the_fields_that_changed_and_never_the_version() -> None:
    before = Note(name="a", text="old", version=1)
    assert differences(before, Note(name="a", text="new", version=2)) == ({"text": "old"}, {"text": "new"})
    assert differences(before, before) == ({}, {})
