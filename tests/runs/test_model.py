"""What an async knows of a player's runs, and how they stand at an instant that no sweep has seen."""

from datetime import timedelta

import pytest

from paddock.ids import RunId
from paddock.runs.model import Status
from paddock.runs.rules import finished, timed_out
from tests.scores.values import a_run, an_entrant
from tests.support.values import NOW

MINUTE = timedelta(minutes=1)
FIRST = a_run(id=RunId("1"), status=Status.FINISHED, milliseconds=1)
OPEN = a_run(id=RunId("2"), start_by=NOW + MINUTE)
BOTH = an_entrant().with_run(FIRST).with_run(OPEN)


@pytest.mark.parametrize(("late", "status"), [(-MINUTE, Status.PENDING), (timedelta(0), Status.FORFEIT)])
def test_a_run_is_over_from_its_deadline_on(late: timedelta, status: Status) -> None:
    found = BOTH.as_of(OPEN.start_by + late)
    assert [slot.status for slot in found.slots] == [Status.FINISHED, status]


def test_what_no_sweep_has_noted_is_what_a_sweep_will_note() -> None:
    assert BOTH.as_of(OPEN.start_by) == BOTH.with_run(timed_out(OPEN))


def test_a_deadline_that_moves_is_known_and_one_that_is_met_is_forgotten() -> None:
    running = OPEN.model_copy(update={"status": Status.IN_PROGRESS, "started": NOW, "finish_by": NOW + 60 * MINUTE})
    assert BOTH.with_run(running).until == running.finish_by
    assert BOTH.with_run(running).with_run(finished(running, NOW + MINUTE)).until is None
    assert BOTH.without_run(OPEN).until is None


def test_what_becomes_of_another_run_leaves_the_deadline() -> None:
    assert BOTH.with_run(FIRST.model_copy(update={"flag": "look"})).until == OPEN.start_by


def test_whoever_waits_for_a_live_race_has_no_deadline() -> None:
    waiting = a_run(live_race="5")
    assert an_entrant().with_run(waiting).as_of(NOW + 1000 * MINUTE).slots[0].status is Status.PENDING
