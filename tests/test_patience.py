"""How often a call to AWS is tried again: after a passing failure, as long as whoever waits has the time for it."""

import pytest

from paddock.aws import PATIENCE
from paddock.deadline import within
from paddock.patience import MOST_TRIES, PAUSE
from paddock.telemetry import Stopwatch

BUSY = (None, {"Error": {"Code": "ThrottlingException"}, "ResponseMetadata": {"HTTPStatusCode": 500}})
DATABASE = PATIENCE["dynamodb"]
DISCORD_WAITS = 2.8


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_the_database_is_asked_again_while_there_is_time_for_one_more_attempt(attempts: int) -> None:
    with within(DISCORD_WAITS, Stopwatch()):
        assert DATABASE.pause(BUSY, None, attempts) == PAUSE


def test_an_attempt_that_could_outlast_whoever_waits_is_not_made() -> None:
    with within(DATABASE.longest, Stopwatch()):
        assert DATABASE.pause(BUSY, None, 1) is None


@pytest.mark.parametrize(("attempts", "wait"), [(1, PAUSE), (MOST_TRIES, None)])
def test_where_nobody_waits_a_few_attempts_are_made(attempts: int, wait: float | None) -> None:
    assert DATABASE.pause(BUSY, None, attempts) == wait


def test_a_refusal_is_no_reason_to_ask_again() -> None:
    refused = (None, {"Error": {"Code": "ValidationException"}, "ResponseMetadata": {"HTTPStatusCode": 400}})
    assert DATABASE.pause(refused, None, 1) is None
