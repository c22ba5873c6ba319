"""Reads in one round trip, writes in one transaction, failed conditions by their positions."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from paddock.audit.records import AUDIT_LINE
from paddock.errors import Conflict, Unavailable
from paddock.ids import OrganizationId
from paddock.jobs.records import PROMISE
from paddock.store.change import (
    Add,
    Check,
    Delete,
    Put,
    Write,
    check,
    delete,
    merged,
    never_stored,
    none_counted,
    put,
    still_stamped,
    unchanged_since,
)
from paddock.store.item import Index, Item, Record
from paddock.store.table import MOST_ROUNDS, MOST_WRITES, Database, FailedWrites, Session
from tests.support.aws import Account
from tests.support.silence import an_error, cancelled, dynamodb_answering

TENANT = OrganizationId("1")


class Thing(Record):
    organization: OrganizationId = TENANT
    name: str
    stamp: str = "s"
    owner: str | None = None
    text: str = ""


THING = Item(
    Thing,
    pk="{organization}",
    sk="THING#{name}",
    purpose="for tests",
    indexes=(Index("roster", pk="{organization}#{owner}", sk="{name}"),),
    columns=("stamp",),
)


def stored(database: Database, *names: str, **fields: Any) -> list[Thing]:
    things = [Thing(name=name, **fields) for name in names]
    for at in range(0, len(things), MOST_WRITES):
        database.write([put(THING, thing) for thing in things[at : at + MOST_WRITES]])
    return [thing.model_copy(update={"version": 1}) for thing in things]


def names(database: Database, **options: Any) -> list[str]:
    return [each.name for each in database.query(THING, TENANT, **options)]


# -- counting ----------------------------------------------------------------------------------------

TALLY = THING.key(organization=TENANT, name="tally")


def test_what_is_added_is_summed_up(database: Database) -> None:
    for amount in (2, 3, -1):
        database.write([Add(TALLY, amount)])
    assert Session(database).tally(THING, organization=TENANT, name="tally") == 4


def test_what_was_never_added_to_is_nothing(database: Database) -> None:
    assert Session(database).tally(THING, organization=TENANT, name="tally") == 0


def test_none_counted_holds_before_the_first_and_after_the_last(database: Database) -> None:
    check_none = Check(TALLY, none_counted)
    database.write([check_none])
    database.write([Add(TALLY, 1)])
    with pytest.raises(FailedWrites):
        database.write([check_none])
    database.write([Add(TALLY, -1)])
    database.write([check_none])


def test_additions_and_equal_checks_of_an_item_become_one() -> None:
    thing = Thing(name="a", version=1)
    writes: list[Write] = [
        check(THING, thing),
        Add(TALLY, 1),
        check(THING, thing),
        put(THING, Thing(name="b")),
        Add(TALLY, 1),
    ]
    assert merged(writes) == (check(THING, thing), put(THING, Thing(name="b")), Add(TALLY, 2))
    assert merged([Add(TALLY, 1), Add(TALLY, -1)]) == ()


# -- writes ------------------------------------------------------------------------------------------


def test_all_writes_are_one_call(database: Database, account: Account) -> None:
    account.calls.clear()
    stored(database, "a", "b", "c")
    assert account.calls == ["TransactWriteItems"]


def test_what_was_never_stored_is_stored_once(database: Database) -> None:
    stored(database, "a")
    with pytest.raises(FailedWrites) as refused:
        stored(database, "b", "a")
    assert refused.value.failed == (1,)
    assert names(database) == ["a"]


def test_a_record_is_replaced_by_the_one_that_was_read_last(database: Database) -> None:
    (thing,) = stored(database, "a")
    database.write([put(THING, thing.model_copy(update={"text": "first"}))])
    with pytest.raises(FailedWrites) as refused:
        database.write([put(THING, thing.model_copy(update={"text": "second"}))])
    assert refused.value.failed == (0,)
    (kept,) = database.query(THING, TENANT)
    assert (kept.text, kept.version) == ("first", 2)


def test_every_write_whose_condition_fails_is_named(database: Database) -> None:
    first, second, third = stored(database, "a", "b", "c")
    database.write([delete(THING, first), delete(THING, third)])
    with pytest.raises(FailedWrites) as refused:
        database.write([put(THING, first), put(THING, second), check(THING, third)])
    assert refused.value.failed == (0, 2)


def test_a_failed_check_keeps_all_writes_from_happening(database: Database) -> None:
    (thing,) = stored(database, "a")
    with pytest.raises(Conflict):
        database.write([check(THING, thing.model_copy(update={"version": 7})), put(THING, Thing(name="b"))])
    assert names(database) == ["a"]


def test_a_check_that_holds_writes_nothing(database: Database) -> None:
    (thing,) = stored(database, "a")
    database.write([check(THING, thing), put(THING, Thing(name="b"))])
    assert [each.version for each in database.query(THING, TENANT)] == [1, 1]


def test_only_the_version_that_was_read_is_deleted(database: Database) -> None:
    (thing,) = stored(database, "a")
    with pytest.raises(Conflict):
        database.write([delete(THING, thing.model_copy(update={"version": 2}))])
    database.write([delete(THING, thing)])
    assert names(database) == []


def test_without_a_condition_whatever_is_there_is_deleted(database: Database) -> None:
    stored(database, "a")
    database.write([Delete(THING.key(organization=TENANT, name="a"))])
    database.write([Delete(THING.key(organization=TENANT, name="a"))])
    assert names(database) == []


def test_a_promise_is_settled_only_under_its_own_stamp(database: Database) -> None:
    (thing,) = stored(database, "a", stamp="old")
    key, newer = THING.key_of(thing), THING.dump(thing.model_copy(update={"stamp": "new"}))
    database.write([Put(key, newer, still_stamped("old"))])
    with pytest.raises(Conflict):
        database.write([Put(key, newer, still_stamped("old"))])


def test_conditions_have_names() -> None:
    conditions = (never_stored, unchanged_since(3), still_stamped("s"))
    assert [each.name for each in conditions] == ["never stored", "unchanged since version 3", "still stamped s"]


def test_more_writes_than_dynamodb_takes_are_refused_before_any_is_sent(database: Database, account: Account) -> None:
    account.calls.clear()
    with pytest.raises(ValueError, match="101 writes"):
        database.write([put(THING, Thing(name=str(number))) for number in range(101)])
    assert account.calls == []


def test_a_transaction_in_the_way_is_a_conflict_of_no_write_in_particular(database: Database) -> None:
    other = cancelled("None", "TransactionConflict")
    with dynamodb_answering("TransactWriteItems", other), pytest.raises(FailedWrites) as refused:
        stored(database, "a", "b")
    assert refused.value.failed == ()


def test_a_failed_condition_beside_a_transaction_in_the_way_is_named(database: Database) -> None:
    other = cancelled("TransactionConflict", "ConditionalCheckFailed")
    with dynamodb_answering("TransactWriteItems", other), pytest.raises(FailedWrites) as refused:
        stored(database, "a", "b")
    assert refused.value.failed == (1,)


def test_an_item_leaves_an_index_when_a_part_of_its_key_goes(database: Database) -> None:
    (thing,) = stored(database, "a", owner="alice")
    assert [each.name for each in database.query(THING, "1#alice", index="roster")] == ["a"]
    database.write([put(THING, thing.model_copy(update={"owner": None}))])
    assert database.query(THING, "1#alice", index="roster") == []


def test_an_item_moves_within_an_index_with_its_parts(database: Database) -> None:
    (thing,) = stored(database, "a", owner="alice")
    database.write([put(THING, thing.model_copy(update={"owner": "bob"}))])
    assert database.query(THING, "1#alice", index="roster") == []
    assert [each.owner for each in database.query(THING, "1#bob", index="roster")] == ["bob"]


# -- reads -------------------------------------------------------------------------------------------


def test_items_of_all_tables_are_read_in_one_call(database: Database, account: Account) -> None:
    keys = [
        THING.key(organization=TENANT, name="a"),
        PROMISE.key(organization=TENANT, id="a"),
        AUDIT_LINE.key(organization=TENANT, instant="i", source="s", place=0, mark="m"),
    ]
    stored(database, "a")
    account.calls.clear()
    assert list(database.fetch(keys)) == keys[:1]
    assert account.calls == ["BatchGetItem"]


def test_more_than_a_hundred_keys_are_read_in_as_many_calls_as_it_takes(database: Database, account: Account) -> None:
    every = [f"{number:03d}" for number in range(130)]
    stored(database, *every)
    account.calls.clear()
    found = database.fetch(THING.key(organization=TENANT, name=name) for name in [*every, "missing", "000"])
    assert sorted(THING.load(each).name for each in found.values()) == every
    assert account.calls == ["BatchGetItem", "BatchGetItem"]


def test_no_keys_need_no_call(database: Database, account: Account) -> None:
    account.calls.clear()
    assert database.fetch([]) == {}
    assert account.calls == []


def unprocessed(*left: str) -> dict[str, Any]:
    keys = [THING.key(organization=TENANT, name=name).wire for name in left]
    return {"Responses": {}, "UnprocessedKeys": {"paddock-records": {"Keys": keys, "ConsistentRead": True}}}


def test_keys_that_dynamodb_leaves_out_are_asked_for_again(database: Database) -> None:
    stored(database, "a", "b")
    with dynamodb_answering("BatchGetItem", unprocessed("a", "b"), unprocessed("b"), None) as asked:
        found = database.fetch(THING.key(organization=TENANT, name=name) for name in ("a", "b"))
    assert [THING.load(each).name for each in found.values()] == ["b"]
    assert len(asked) == 3


def test_keys_that_dynamodb_leaves_out_for_ever_make_it_unavailable(database: Database) -> None:
    with dynamodb_answering("BatchGetItem", *[unprocessed("a")] * 50) as asked, pytest.raises(Unavailable):
        database.fetch([THING.key(organization=TENANT, name="a")])
    assert len(asked) == MOST_ROUNDS


def test_a_query_follows_dynamodb_s_pages(database: Database, account: Account) -> None:
    for name in "abcd":
        stored(database, name, text="x" * 390_000)
    account.calls.clear()
    assert names(database) == ["a", "b", "c", "d"]
    assert account.calls == ["Query", "Query"]


def test_a_query_stops_at_its_limit(database: Database, account: Account) -> None:
    stored(database, *"abcd")
    assert names(database, limit=3) == ["a", "b", "c"]
    assert names(database, limit=3, newest_first=True) == ["d", "c", "b"]


def test_a_query_is_for_one_partition_and_one_range(database: Database) -> None:
    stored(database, *"abcd")
    stored(database, "b", organization=OrganizationId("2"))
    assert names(database, between=("THING#b", "THING#c")) == ["b", "c"]
    assert [each.organization for each in database.query(THING, "2")] == ["2"]


# -- one event's view -----------------------------------------------------------------------------------


def test_what_was_read_once_is_not_read_again(database: Database, account: Account) -> None:
    stored(database, "a")
    session = Session(database)
    account.calls.clear()
    for _ in range(3):
        assert session.find(THING, organization=TENANT, name="a")
        assert session.find(THING, organization=TENANT, name="missing") is None
    assert account.calls == ["BatchGetItem", "BatchGetItem"]


def test_after_a_write_everything_is_read_anew(database: Database, account: Account) -> None:
    (thing,) = stored(database, "a")
    session = Session(database)
    session.find(THING, organization=TENANT, name="a")
    database.write([put(THING, thing.model_copy(update={"text": "new"}))])
    session.forget()
    found = session.find(THING, organization=TENANT, name="a")
    assert found
    assert found.text == "new"


def test_many_are_found_in_one_call_and_in_the_order_asked_for(database: Database, account: Account) -> None:
    stored(database, *"abc")
    account.calls.clear()
    wanted = [{"organization": TENANT, "name": name} for name in ("c", "missing", "a")]
    assert [each.name for each in Session(database).find_many(THING, wanted)] == ["c", "a"]
    assert account.calls == ["BatchGetItem"]


# -- silence -------------------------------------------------------------------------------------------


def asks(database: Database) -> dict[str, Any]:
    return {
        "BatchGetItem": lambda: database.fetch([THING.key(organization=TENANT, name="a")]),
        "Query": lambda: database.query(THING, TENANT),
        "TransactWriteItems": lambda: stored(database, "a"),
    }


@pytest.mark.parametrize("call", ["BatchGetItem", "Query", "TransactWriteItems"])
@pytest.mark.parametrize(
    "error",
    [
        an_error("ProvisionedThroughputExceededException"),
        an_error("ThrottlingException"),
        an_error("RequestLimitExceeded"),
        an_error("InternalServerError", 500),
        an_error("ServiceUnavailable", 503),
    ],
    ids=lambda error: error["Error"]["Code"],
)
def test_throttling_and_failures_of_dynamodb_make_it_unavailable(
    database: Database, call: str, error: dict[str, Any]
) -> None:
    with dynamodb_answering(call, error), pytest.raises(Unavailable, match="DynamoDB"):
        asks(database)[call]()


@pytest.mark.parametrize("call", ["BatchGetItem", "Query", "TransactWriteItems"])
@pytest.mark.parametrize("code", ["ValidationException", "ResourceNotFoundException", "AccessDeniedException"])
def test_our_own_mistakes_stay_what_they_are(database: Database, call: str, code: str) -> None:
    with dynamodb_answering(call, an_error(code)), pytest.raises(ClientError, match=code):
        asks(database)[call]()


def test_a_throttled_transaction_makes_dynamodb_unavailable(database: Database) -> None:
    with dynamodb_answering("TransactWriteItems", cancelled("ThrottlingError")), pytest.raises(Unavailable):
        stored(database, "a")


def test_a_transaction_that_could_never_succeed_stays_what_it_is(database: Database) -> None:
    with dynamodb_answering("TransactWriteItems", cancelled("ValidationError")), pytest.raises(ClientError):
        stored(database, "a")


def test_checks_carry_their_condition() -> None:
    (thing,) = (Thing(name="a", version=3),)
    assert check(THING, thing) == Check(THING.key_of(thing), unchanged_since(3))
