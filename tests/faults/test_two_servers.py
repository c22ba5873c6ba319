"""Two servers of one organization, one of them failing: the other is served, the next pass makes what is missing."""

from collections.abc import Callable

import pytest

from tests.crash.story import Story
from tests.faults.foreign import empty, fill
from tests.faults.linking import link
from tests.faults.looking import calls, open_events
from tests.support.world import Server

FINAL = ["WINTER-OPEN - Final"]


@pytest.fixture
def second(story: Story) -> Server:
    return link(story)


def _full(story: Story, server: Server) -> None:
    fill(story, server, 100)


def _emptied(story: Story, server: Server) -> None:
    empty(story, server, 100)


def _forbidden(story: Story, server: Server) -> None:
    story.world.discord.set_bot_permissions(server.id, "VIEW_CHANNEL")


def _allowed(story: Story, server: Server) -> None:
    story.world.discord.set_bot_permissions(server.id, "VIEW_CHANNEL CREATE_EVENTS")


def test_a_match_is_shown_in_both_servers(story: Story, second: Server) -> None:
    story.create_match()
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)


@pytest.mark.parametrize(
    ("fails", "works"), [(_forbidden, _allowed), (_full, _emptied)], ids=["no permission", "a hundred events"]
)
def test_one_refuses_and_the_next_pass_makes_exactly_the_missing_one(
    story: Story,
    second: Server,
    fails: Callable[[Story, Server], None],
    works: Callable[[Story, Server], None],
) -> None:
    fails(story, story.server)
    story.create_match()
    assert FINAL[0] not in open_events(story)
    assert open_events(story, second) == FINAL
    works(story, story.server)
    before = len(calls(story, "create_guild_scheduled_event"))
    story.world.pass_time(hours=1)
    story.world.sync()
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)
    assert len(calls(story, "create_guild_scheduled_event")) == before + 1


@pytest.mark.parametrize("status", [500, 503])
def test_one_is_silent_for_hours_and_has_its_event_once_it_answers(story: Story, second: Server, status: int) -> None:
    story.world.discord.fail("create_guild_scheduled_event", nth=1, times=1, status=status)
    story.world.discord.fail("create_guild_scheduled_event", nth=3, times=2, status=status)
    story.create_match()
    assert len(open_events(story)) + len(open_events(story, second)) == 1
    story.world.pass_time(minutes=20)
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)


def test_one_is_rate_limited_for_long_and_the_other_is_served_at_once(story: Story, second: Server) -> None:
    story.world.discord.fail("create_guild_scheduled_event", status=429, seconds=600)
    story.create_match()
    assert len(open_events(story)) + len(open_events(story, second)) == 1
    story.world.pass_time(minutes=9)
    assert len(open_events(story)) + len(open_events(story, second)) == 1
    story.world.pass_time(minutes=3)
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)


def test_a_server_without_the_bot_is_paused_and_left_alone_until_somebody_there_asks(
    story: Story, second: Server
) -> None:
    story.world.discord.kick_bot(story.server.id)
    organizer = story.world.add_admin(second)
    organizer.slash("match create", tournament="winter-open", when="2037-11-23 18:00", title="Final")
    story.world.drain()
    assert open_events(story, second) == FINAL

    asked = len(story.world.discord.requests())
    for _ in range(2):
        story.world.pass_time(hours=1)
        story.world.sync()
    paths = [each["path"] for each in story.world.discord.requests(since=asked)]
    assert all(story.server.id not in path for path in paths)

    story.world.discord.install_bot(story.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    story.admin.slash("match list")
    story.world.drain()
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)
    story.world.pass_time(hours=1)
    made = len(calls(story, "create_guild_scheduled_event"))
    story.world.sync()
    assert len(calls(story, "create_guild_scheduled_event")) == made


def test_what_was_switched_off_while_the_bot_was_away_goes_when_it_is_back(story: Story, second: Server) -> None:
    """The hourly pass does not look at an organization that shows nothing."""
    story.create_match()
    story.world.discord.kick_bot(story.server.id)
    organizer = story.world.add_admin(second)
    organizer.slash("match edit", match=story._match("Final"), comment="Late")
    story.world.drain()
    organizer.slash("tournament edit", tournament="winter-open", scheduled_events=False)
    story.world.drain()
    assert (open_events(story), open_events(story, second)) == (FINAL, [])

    story.world.discord.install_bot(story.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    story.admin.slash("match list")
    story.world.drain()
    assert open_events(story) == []


def test_tournament_sync_serves_the_server_that_answers_and_asks_the_silent_one_again(
    story: Story, second: Server
) -> None:
    story.create_match()
    for server in (story.server, second):
        (event,) = story.world.discord.events(server.id)
        story.world.discord.delete_event(server.id, event["id"])
    story.world.discord.fail("list_guild_scheduled_events", status=503)
    answer = story.admin.slash("tournament sync", tournament="winter-open")
    story.world.drain()
    assert "**league**: gave no answer" in answer.said
    assert "**league**: 0 events are right, 1 to create; that happens now." in answer.said
    assert open_events(story, second) == FINAL
    story.world.pass_time(minutes=3)
    assert (open_events(story), open_events(story, second)) == (FINAL, FINAL)
