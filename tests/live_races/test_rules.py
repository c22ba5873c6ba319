"""What holds of a live race, as plain values."""

from datetime import datetime, timedelta

import pytest

from paddock.live_races.model import Calling, State
from paddock.live_races.rules import CALLED_BEFORE, GO_HOLDS, call_due, is_to_be_called
from tests.live_races.values import STARTS, a_race

SECOND = timedelta(seconds=1)


def test_the_calls_come_minutes_before_the_start_and_at_it() -> None:
    race = a_race()
    assert (call_due(race, Calling.SOON), call_due(race, Calling.GO)) == (STARTS - CALLED_BEFORE, STARTS)


@pytest.mark.parametrize(
    ("calling", "state", "now", "expected"),
    [
        (Calling.SOON, State.OPEN, STARTS - CALLED_BEFORE, True),
        (Calling.SOON, State.OPEN, STARTS - SECOND, True),
        (Calling.SOON, State.OPEN, STARTS, False),
        (Calling.SOON, State.STARTED, STARTS + SECOND, False),
        (Calling.SOON, State.CANCELLED, STARTS - SECOND, False),
        (Calling.GO, State.STARTED, STARTS, True),
        (Calling.GO, State.STARTED, STARTS + GO_HOLDS - SECOND, True),
        (Calling.GO, State.STARTED, STARTS + GO_HOLDS, False),
        (Calling.GO, State.CANCELLED, STARTS, False),
        (Calling.GO, State.OPEN, STARTS, False),
    ],
)
def test_a_call_is_given_as_long_as_it_says_what_is_true(
    calling: Calling, state: State, now: datetime, expected: bool
) -> None:
    assert is_to_be_called(a_race(state=state), calling, STARTS, now) is expected


@pytest.mark.parametrize("calling", list(Calling))
def test_of_a_start_that_was_moved_nobody_is_called(calling: Calling) -> None:
    race = a_race(state=State.STARTED if calling is Calling.GO else State.OPEN)
    assert not is_to_be_called(race, calling, STARTS - SECOND, STARTS - SECOND)
