"""The program is stopped before and after each of its calls in a run's whole story: no run, no second, is lost."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.crash.racing import PANEL, STEPS, Race, Step, told
from tests.support.crashing import Stop, fresh_world

COMMIT = "TransactWriteItems"
READS = ("BatchGetItem", "Query", "GET ")


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_wherever_the_program_stops_the_run_ends_the_same(step: Step, discord: Any) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        done = told(step, world, undisturbed)
        assert discord.problems() == []
    with fresh_world(discord) as world:
        undone = told(step, world, act=False)
    assert done != undone or not step.by_person
    wrong = {}
    for stop in _stops(undisturbed.seen):
        expected = undone if step.by_person and _precedes_the_commit(stop, undisturbed.seen) else done
        with fresh_world(discord) as world:
            found = told(step, world, stop)
            unexpected = [each for each in discord.problems() if "interaction" not in each]
        assert stop.fired
        if found != expected or unexpected:
            wrong[stop.place] = {**_differences(expected, found), "problems": unexpected}
    assert not wrong


def test_whoever_confirms_again_after_a_stop_has_one_run_and_one_thread(discord: Any) -> None:
    """From a panel that is opened anew, where the first one failed."""
    step, undisturbed = Step(PANEL, Race.confirm), Stop()
    with fresh_world(discord) as world:
        told(step, world, undisturbed)
    for stop in _stops(undisturbed.seen):
        with fresh_world(discord) as world:
            found = told(step, world, stop, then=_confirm_again)
        assert len(found["runs"]) == len(found["threads"]) == 1, stop.place
        assert found["drawn"] == [1], stop.place
        ((_, members, messages),) = found["threads"]
        assert (members, len(messages)) == (2, 1), stop.place


def _confirm_again(race: Race) -> None:
    race.open_panel()
    if not race.qualifier.runs:
        race.confirm()
    race.world.drain()


def _stops(calls: list[str]) -> Iterator[Stop]:
    """After a call that only reads, everything outside is as before it: one stop says it for both."""
    for at, name in enumerate(calls):
        yield Stop(at)
        if not name.startswith(READS):
            yield Stop(at, after=True)


def _precedes_the_commit(stop: Stop, calls: list[str]) -> bool:
    """Nothing was stored then, so nothing was promised."""
    assert stop.at is not None
    commit = calls.index(COMMIT)
    return stop.at < commit or (stop.at == commit and not stop.after)


def _differences(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    return {part: (expected[part], found[part]) for part in expected if expected[part] != found[part]}
