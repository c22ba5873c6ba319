"""The program is stopped before and after each of its calls in turn; the story ends as if nothing had happened."""

from typing import Any

import pytest

from tests.crash.story import STEPS, Step, told
from tests.support.crashing import Stop, fresh_world

COMMIT = "TransactWriteItems"


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_wherever_the_program_stops_the_story_ends_the_same(step: Step, discord: Any) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        done = told(step, world, undisturbed)
    with fresh_world(discord) as world:
        undone = told(step, world, act=False)
    promised_at = undisturbed.seen.index(COMMIT) if step.by_person else -1
    wrong = {}
    for after in (False, True):
        for at, name in enumerate(undisturbed.seen):
            lost = at < promised_at or (at == promised_at and not after)
            with fresh_world(discord) as world:
                stop = Stop(at, after)
                found = told(step, world, stop)
            assert stop.fired
            if found != (undone if lost else done):
                wrong[f"{'after' if after else 'before'} {at} {name}"] = _differences(undone if lost else done, found)
    assert not wrong


def _differences(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    return {part: (expected[part], found[part]) for part in expected if expected[part] != found[part]}
