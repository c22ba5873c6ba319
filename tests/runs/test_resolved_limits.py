"""Which limits a run gets: the async's own, else the organization's, and never a warning before the clock runs."""

from typing import Any

import pytest

from paddock.runs.limits import limits
from paddock.tasks.model import Task, TaskSettings
from tests.asyncs.test_rules import an_async


def resolved(own: dict[str, Any], pending: dict[str, Any], running: dict[str, Any]) -> tuple[int, ...]:
    settings = {Task.PENDING_RUNS: TaskSettings(**pending), Task.RUNNING_RUNS: TaskSettings(**running)}
    return tuple(limits(an_async(**own), settings))


@pytest.mark.parametrize(
    ("own", "pending", "running", "expected"),
    [
        ({}, {}, {}, (20, 10, 12, 60)),
        ({}, {"timeout_minutes": 30, "warning_minutes": 5}, {"max_hours": 3, "warning_minutes": 30}, (30, 5, 3, 30)),
        (
            {"start_minutes": 15, "warning_minutes": 2},
            {"timeout_minutes": 30, "warning_minutes": 5},
            {},
            (15, 2, 12, 60),
        ),
        ({"limit_hours": 4, "limit_warning_minutes": 15}, {}, {"max_hours": 3}, (20, 10, 4, 15)),
    ],
)
def test_the_async_s_own_come_before_the_organization_s(
    own: dict[str, Any], pending: dict[str, Any], running: dict[str, Any], expected: tuple[int, ...]
) -> None:
    assert resolved(own, pending, running) == expected


@pytest.mark.parametrize(
    ("own", "pending", "running", "expected"),
    [
        ({"start_minutes": 5}, {}, {}, (5, 2, 12, 60)),
        ({"warning_minutes": 60}, {}, {}, (20, 10, 12, 60)),
        ({}, {"timeout_minutes": 6}, {}, (6, 3, 12, 60)),
        ({"limit_hours": 1}, {}, {}, (20, 10, 1, 30)),
        ({}, {}, {"max_hours": 1}, (20, 10, 1, 30)),
    ],
)
def test_a_warning_that_would_come_before_the_clock_runs_comes_halfway(
    own: dict[str, Any], pending: dict[str, Any], running: dict[str, Any], expected: tuple[int, ...]
) -> None:
    assert resolved(own, pending, running) == expected
