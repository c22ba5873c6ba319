"""When the scheduled functions fire on a simulated clock."""

import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from infra.local.schedules import Schedule, Ticker, schedules, ticks
from infra.template.load import load, plain_name

NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)
MINUTELY, FIVES, HOURLY = (Schedule(name, timedelta(minutes=n)) for name, n in (("t", 1), ("i", 5), ("s", 60)))
ALL = (MINUTELY, FIVES, HOURLY)


class PushedClock:
    """Stands still but for its pushes."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return NOON + self.offset


class Fired:
    """What was invoked, and how the rules were left."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, datetime]] = []
        self.rules: list[bool] = []
        self.something = threading.Event()

    def invoke(self, function: str, time: datetime) -> None:
        self.calls.append((function, time))
        self.something.set()


@pytest.fixture
def clock() -> PushedClock:
    return PushedClock()


@pytest.fixture
def fired() -> Fired:
    return Fired()


@pytest.fixture
def ticker(clock: PushedClock, fired: Fired) -> Ticker:
    return Ticker(ALL, clock, invoke=fired.invoke, enable_rules=fired.rules.append)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def test_each_schedule_fires_at_its_own_pace_in_the_order_of_time() -> None:
    found = list(ticks(ALL, NOON + minutes(58.5), NOON + minutes(61)))
    assert found == [
        (NOON + minutes(59), MINUTELY),
        (NOON + minutes(60), HOURLY),
        (NOON + minutes(60), FIVES),
        (NOON + minutes(60), MINUTELY),
        (NOON + minutes(61), MINUTELY),
    ]


def test_the_beginning_is_left_out_and_the_end_is_not() -> None:
    assert [tick for tick, _ in ticks((MINUTELY,), NOON, NOON + minutes(1))] == [NOON + minutes(1)]


@pytest.mark.parametrize("leap", [10, 25, 60, 95, 1440])
def test_leaps_fire_no_schedule_more_than_once_each_and_leave_none_out(leap: int) -> None:
    day = [NOON + minutes(n) for n in range(7, 7 + 1440 + leap, leap)]
    found = [tick for since, until in pairwise(day) for tick in ticks(ALL, since, until)]
    per_function = {schedule.function: sum(1 for _, each in found if each == schedule) for schedule in ALL}
    often = len(day) - 1
    assert per_function == {"t": often, "i": often, "s": min(often, 24)}


def test_the_schedules_are_the_templates_own() -> None:
    template = load()
    names = {plain_name(name): plain_name(name) for name in template["Resources"]}
    found = {schedule.function: schedule.period for schedule in schedules(template, names)}
    assert found == {
        "timeouts": timedelta(minutes=1),
        "speedgaming_import": timedelta(minutes=5),
        "sync_events": timedelta(hours=1),
        "scoring": timedelta(hours=1),
    }


def test_on_the_real_clock_the_rules_fire_and_the_ticker_does_not(ticker: Ticker, fired: Fired) -> None:
    with ticker.running():
        pass
    assert (fired.rules, fired.calls) == ([True], [])


def test_a_push_switches_the_rules_off_and_fires_what_it_jumps_over(
    ticker: Ticker, clock: PushedClock, fired: Fired
) -> None:
    with ticker.running():
        clock.offset = minutes(2)
        ticker.fire(NOON, clock.now())
    assert fired.rules == [True, False]
    assert fired.calls == [("t", NOON + minutes(1)), ("t", NOON + minutes(2))]


def test_what_has_fired_does_not_fire_again(ticker: Ticker, clock: PushedClock, fired: Fired) -> None:
    clock.offset = minutes(3)
    ticker.fire(NOON, NOON + minutes(2))
    ticker.fire(NOON, NOON + minutes(3))
    assert [time for _, time in fired.calls] == [NOON + minutes(n) for n in (1, 2, 3)]


def test_while_it_is_ahead_the_simulated_clock_fires_by_itself(
    ticker: Ticker, clock: PushedClock, fired: Fired
) -> None:
    clock.offset = minutes(1)
    with ticker.running():
        assert fired.something.wait(timeout=10)
    assert fired.calls == [("t", NOON + minutes(1))]


def test_while_it_is_ahead_it_is_looked_at_once_a_minute(ticker: Ticker, clock: PushedClock, fired: Fired) -> None:
    clock.offset = minutes(1)
    with ticker.running():
        assert fired.something.wait(timeout=10)
        time.sleep(0.2)
        assert clock.looks <= 3


def test_a_stopping_stack_does_not_wait_for_a_long_push(ticker: Ticker, clock: PushedClock, fired: Fired) -> None:
    with ticker.running():
        pass
    clock.offset = timedelta(days=1)
    ticker.fire(NOON, clock.now())
    assert fired.calls == []
