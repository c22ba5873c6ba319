"""Everything may come twice, late and out of order: the end is the same, and nobody hears anything twice."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from functions.sync_events.app import handler as sync_events
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.crash.story import Story
from tests.support.world import World

TABLES = (Table.RECORDS, Table.AUDIT)


@pytest.fixture
def story(world: World) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    return story


def _everything(story: Story) -> dict[str, Any]:
    """All that is stored, to the last count of writes, and all that Discord shows."""
    kept: dict[str, Any] = {str(table): story.world.documents(table) for table in TABLES}
    dms = {person: story.world.discord.dms(person.user_id) for person in (story.alice, story.bob)}
    return {**kept, "events": story.world.discord.events(story.server.id), "direct messages": dms}


def _ends_the_same(story: Story, repeat: Callable[[], Any]) -> None:
    before = _everything(story)
    repeat()
    story.world.drain()
    assert _everything(story) == before


def _create(story: Story, title: str = "Final", told: bool = True) -> Any:
    """`told`: it has players, who are told of it."""
    players = {"player1": story.alice.user_id, "player2": story.bob.user_id} if told else {}
    return story.admin.slash(
        "match create", tournament="winter-open", when="2037-11-23 18:00", title=title, **players
    ).payload


def _edit(story: Story, **changes: Any) -> Any:
    return story.admin.slash("match edit", match=story._match("Final"), **changes).payload


def _again(story: Story, payload: Any) -> dict[str, Any]:
    """Discord's delivery comes once more; the callback."""
    status, _, text, _ = story.admin.deliver(json.dumps(payload))
    assert status == 200
    answer: dict[str, Any] = json.loads(text)
    return answer


# -- interactions --------------------------------------------------------------------------------

COMMANDS: dict[str, Callable[[Story], Any]] = {
    "a tournament is made": lambda story: story.admin.slash("tournament create", name="Cup").payload,
    "a match is made": lambda story: _create(story, "Another"),
    "a match is moved": lambda story: _edit(story, when="in 3 hours"),
    "a match is cancelled": lambda story: story.admin.slash("match cancel", match=story._match("Final")).payload,
    "the server is set": lambda story: story.admin.slash("config server", timezone="Europe/Berlin").payload,
    "a task is disabled": lambda story: (
        story.admin.slash("config tasks", task="match_reminders", action="disable").payload
    ),
    "a zone is chosen": lambda story: story.admin.slash("me timezone", timezone="Europe/Berlin").payload,
    "a tournament is synced": lambda story: story.admin.slash("tournament sync", tournament="winter-open").payload,
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "an hour later"])
def test_an_interaction_that_comes_again_changes_nothing(
    story: Story, command: Callable[[Story], Any], late: bool
) -> None:
    _create(story)
    payload = command(story)
    story.world.drain()
    if late:
        story.world.pass_time(hours=1)
    _ends_the_same(story, lambda: _again(story, payload))


def test_an_old_change_that_comes_again_does_not_undo_a_newer_one(story: Story) -> None:
    _create(story)
    first = _edit(story, when="2037-11-23 19:00")
    _edit(story, when="2037-11-23 20:00")
    story.world.drain()
    _ends_the_same(story, lambda: _again(story, first))
    (event,) = story.world.discord.events(story.server.id)
    assert event["scheduled_start_time"].startswith("2037-11-23T20:00")


def test_a_pressed_button_that_comes_again_changes_nothing(story: Story) -> None:
    story.admin.slash("tournament delete", tournament="winter-open")
    payload = story.admin.click("Delete").payload
    story.world.drain()
    _ends_the_same(story, lambda: _again(story, payload))


# -- jobs ----------------------------------------------------------------------------------------


def _taken(story: Story) -> list[dict[str, Any]]:
    """The messages that wait, to be delivered by hand; the queue forgets them."""
    messages = story.world._received()
    assert messages
    story.world._settle(messages, set())
    return messages


def _deliver(messages: list[dict[str, Any]]) -> None:
    assert worker.handler({"Records": messages}, None) == {"batchItemFailures": []}


def test_a_job_that_is_done_and_comes_again_calls_nobody(story: Story) -> None:
    _create(story)
    messages = _taken(story)
    _deliver(messages)
    called = len(story.world.discord.requests())
    _ends_the_same(story, lambda: _deliver(messages))
    assert len(story.world.discord.requests()) == called


def test_an_old_job_that_comes_after_a_newer_plan_does_not_undo_it(story: Story) -> None:
    _create(story, told=False)
    old = _taken(story)
    _edit(story, when="2037-11-23 19:00")
    story.world.drain()
    _ends_the_same(story, lambda: _deliver(old))
    (event,) = story.world.discord.events(story.server.id)
    assert event["scheduled_start_time"].startswith("2037-11-23T19:00")


def test_an_old_job_of_a_cancelled_match_makes_nothing(story: Story) -> None:
    _create(story, told=False)
    old = _taken(story)
    story.cancel_match()
    _ends_the_same(story, lambda: _deliver(old))
    assert story.world.discord.events(story.server.id) == []


def test_a_reminder_that_comes_again_hours_later_is_not_sent_again(story: Story) -> None:
    """Hours later Discord would not know the message's nonce any more."""
    _create(story)
    story.world.drain()
    story.reach_reminder()
    timeouts({"time": "2037-11-23T17:33:00Z"}, None)
    promising = _taken(story)
    _deliver(promising)
    sending = _taken(story)
    _deliver(sending)
    story.world.pass_time(minutes=20)
    _ends_the_same(story, lambda: _deliver([*sending, *promising]))
    assert len(story.reminders(story.alice)) == 1


def test_a_reminder_of_an_old_start_that_comes_late_is_not_sent(story: Story) -> None:
    _create(story)
    story.world.drain()
    story.reach_reminder()
    timeouts({"time": "2037-11-23T17:33:00Z"}, None)
    promising = _taken(story)
    _edit(story, when="2037-11-23 21:00")
    story.world.drain()
    _ends_the_same(story, lambda: _deliver(promising))
    assert story.reminders(story.alice) == []
    story.world.pass_time(hours=3)
    assert len(story.reminders(story.alice)) == 1


# -- schedules -----------------------------------------------------------------------------------


@pytest.mark.parametrize("handler", [timeouts, sync_events], ids=["sweep", "hourly pass"])
@pytest.mark.parametrize("time", ["2037-11-23T17:33:00Z", "2037-11-23T13:00:00Z", "2037-11-22T00:00:00Z"])
def test_a_tick_that_comes_again_or_late_changes_nothing(
    story: Story, handler: Callable[[Any, Any], dict[str, Any]], time: str
) -> None:
    _create(story)
    story.world.drain()
    story.reach_reminder()
    for each in (timeouts, sync_events):
        each({"time": "2037-11-23T17:33:00Z"}, None)
        story.world.drain()
    assert len(story.reminders(story.alice)) == 1
    _ends_the_same(story, lambda: handler({"time": time}, None))


def test_ticks_that_were_missed_are_made_up_for_by_the_next_one(story: Story) -> None:
    _create(story)
    story.world.drain()
    story.world.discord.advance(5.9 * 3600)
    story.world.tick()
    for player in (story.alice, story.bob):
        assert len(story.reminders(player)) == 1


# -- webhook events ------------------------------------------------------------------------------


def test_a_server_that_is_announced_twice_is_added_once(world: World) -> None:
    story = Story.begin(world)
    story.admin.authorized(story.server.id, path="/events")
    (added,) = world.documents(Table.AUDIT)
    assert added["action"] == "server.added"
    _ends_the_same(story, lambda: story.admin.authorized(story.server.id, path="/events"))


def test_a_server_that_is_announced_after_its_first_command_stays_as_it_is(story: Story) -> None:
    story.admin.slash("config server", timezone="Europe/Berlin")
    event = {
        "version": 1,
        "application_id": story.world.discord.credentials()["application_id"],
        "type": 1,
        "event": {
            "type": "APPLICATION_AUTHORIZED",
            "timestamp": "2037-11-23T11:59:00",
            "data": {
                "integration_type": 0,
                "user": story.world.discord.user(story.admin.user_id),
                "scopes": ["bot"],
                "guild": story.world.discord.guild(story.server.id),
            },
        },
    }
    for _ in range(2):
        _ends_the_same(story, lambda: story.admin.redeliver(event, path="/events"))
