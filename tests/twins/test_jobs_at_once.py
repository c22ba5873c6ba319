"""The same job with two workers, and sweeps and comparisons at the same moment: one event, one message."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from functions.interactions import worker
from functions.sync_events.app import handler as sync_events
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.crash.story import Story
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, times, together

CREATE = "create_guild_scheduled_event"


@pytest.fixture
def story(world: World) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    return story


def _order_match(story: Story, title: str = "Final") -> None:
    """What it promises waits in the queue."""
    players = {"player1": story.alice.user_id, "player2": story.bob.user_id}
    story.admin.slash("match create", tournament="winter-open", when="2037-11-23 18:00", title=title, **players)


def _delivered_twice(story: Story) -> None:
    """The queue's messages, to two workers at the same time; what they give back comes again."""
    messages = story.world._received()
    assert messages
    answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    story.world._settle(messages, held[0] | held[1])
    story.world.drain()


@pytest.mark.parametrize("gated", [True, False], ids=["both read first", "as it comes"])
def test_a_match_published_by_two_workers_at_once_has_one_event(story: Story, gated: bool) -> None:
    _order_match(story)
    with all_read_before_any_writes(story.world, 2) if gated else contextlib.nullcontext():
        _delivered_twice(story)
    assert len(story.world.discord.events(story.server.id)) == 1
    assert len(story.world.discord.requests(CREATE)) == 1


def test_a_reminder_sent_by_two_workers_at_once_is_one_message(story: Story) -> None:
    _order_match(story)
    story.world.drain()
    story.reach_reminder()
    timeouts({"time": "2037-11-23T17:33:00Z"}, None)
    _delivered_twice(story)
    for player in (story.alice, story.bob):
        assert len(story.reminders(player)) == 1
    assert len(story.world.documents(Table.RECORDS, "NOTICE#")) == 4, "of the match, and of its start"


@pytest.mark.parametrize("gated", [True, False], ids=["both read first", "as it comes"])
def test_a_notice_sent_by_two_workers_at_once_is_one_message(story: Story, gated: bool) -> None:
    _order_match(story)
    with all_read_before_any_writes(story.world, 2) if gated else contextlib.nullcontext():
        _delivered_twice(story)
    for player in (story.alice, story.bob):
        assert len(story.world.discord.dms(player.user_id)) == 1
    assert len(story.world.documents(Table.RECORDS, "NOTICE#")) == 2
    assert {each["state"] for each in story.world.documents(Table.JOBS) if each["kind"] == "notices.tell"} == {"done"}


def test_a_worker_that_comes_while_the_other_is_still_calling_steps_back(story: Story) -> None:
    _order_match(story)
    messages = story.world._received()
    story.world.discord.flag("creating", CREATE, when="before", hold=True)

    def second() -> dict[str, Any]:
        assert story.world.discord.wait_flag("creating")
        try:
            return worker.handler({"Records": messages}, None)
        finally:
            story.world.discord.release("creating")

    together(lambda: worker.handler({"Records": messages}, None), second)
    story.world._settle(messages, {each["messageId"] for each in messages})
    story.world.drain()
    assert len(story.world.discord.requests(CREATE)) == 1
    assert [each["state"] for each in story.world.documents(Table.RECORDS, "EVENT#")] == ["live"]
    story.cancel_match()
    assert story.world.discord.events(story.server.id) == []


def test_two_sweeps_at_once_send_each_job_once(story: Story) -> None:
    _order_match(story)
    story.world.drain()
    story.reach_reminder()
    together(*times(2, lambda: timeouts({"time": "2037-11-23T17:33:00Z"}, None)))
    assert story.world.drain() == 3, "the reminder, and one message for each player"


def test_two_hourly_passes_at_once_make_nothing_twice(story: Story) -> None:
    for title in ("Semifinal", "Final"):
        _order_match(story, title)
    story.world.drain()
    (_, event) = story.world.discord.events(story.server.id)
    story.world.discord.set_event(story.server.id, event["id"], name="Mine now")
    together(*times(2, lambda: sync_events({"time": "2037-11-23T13:00:00Z"}, None)))
    story.world.drain()
    names = sorted(each["name"] for each in story.world.discord.events(story.server.id))
    assert names == ["WINTER-OPEN - Final", "WINTER-OPEN - Semifinal"]


@contextlib.contextmanager
def _while_listing(other: Callable[[], Any]) -> Iterator[None]:
    """`other` happens once, wholly, after Discord has listed the events and before the answer arrives."""
    pending = [other]

    def interrupt(response: httpx.Response) -> None:
        if response.request.method == "GET" and response.request.url.path.endswith("/scheduled-events") and pending:
            pending.pop()()

    worker.WIRING.http.event_hooks = {"response": [interrupt]}
    try:
        yield
    finally:
        worker.WIRING.http.event_hooks = {}


def test_an_event_made_while_a_comparison_lists_is_neither_removed_nor_forgotten(story: Story) -> None:
    _order_match(story)
    publishing = story.world._received()
    story.admin.slash("config tasks", task="discord_events_sync", action="run")
    with _while_listing(lambda: worker.handler({"Records": publishing}, None)):
        comparing = story.world._received()
        assert comparing
        story.world._deliver(comparing)
    assert len(story.world.discord.events(story.server.id)) == 1
    story.world._settle(publishing, set())
    story.world.drain()
    story.world.pass_time(hours=1)
    story.world.sync()
    assert len(story.world.discord.events(story.server.id)) == 1
    assert [each["state"] for each in story.world.documents(Table.RECORDS, "EVENT#")] == ["live"]
    assert len(story.world.discord.requests(CREATE)) == 1
