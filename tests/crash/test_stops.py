"""The program is stopped before and after each of its calls in turn; the story ends as if nothing had happened."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.crash import crews, endings, events
from tests.crash.story import STEPS, Step, told
from tests.support.crashing import Stop, fresh_world

COMMIT = "TransactWriteItems"
READS = ("BatchGetItem", "Query", "GET ")
ALL = {**STEPS, **events.STEPS, **crews.STEPS, **endings.STEPS}


@pytest.mark.parametrize("step", ALL.values(), ids=ALL)
def test_wherever_the_program_stops_the_story_ends_the_same(step: Step, discord: Any) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        done = told(step, world, undisturbed)
        assert discord.problems() == []
    with fresh_world(discord) as world:
        undone = told(step, world, act=False)
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
