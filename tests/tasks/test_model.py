"""When a task runs next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.tasks.model import EVERY, Task, next_tick

NOW = datetime(2037, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("task", "now", "tick"),
    [
        (Task.EVENTS, NOW, NOW + timedelta(hours=1)),
        (Task.EVENTS, NOW + timedelta(minutes=59, seconds=59), NOW + timedelta(hours=1)),
        (Task.SPEEDGAMING, NOW + timedelta(minutes=3), NOW + timedelta(minutes=5)),
        (Task.SPEEDGAMING, NOW + timedelta(minutes=5), NOW + timedelta(minutes=10)),
        (Task.REMINDERS, NOW + timedelta(seconds=1, milliseconds=5), NOW + timedelta(minutes=1)),
        (Task.EVENTS, datetime(2037, 12, 31, 23, 30, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_next_run_is_at_the_next_full_hour_five_minutes_or_minute(
    task: Task, now: datetime, tick: datetime
) -> None:
    assert next_tick(task, now) == tick


@given(st.sampled_from(Task), st.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds)))
def test_it_is_always_ahead_and_never_further_than_one_interval(task: Task, now: datetime) -> None:
    assert timedelta(0) < next_tick(task, now) - now <= EVERY[task]


def test_every_task_has_an_interval() -> None:
    assert set(EVERY) == set(Task)
