"""Discord says no, and means it: what is remembered, what is tried again when, and what stays as it is."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.crash.story import Story
from tests.faults.looking import calls, open_events, troubles

CLOSED_DM = {"code": 50007, "message": "Cannot send messages to this user"}
INVALID = {"code": 50035, "message": "Invalid Form Body", "errors": {}}
FINISHED = {"code": 180000, "message": "Cannot update a finished event"}
UNKNOWN_CHANNEL = {"code": 10003, "message": "Unknown Channel"}
UNKNOWN_MESSAGE = {"code": 10008, "message": "Unknown Message"}


def _tell(story: Story) -> None:
    """Both players are told of their match."""
    story.create_match()
    story.world.pass_time(minutes=10)


def test_a_closed_dm_falls_back_to_one_mention_in_the_announcements_channel(story: Story) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    story.world.discord.close_dms(story.alice.user_id)
    _tell(story)
    (mention,) = story.world.discord.messages(channel)
    assert [each["id"] for each in mention["mentions"]] == [story.alice.user_id]
    assert len(story.world.discord.dms(story.bob.user_id)) == 1


@pytest.mark.parametrize(("operation", "status", "code"), [("create_dm", 404, 10013), ("create_dm", 403, 40003)])
def test_somebody_who_cannot_be_written_to_is_mentioned_instead(
    story: Story, operation: str, status: int, code: int
) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    story.world.discord.fail(operation, status=status, body={"code": code, "message": "No"})
    _tell(story)
    assert len(story.world.discord.messages(channel)) == 1
    assert sum(len(story.world.discord.dms(each.user_id)) for each in (story.alice, story.bob)) == 1


def test_a_closed_dm_without_an_announcements_channel_is_final(story: Story) -> None:
    story.world.discord.close_dms(story.alice.user_id)
    _tell(story)
    assert len(calls(story, "create_message")) == 2
    assert len(story.world.discord.dms(story.bob.user_id)) == 1


def test_a_closed_dm_and_a_forbidden_announcements_channel_show_the_admins_what_is_missing(story: Story) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    story.world.discord.set_overwrite(channel, story.server.id, deny="SEND_MESSAGES")
    story.world.discord.close_dms(story.alice.user_id)
    story.world.discord.close_dms(story.bob.user_id)
    _tell(story)
    assert story.world.discord.messages(channel) == []
    assert troubles(story) == ["SEND_MESSAGES"]
    assert "Send Messages" in story.admin.slash("config show").said


def test_an_announcements_channel_that_is_gone_is_shown_to_the_admins(story: Story) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    story.world.discord.delete_channel(channel)
    story.world.discord.close_dms(story.alice.user_id)
    _tell(story)
    assert troubles(story) == ["VIEW_CHANNEL"]
    assert len(story.world.discord.dms(story.bob.user_id)) == 1


def test_a_message_to_a_channel_that_is_gone_is_tried_once_and_holds_up_nobody(story: Story) -> None:
    story.world.discord.fail("create_message", status=404, body=UNKNOWN_CHANNEL)
    _tell(story)
    assert len(calls(story, "create_message")) == 2
    assert sum(len(story.world.discord.dms(each.user_id)) for each in (story.alice, story.bob)) == 1


def test_a_missing_permission_is_remembered_shown_and_healed_by_the_next_pass(story: Story) -> None:
    story.world.discord.set_bot_permissions(story.server.id, "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS")
    for title in ("Semifinal", "Final"):
        story.create_match(title)
    assert troubles(story) == ["CREATE_EVENTS"]
    assert "Create Events" in story.admin.slash("config show").said
    refused = len(calls(story, "create_guild_scheduled_event"))
    story.world.sync()
    assert len(calls(story, "create_guild_scheduled_event")) == refused + 1

    story.world.pass_time(hours=1)
    story.world.discord.set_bot_permissions(story.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    story.world.sync()
    assert sorted(open_events(story)) == ["WINTER-OPEN - Final", "WINTER-OPEN - Semifinal"]
    assert troubles(story) == []


def test_an_event_that_may_not_be_changed_keeps_its_record_and_is_changed_later(story: Story) -> None:
    story.create_match()
    story.world.discord.set_bot_permissions(story.server.id, "VIEW_CHANNEL")
    story.move_match()
    story.world.discord.set_bot_permissions(story.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    story.world.sync()
    (event,) = story.world.discord.events(story.server.id)
    assert event["scheduled_start_time"].startswith("2037-11-23T19:00")


def test_an_invalid_body_is_sent_once_and_holds_up_no_other_event(story: Story) -> None:
    story.world.discord.fail("create_guild_scheduled_event", status=400, body=INVALID)
    story.create_match("Semifinal")
    story.create_match("Final")
    story.world.pass_time(minutes=10)
    assert open_events(story) == ["WINTER-OPEN - Final"]
    assert len(calls(story, "create_guild_scheduled_event")) == 2
    assert _failed(story) == ["calendar.publish"]
    story.world.sync()
    assert sorted(open_events(story)) == ["WINTER-OPEN - Final", "WINTER-OPEN - Semifinal"]


def test_a_finished_event_is_made_anew_when_its_match_moves(story: Story) -> None:
    story.create_match()
    (event,) = story.world.discord.events(story.server.id)
    story.world.discord.set_event(story.server.id, event["id"], status=4)
    story.move_match()
    assert open_events(story) == ["WINTER-OPEN - Final"]


def test_a_finished_event_is_done_with_when_its_match_is_cancelled(story: Story) -> None:
    story.create_match()
    story.world.discord.fail("delete_guild_scheduled_event", status=400, body=FINISHED)
    story.cancel_match()
    assert story.world.documents(Table.RECORDS, "EVENT#") == []


def test_an_event_that_is_gone_already_is_done_with_when_its_match_is_cancelled(story: Story) -> None:
    story.create_match()
    story.remove_event_by_hand()
    story.cancel_match()
    assert story.world.documents(Table.RECORDS, "EVENT#") == []


def test_an_answer_that_was_put_away_does_not_undo_the_work(story: Story) -> None:
    story.world.discord.fail("update_original_webhook_message", status=404, body=UNKNOWN_MESSAGE)
    story.create_match()
    story.remove_event_by_hand()
    story.sync_tournament()
    assert open_events(story) == ["WINTER-OPEN - Final"]
    assert _failed(story) == []


def test_an_answer_after_the_tokens_life_comes_as_a_direct_message(story: Story) -> None:
    story.world.discord.fail("get_guild", status=503, times=7)
    story.check_config()
    story.world.pass_time(minutes=29)
    story.world.pass_time(minutes=9)
    (answer,) = story.world.discord.dms(story.admin.user_id)
    assert answer["embeds"][0]["title"] == "Check"


def test_an_answer_that_can_be_given_nowhere_ends_all_the_same(story: Story) -> None:
    story.world.discord.close_dms(story.admin.user_id)
    dead: dict[str, Any] = {"code": 50027, "message": "Invalid Webhook Token"}
    story.world.discord.fail("update_original_webhook_message", status=401, body=dead, times=None)
    story.check_config()
    story.world.pass_time(minutes=10)
    assert len(calls(story, "create_message")) == 1
    assert _failed(story) == []


def _failed(story: Story) -> list[str]:
    return [each["kind"] for each in story.world.documents(Table.JOBS) if each["state"] == "failed"]
