"""Discord's limits: Retry-After is obeyed by all that it holds for, and a hundred events are a hundred."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.crash.story import Story
from tests.faults.foreign import empty, fill
from tests.faults.linking import link
from tests.faults.looking import calls, open_events, troubles
from tests.faults.patient import PatientWorld

CREATE = "create_guild_scheduled_event"
BOTH = ["WINTER-OPEN - Final", "WINTER-OPEN - Semifinal"]


@pytest.mark.parametrize("seconds", [3, 59, 61, 600, 7200])
def test_the_other_jobs_of_a_limited_group_wait_as_well(story: Story, seconds: float) -> None:
    story.world.discord.fail(CREATE, status=429, seconds=seconds)
    story.create_match("Semifinal")
    story.create_match("Final")
    assert len(calls(story, CREATE)) == 1
    story.world.pass_time(seconds=seconds - 2)
    assert len(calls(story, CREATE)) == 1
    story.world.pass_time(minutes=3)
    story.world.pass_time(minutes=1)
    assert sorted(open_events(story)) == BOTH


def test_a_global_limit_stops_the_whole_batch(story: Story) -> None:
    link(story)
    story.world.discord.fail(CREATE, status=429, seconds=5, scope="global")
    story.create_match()
    assert len(calls(story, CREATE)) == 1
    story.world.pass_time(minutes=1)
    assert len(calls(story, CREATE)) == 3


def test_a_global_limit_stops_every_other_worker(story: Story, world: PatientWorld) -> None:
    link(story)
    world.alone = True
    story.world.discord.fail(CREATE, status=429, seconds=5, scope="global")
    story.create_match()
    assert len(calls(story, CREATE)) == 1
    story.world.pass_time(minutes=1)
    assert len(calls(story, CREATE)) == 3


def test_what_the_headers_ask_for_is_waited_for(story: Story) -> None:
    story.world.discord.rate_limits(enabled=True)
    story.world.discord.set_rate_limit(CREATE, limit=1, per=0.5)
    for title in ("Semifinal", "Final"):
        story.create_match(title)
    assert [each["status"] for each in calls(story, CREATE)] == [200]
    story.world.discord.rate_limits(enabled=False)
    story.world.pass_time(minutes=1)
    assert [each["status"] for each in calls(story, CREATE)] == [200, 200]


def test_at_a_hundred_events_it_stops_and_makes_the_nearest_first_once_there_is_room(story: Story) -> None:
    fill(story, story.server, 99)
    for hour, title in ((18, "Quarterfinal"), (20, "Final"), (19, "Semifinal")):
        _create(story, title, f"2037-11-23 {hour}:00")
    assert [each["status"] for each in calls(story, CREATE)] == [200, 400]
    for _ in range(2):
        _pass(story)
    assert len(calls(story, CREATE)) == 2, "the events are counted, none is tried"
    assert troubles(story) == ["EVENT_LIMIT"]
    assert _told(story) == ["server.refused", "server.owner told"]

    empty(story, story.server, 1)
    _pass(story)
    assert _ours(story) == ["WINTER-OPEN - Quarterfinal", "WINTER-OPEN - Semifinal"]
    assert [each["status"] for each in calls(story, CREATE)] == [200, 400, 200]
    assert troubles(story) == ["EVENT_LIMIT"]

    empty(story, story.server, 2)
    _pass(story)
    assert len(_ours(story)) == 3
    assert troubles(story) == []
    assert _told(story)[2:] == ["server.relieved"]


def test_forty_matches_for_a_full_server_cost_one_refused_call(story: Story) -> None:
    fill(story, story.server, 100)
    for number in range(8):
        story.create_match(f"Match {number}")
    assert [each["status"] for each in calls(story, CREATE)] == [400]


def test_a_full_server_holds_up_no_other(story: Story) -> None:
    second = link(story)
    fill(story, story.server, 100)
    story.create_match()
    assert open_events(story, second) == ["WINTER-OPEN - Final"]


def test_a_match_that_is_made_where_there_is_room_again_is_shown_at_once(story: Story) -> None:
    fill(story, story.server, 100)
    story.create_match("Semifinal")
    empty(story, story.server, 50)
    story.create_match("Final")
    assert _ours(story) == BOTH


def test_a_server_that_is_full_before_its_matches_come_near_is_said_to_be(story: Story) -> None:
    """Nothing was tried, so nothing was refused."""
    _create(story, "Final", "2037-12-01 12:00")
    fill(story, story.server, 100)
    story.world.pass_time(days=1, minutes=5)
    story.world.sync()
    assert calls(story, CREATE) == []
    assert troubles(story) == ["EVENT_LIMIT"]
    assert len(_owner_dms(story)) == 1


def test_a_limit_that_holds_nobody_up_any_more_is_forgotten(story: Story) -> None:
    fill(story, story.server, 100)
    story.create_match()
    story.cancel_match()
    empty(story, story.server, 5)
    _pass(story)
    assert troubles(story) == []


# -- the admins are told once ----------------------------------------------------------------------


def test_the_owner_is_told_once_however_often_the_limit_is_met(story: Story) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    fill(story, story.server, 100)
    for title in ("Semifinal", "Final"):
        story.create_match(title)
    (message,) = _owner_dms(story)
    assert message["content"].startswith("**league** has 100 open events.")
    assert "delete events that nobody needs" in message["content"]
    assert story.world.discord.messages(channel) == []
    assert "100 open events" in story.admin.slash("config show").said
    check = story.admin.slash("config check")
    story.world.drain()
    assert "100 open events" in check.said

    for _ in range(3):
        empty(story, story.server, 100)
        _pass(story)
        fill(story, story.server, 98)
        _create(story, "Another", "2037-11-23 22:00")
    assert troubles(story) == ["EVENT_LIMIT"]
    assert _told(story).count("server.refused") > 1
    assert len(_owner_dms(story)) == 1


def test_the_owner_is_told_again_of_a_limit_that_is_met_after_a_week(story: Story) -> None:
    fill(story, story.server, 100)
    story.create_match()
    empty(story, story.server, 100)
    _pass(story)
    story.world.pass_time(days=7)
    fill(story, story.server, 100)
    _create(story, "Another", "2037-12-02 12:00")
    assert len(_owner_dms(story)) == 2


def test_an_owner_who_takes_no_messages_is_not_asked_again(story: Story) -> None:
    story.world.discord.close_dms(story.owner)
    fill(story, story.server, 100)
    for title in ("Semifinal", "Final"):
        story.create_match(title)
    story.world.pass_time(hours=1)
    assert len(calls(story, "create_message")) <= 5, "one to the owner, two to each of the players"
    assert troubles(story) == ["EVENT_LIMIT"]
    assert _told(story).count("server.owner told") == 1


@pytest.mark.parametrize("call", ["get_guild", "create_dm", "create_message"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_the_owner_is_told_once_whatever_fails_on_the_way(story: Story, call: str, when: str) -> None:
    fill(story, story.server, 100)
    story.world.discord.fail(call, status=503, when=when)
    story.admin.slash("match create", tournament="winter-open", when="2037-11-23 18:00", title="Final")
    story.world.drain()
    story.world.pass_time(minutes=5)
    assert len(_owner_dms(story)) == 1
    assert _told(story).count("server.owner told") == 1


@pytest.mark.parametrize("full", [True, False])
def test_tournament_sync_says_what_stands_in_the_way_and_what_helps(story: Story, full: bool) -> None:
    if full:
        fill(story, story.server, 100)
    else:
        story.world.discord.set_bot_permissions(story.server.id, "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS")
    story.create_match()
    answer = story.admin.slash("tournament sync", tournament="winter-open")
    story.world.drain()
    expected = "Delete some that nobody needs" if full else "I lack **Create Events**. `/config check` says where"
    assert expected in answer.said
    assert ("1 waiting" if full else "1 to create") in answer.said


def test_an_event_of_the_longest_names_and_words_fits(story: Story) -> None:
    story.admin.slash("tournament create", name="N" * 100, slug="s" * 32, scheduled_events=True)
    story.admin.slash(
        "match create", tournament="s" * 32, when="in 3 hours", title="*" * 100, stream="t" * 25, comment="_ " * 250
    )
    story.world.drain()
    (event,) = story.world.discord.events(story.server.id)
    assert len(event["name"]) <= 100
    assert len(event["description"]) <= 1000
    assert event["description"].endswith(f"Paddock match {story._matches()[0]['id']}")
    assert event["entity_metadata"]["location"] == "https://twitch.tv/" + "t" * 25


def _create(story: Story, title: str, when: str) -> None:
    story.admin.slash("match create", tournament="winter-open", when=when, title=title)
    story.world.drain()


def _pass(story: Story) -> None:
    story.world.pass_time(hours=1)
    story.world.sync()


def _ours(story: Story) -> list[str]:
    return sorted(each for each in open_events(story) if each.startswith("WINTER-OPEN"))


def _owner_dms(story: Story) -> list[Any]:
    found: list[Any] = story.world.discord.dms(story.owner)
    return found


def _told(story: Story) -> list[Any]:
    lines = story.world.documents(Table.AUDIT)
    others = ("server.added", "server.changed", "server.named")
    return [each["action"] for each in lines if each["subject"].startswith("server:") and each["action"] not in others]
