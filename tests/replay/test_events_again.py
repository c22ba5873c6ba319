"""What becomes of an event, promised and delivered again, late and out of order: Discord hears nothing new."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from paddock.store.item import Table
from tests.crash import events
from tests.crash.story import Story
from tests.faults.linking import join, link
from tests.support.world import World

COMPLETED = 3


@pytest.fixture
def story(world: World) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    return story


def _press(story: Story, label: str) -> None:
    story.admin.slash("match show", match=story._match("Final"))
    story.admin.click(label)


def _start(story: Story) -> None:
    _press(story, "Start")


def _finish(story: Story) -> None:
    _press(story, "Finish")


def _undo(story: Story) -> None:
    _press(story, "Undo")


def _unlink(story: Story) -> None:
    (second,) = (guild for guild in story.world.discord._world.guilds if guild != story.server.id)
    story.admin.slash("config unlink", server=second)


def _order(story: Story) -> None:
    story.admin.slash("match create", tournament="winter-open", when="2037-11-23 18:00", title="Final")


def _linked(story: Story) -> None:
    link(story)


STORIES: dict[str, tuple[tuple[Callable[[Story], None], ...], Callable[[Story], None]]] = {
    "a match starts": ((Story.create_match, events.check_in), _start),
    "a match is finished": ((Story.create_match, events.check_in, events.start), _finish),
    "a start is undone": ((Story.create_match, events.check_in, events.start), _undo),
    "a server is unlinked": ((_linked, Story.create_match), _unlink),
    "a server is full": ((events.fill_up,), _order),
}


def _everything(story: Story) -> dict[str, Any]:
    guilds = story.world.discord._world.guilds
    return {
        "records": story.world.documents(Table.RECORDS),
        "audit": story.world.documents(Table.AUDIT),
        "events": [story.world.discord.events(guild) for guild in guilds],
        "owner": story.world.discord.dms(story.owner),
    }


def _worked_off(story: Story) -> list[list[dict[str, Any]]]:
    """All batches that it took, each as it was delivered."""
    batches = []
    while messages := story.world._received():
        story.world._deliver(messages)
        batches.append(messages)
    return batches


@pytest.mark.parametrize(("before", "act"), STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "an hour later"])
def test_a_job_that_comes_again_when_it_is_done_calls_nobody(
    story: Story, before: tuple[Callable[[Story], None], ...], act: Callable[[Story], None], late: bool
) -> None:
    for each in before:
        each(story)
    act(story)
    batches = _worked_off(story)
    assert batches
    if late:
        story.world.pass_time(hours=1)
    expected, called = _everything(story), len(story.world.discord.requests())
    for batch in reversed(batches):
        assert worker.handler({"Records": batch}, None) == {"batchItemFailures": []}
    assert _everything(story) == expected
    assert len(story.world.discord.requests()) == called


def test_a_start_that_comes_late_does_not_open_a_completed_event(story: Story) -> None:
    story.create_match()
    story.press("Check in")
    _press(story, "Start")
    old = story.world._received()
    story.world._settle(old, set())
    _press(story, "Finish")
    story.world.drain()
    expected = _everything(story)
    worker.handler({"Records": old}, None)
    assert _everything(story) == expected
    assert [each["status"] for each in story.world.discord.events(story.server.id)] == [COMPLETED]


def test_an_unlinking_that_comes_late_takes_nothing_from_a_server_that_is_back(story: Story) -> None:
    second = link(story)
    story.create_match()
    story.admin.slash("config unlink", server=second.id)
    old = story.world._received()
    assert old
    story.world._settle(old, set())
    join(story, second)
    expected = _everything(story)
    worker.handler({"Records": old}, None)
    assert _everything(story) == expected
    assert len(story.world.discord.events(second.id)) == 1
