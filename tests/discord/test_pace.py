"""The limit of all calls together: a lane makes no more than its share of them in a second."""

from paddock.discord.pace import MOST_AT_ONCE, MOST_IN_A_SECOND, Pace
from paddock.runs.asks import LANES

OF_ALL = 50
"""Calls that Discord takes in a second."""


def test_a_few_calls_need_no_rest() -> None:
    pace = Pace()
    assert [pace.rest("one", 1) for _ in range(MOST_IN_A_SECOND - 1)] == [0] * (MOST_IN_A_SECOND - 1)


def test_as_many_calls_as_a_second_takes_need_the_rest_of_it() -> None:
    assert 0 < Pace().rest("one", MOST_IN_A_SECOND) <= 1


def test_after_the_rest_calls_may_be_made_again() -> None:
    pace = Pace()
    pace.rest("one", MOST_IN_A_SECOND)
    assert pace.rest("one", 1) == 0


def test_a_lane_s_calls_are_no_other_lane_s() -> None:
    pace = Pace()
    assert pace.rest("one", MOST_IN_A_SECOND - 1) == pace.rest("other", MOST_IN_A_SECOND - 1) == 0
    assert pace.rest("one", 1) > 0


def test_all_lanes_together_leave_room_for_other_calls() -> None:
    assert LANES * (MOST_IN_A_SECOND - 1 + MOST_AT_ONCE) <= OF_ALL * 0.85
