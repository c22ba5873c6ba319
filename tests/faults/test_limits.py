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


def test_at_a_hundred_events_the_pass_stops_and_the_admins_are_told_once(story: Story) -> None:
    fill(story, story.server, 99)
    for title in ("Quarterfinal", "Semifinal", "Final"):
        story.create_match(title)
    assert [each["status"] for each in calls(story, CREATE)] == [200, 400, 400]
    for _ in range(2):
        story.world.pass_time(hours=1)
        story.world.sync()
    assert len(calls(story, CREATE)) == 3, "a pass counts, and does not try"
    assert troubles(story) == ["EVENT_LIMIT"]
    assert _told(story) == ["server.refused"]
    assert "100 open events" in story.admin.slash("config show").said

    empty(story, story.server, 99)
    story.world.pass_time(hours=1)
    story.world.sync()
    assert sorted(open_events(story)) == [BOTH[0], "WINTER-OPEN - Quarterfinal", BOTH[1]]
    assert troubles(story) == []


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


def _told(story: Story) -> list[Any]:
    lines = story.world.documents(Table.AUDIT)
    return [each["action"] for each in lines if each["subject"].startswith("server:") and "added" not in each["action"]]
