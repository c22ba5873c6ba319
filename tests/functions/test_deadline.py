"""However slow AWS is, people read an answer before Discord gives up."""

import json
from typing import Any

import pytest

from paddock.front_desk import CHANGED, TRY_AGAIN
from tests.functions.test_cold_start import ORGANIZER, PING, STORED, posted
from tests.support.listening import empty_aws, silent_aws
from tests.support.payloads import a_command

DEADLINE = 2.9
"""Seconds: Discord waits for three, and the way to it takes some."""
NEVER = 30.0
CONFLICT = {
    "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    "CancellationReasons": [{"Code": "TransactionConflict"}],
}
DEFERRED = a_command("config check", **ORGANIZER)


def answered(aws_url: str, request: dict[str, Any] = STORED) -> dict[str, Any]:
    """By a process that has imported its rooms, in time."""
    (_, answer), _, _ = posted(("/interactions", True, PING), ("/interactions", True, request), aws_url=aws_url)
    assert answer["seconds"] < DEADLINE
    told: dict[str, Any] = json.loads(answer["body"])
    return told


def text(answer: dict[str, Any]) -> str:
    return str(answer["data"]["content"])


def test_a_database_that_never_answers_is_told_in_time() -> None:
    with silent_aws() as url:
        assert "DynamoDB is not answering" in text(answered(url))


@pytest.mark.parametrize("reading", [0.0, 0.4])
def test_writes_that_never_answer_are_told_in_time(reading: float) -> None:
    with empty_aws({"BatchGetItem": reading, "TransactWriteItems": NEVER}) as url:
        assert "DynamoDB is not answering" in text(answered(url))


def test_a_slow_conflict_that_is_met_twice_is_told_in_time() -> None:
    slow = {"BatchGetItem": 0.4, "TransactWriteItems": 0.4}
    with empty_aws(slow, {"TransactWriteItems": CONFLICT}) as url:
        assert text(answered(url)) in {CHANGED, TRY_AGAIN.format(who="DynamoDB")}


@pytest.mark.parametrize("storage", [0.0, 0.4])
def test_a_queue_that_never_answers_keeps_nobody_waiting(storage: float) -> None:
    slow = {"BatchGetItem": storage, "TransactWriteItems": storage, "SendMessageBatch": NEVER}
    with empty_aws(slow) as url:
        assert answered(url, DEFERRED)["type"] == 5
