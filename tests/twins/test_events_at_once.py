"""What becomes of an event, done by two workers at the same time: Discord hears it, and nobody is told twice."""

import contextlib
from collections.abc import Callable
from functools import partial

import pytest

from functions.interactions import worker
from paddock.store.item import Table
from tests.crash import events
from tests.crash.story import Story
from tests.faults.linking import link
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, times, together

SCHEDULED, ACTIVE, COMPLETED = 1, 2, 3
GATED = pytest.mark.parametrize("gated", [True, False], ids=["both read first", "as it comes"])


@pytest.fixture
def story(world: World) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    return story


def _press(story: Story, label: str) -> None:
    """What it promises waits in the queue."""
    story.admin.slash("match show", match=story._match("Final"))
    story.admin.click(label)


def _delivered_twice(story: Story, *, gated: bool) -> None:
    """All that waits, and all that follows from it, to two workers at the same time."""
    for round in range(9):
        messages = story.world._received()
        if not messages:
            return
        with all_read_before_any_writes(story.world, 2) if gated and not round else contextlib.nullcontext():
            answers = together(*times(2, partial(worker.handler, {"Records": messages}, None)))
        held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
        story.world._settle(messages, held[0] | held[1])
    raise AssertionError("the queue never gets empty")


def _statuses(story: Story) -> list[int]:
    return sorted(each["status"] for each in story.world.discord.events(story.server.id))


def _audited(story: Story, action: str) -> int:
    return sum(each["action"] == action for each in story.world.documents(Table.AUDIT))


@GATED
def test_an_event_is_started_by_two_workers(story: Story, gated: bool) -> None:
    story.create_match()
    story.press("Check in")
    _press(story, "Start")
    _delivered_twice(story, gated=gated)
    assert _statuses(story) == [ACTIVE]
    assert _audited(story, "event.started") == 1


@GATED
def test_an_event_is_completed_by_two_workers(story: Story, gated: bool) -> None:
    story.create_match()
    for label in ("Check in", "Start"):
        story.press(label)
    _press(story, "Finish")
    _delivered_twice(story, gated=gated)
    assert _statuses(story) == [COMPLETED]
    assert story.world.documents(Table.RECORDS, "EVENT#") == []
    assert _audited(story, "event.completed") == 1


@GATED
def test_an_active_event_is_replaced_by_two_workers_and_there_is_one(story: Story, gated: bool) -> None:
    story.create_match()
    for label in ("Check in", "Start"):
        story.press(label)
    _press(story, "Undo")
    _delivered_twice(story, gated=gated)
    assert _statuses(story) == [SCHEDULED]
    (record,) = story.world.documents(Table.RECORDS, "EVENT#")
    assert record["event"] == story.world.discord.events(story.server.id)[0]["id"]


@GATED
@pytest.mark.parametrize("title", ["Final", "Semifinal"])
def test_the_events_of_a_server_that_leaves_are_removed_by_two_workers(story: Story, title: str, gated: bool) -> None:
    second = link(story)
    story.create_match(title)
    story.admin.slash("config unlink", server=second.id)
    _delivered_twice(story, gated=gated)
    assert story.world.discord.events(second.id) == []
    assert [each["guild"] for each in story.world.documents(Table.RECORDS, "EVENT#")] == [story.server.id]
    assert _statuses(story) == [SCHEDULED]


@GATED
def test_the_owner_of_a_full_server_is_told_by_two_workers_once(story: Story, gated: bool) -> None:
    events.fill_up(story)
    story.admin.slash("match create", tournament="winter-open", when="2037-11-23 18:00", title="Final")
    _delivered_twice(story, gated=gated)
    assert len(story.world.discord.dms(story.owner)) == 1
    assert _audited(story, "server.owner told") == 1


def _start(story: Story) -> None:
    _press(story, "Start")


def _cancel(story: Story) -> None:
    story.admin.slash("match cancel", match=story._match("Final"))


@pytest.mark.parametrize(("act", "expected"), [(_start, [ACTIVE]), (_cancel, [])])
def test_an_hourly_pass_at_the_same_moment_changes_nothing_about_it(
    story: Story, act: Callable[[Story], None], expected: list[int]
) -> None:
    story.create_match()
    story.press("Check in")
    act(story)
    publishing = story.world._received()
    story.admin.slash("config tasks", task="discord_events_sync", action="run")
    comparing = story.world._received()
    assert publishing
    assert comparing
    together(*(partial(worker.handler, {"Records": each}, None) for each in (publishing, comparing)))
    story.world._settle([*publishing, *comparing], {each["messageId"] for each in [*publishing, *comparing]})
    story.world.drain()
    assert _statuses(story) == expected
    before = _statuses(story), story.world.documents(Table.RECORDS, "EVENT#")
    story.world.sync()
    assert (_statuses(story), story.world.documents(Table.RECORDS, "EVENT#")) == before
