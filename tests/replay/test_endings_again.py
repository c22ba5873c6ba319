"""How a match comes to its end, delivered again and late: it ends once, as it did."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.crash import endings
from tests.crash.story import Story
from tests.support.world import World

DUE = "2037-11-23T22:01:00Z"


@pytest.fixture
def story(world: World) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    story.create_match()
    return story


def _stored(story: Story) -> list[Any]:
    return [story.world.documents(table) for table in (Table.RECORDS, Table.AUDIT)]


def _press(story: Story, label: str) -> Any:
    story.admin.slash("match show", match=story._match("Final"))
    return story.admin.click(label).payload


def _tell(story: Story, winner: str = "alice") -> Any:
    return story.admin.slash("match result", match=story._match("Final"), winner=winner).payload


ACTS: dict[str, tuple[tuple[str, ...], Callable[[Story], Any]]] = {
    "a match is checked in": ((), lambda story: _press(story, "Check in")),
    "a step is undone": (("Check in",), lambda story: _press(story, "Undo")),
    "a result is told": (("Check in",), _tell),
}


@pytest.mark.parametrize(("before", "act"), ACTS.values(), ids=ACTS)
def test_what_comes_again_changes_nothing(story: Story, before: tuple[str, ...], act: Callable[[Story], Any]) -> None:
    for label in before:
        story.press(label)
    payload = act(story)
    story.world.drain()
    stored = _stored(story)
    story.admin.deliver(json.dumps(payload))
    story.world.drain()
    assert _stored(story) == stored


def test_an_old_result_that_comes_again_does_not_undo_a_correction(story: Story) -> None:
    story.press("Check in")
    first = _tell(story, "alice")
    _tell(story, "bob")
    stored = _stored(story)
    story.admin.deliver(json.dumps(first))
    assert _stored(story) == stored


def test_a_check_in_that_comes_again_after_it_was_undone_does_not_check_in(story: Story) -> None:
    pressed = _press(story, "Check in")
    _press(story, "Undo")
    stored = _stored(story)
    story.admin.deliver(json.dumps(pressed))
    assert _stored(story) == stored


def test_an_untouched_match_s_end_that_is_delivered_again_ends_nothing(story: Story) -> None:
    endings.import_match(story)
    endings.reach_end(story)
    timeouts({"time": DUE}, None)
    messages = story.world._received()
    assert messages
    story.world._settle(messages, set())
    for _ in range(2):
        assert worker.handler({"Records": messages}, None) == {"batchItemFailures": []}
    story.world.drain()
    stored = _stored(story)
    assert worker.handler({"Records": messages}, None) == {"batchItemFailures": []}
    timeouts({"time": DUE}, None)
    story.world.drain()
    assert _stored(story) == stored
    assert sum(each["action"] == "match.finished" for each in story.world.documents(Table.AUDIT)) == 1
