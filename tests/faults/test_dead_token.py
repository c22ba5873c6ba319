"""The bot's token is refused: one call finds out, and none follows until there is another token."""

import os

import pytest

from functions.interactions import worker
from paddock.jobs.worker import TELLINGS
from paddock.settings import Settings
from paddock.wiring import Wiring
from tests.crash.story import Story
from tests.faults.looking import calls, open_events

REFUSED = {"code": 0, "message": "401: Unauthorized"}
NEW = "another.token"


@pytest.mark.parametrize(
    "operation", ["create_guild_scheduled_event", "list_guild_scheduled_events", "create_dm", "get_guild"]
)
def test_after_one_401_nothing_more_is_called(story: Story, operation: str) -> None:
    story.world.discord.fail(operation, status=401, body=REFUSED, times=None)
    story.create_match("Semifinal")
    story.create_match("Final")
    story.admin.slash("config check")
    story.world.sync()
    story.reach_reminder()
    story.world.tick()
    story.world.pass_time(minutes=20)
    requests = [each["operation"] for each in story.world.discord.requests()]
    later = requests[requests.index(operation) + 1 :]
    assert set(later) <= {"update_original_webhook_message"}, "which needs no bot token"
    assert len(later) <= TELLINGS


def test_who_waits_for_an_answer_reads_why_and_gets_it_with_another_token(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.world.discord.fail("get_guild", status=401, body=REFUSED)
    answer = story.admin.slash("config check")
    story.world.drain()
    assert "refuses my token" in answer.said
    _renew_token(story, monkeypatch)
    with worker.WIRING.http:
        story.world.pass_time(minutes=10)
    assert "refuses my token" not in answer.said


def test_with_another_token_everything_goes_on(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.world.discord.fail("create_guild_scheduled_event", status=401, body=REFUSED)
    story.create_match("Semifinal")
    story.create_match("Final")
    story.world.pass_time(minutes=10)
    assert len(calls(story, "create_guild_scheduled_event")) == 1

    _renew_token(story, monkeypatch)
    with worker.WIRING.http:
        story.world.pass_time(minutes=10)
    assert sorted(open_events(story)) == ["WINTER-OPEN - Final", "WINTER-OPEN - Semifinal"]


def _renew_token(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story.world.discord._world, "bot_token", NEW)
    another_container = Wiring(Settings.read({**os.environ, "DISCORD_BOT_TOKEN": NEW}))
    monkeypatch.setattr(worker, "WIRING", another_container)
