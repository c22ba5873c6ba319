"""The emulator inside the test process, which is its internal API: what a new version of it has to pass."""

from typing import Any

import pytest

from paddock import aws
from tests.support.aws import Account, account, make_resources

ITEM = {"pk": {"S": "a"}, "sk": {"S": "b"}}
TABLE = "paddock-records"


def test_each_account_is_a_world_of_its_own() -> None:
    for _ in range(2):
        with account():
            make_resources()
            assert aws.dynamodb().batch_get_item(RequestItems={TABLE: {"Keys": [ITEM]}})["Responses"][TABLE] == []
            aws.dynamodb().put_item(TableName=TABLE, Item=ITEM)


def test_a_transaction_is_all_or_nothing_and_says_which_condition_failed(account: Account) -> None:
    client = aws.dynamodb()
    client.put_item(TableName=TABLE, Item=ITEM)
    other: Any = {"pk": {"S": "a"}, "sk": {"S": "other"}}
    refused: Any = {"TableName": TABLE, "Item": ITEM, "ConditionExpression": "attribute_not_exists(pk)"}
    with pytest.raises(client.exceptions.TransactionCanceledException) as cancelled:
        client.transact_write_items(TransactItems=[{"Put": {"TableName": TABLE, "Item": other}}, {"Put": refused}])
    reasons = [reason["Code"] for reason in cancelled.value.response["CancellationReasons"]]
    assert reasons == ["None", "ConditionalCheckFailed"]
    assert "Item" not in client.get_item(TableName=TABLE, Key=other)


def test_every_call_is_seen_before_and_after_it_takes_effect(account: Account) -> None:
    seen: list[str] = []
    account.before, account.after = (
        lambda name: seen.append(f"before {name}"),
        lambda name: seen.append(f"after {name}"),
    )
    aws.dynamodb().put_item(TableName=TABLE, Item=ITEM)
    assert seen == ["before PutItem", "after PutItem"]
