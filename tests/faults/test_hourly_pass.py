"""What the hourly comparison does, and what it leaves alone."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.crash.story import Story
from tests.faults.linking import link
from tests.faults.looking import calls, open_events

FINAL = ["WINTER-OPEN - Final"]


def _pass(story: Story) -> list[dict[str, Any]]:
    """An hour later; the requests that it makes."""
    story.world.pass_time(hours=1)
    before = len(story.world.discord.requests())
    story.world.sync()
    found: list[dict[str, Any]] = story.world.discord.requests(since=before)
    return found


def test_an_unchanged_pass_makes_one_list_call_for_each_server_and_writes_nothing_but_its_own_end(
    story: Story,
) -> None:
    link(story)
    for title in ("Semifinal", "Final"):
        story.create_match(title)
    kept = {table: story.world.documents(table) for table in (Table.RECORDS, Table.AUDIT)}
    with story.world.counted() as made:
        requests = _pass(story)
    assert [each["operation"] for each in requests] == ["list_guild_scheduled_events"] * 2
    assert {table: story.world.documents(table) for table in kept} == kept
    assert made.count("TransactWriteItems") == 3, "the promises together, and the end of each"


def test_an_event_deleted_by_hand_stays_away_until_its_match_changes(story: Story) -> None:
    story.create_match()
    story.remove_event_by_hand()
    for _ in range(2):
        _pass(story)
        assert open_events(story) == []
    story.move_match()
    assert open_events(story) == FINAL


def test_an_event_deleted_by_hand_comes_back_with_tournament_sync(story: Story) -> None:
    story.create_match()
    story.remove_event_by_hand()
    _pass(story)
    story.sync_tournament()
    assert open_events(story) == FINAL
    assert _pass(story)[1:] == []


@pytest.mark.parametrize(
    "edit",
    [
        {"name": "Mine now"},
        {"description": "Buy my course"},
        {"entity_metadata": {"location": "My house"}},
        {"scheduled_start_time": "2037-11-23T20:00:00+00:00", "scheduled_end_time": "2037-11-23T22:00:00+00:00"},
        {"scheduled_end_time": "2037-11-23T23:00:00+00:00"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_an_event_edited_by_hand_is_put_right(story: Story, edit: dict[str, Any]) -> None:
    story.create_match()
    (before,) = story.world.discord.events(story.server.id)
    story.world.discord.set_event(story.server.id, before["id"], **edit)
    _pass(story)
    (after,) = story.world.discord.events(story.server.id)
    assert after == before


def _copied(story: Story, creator: str | None) -> str:
    """Another event with the same text, by `creator`; its id."""
    guild = story.world.discord._world.guilds[story.server.id]
    (event,) = guild.events.values()
    guild.events["7"] = {**event, "id": "7", "creator_id": creator}
    return "7"


def test_an_event_of_somebody_else_with_the_same_text_is_never_touched(story: Story) -> None:
    story.create_match()
    copy = _copied(story, story.bob.user_id)
    _pass(story)
    story.cancel_match()
    _pass(story)
    assert [each["id"] for each in story.world.discord.events(story.server.id)] == [copy]
    assert all(not each["path"].endswith(f"/{copy}") for each in story.world.discord.requests())


def test_a_second_event_of_ours_that_no_record_knows_goes(story: Story) -> None:
    story.create_match()
    (kept,) = story.world.discord.events(story.server.id)
    _copied(story, story.world.discord.credentials()["bot_id"])
    _pass(story)
    assert [each["id"] for each in story.world.discord.events(story.server.id)] == [kept["id"]]


def test_a_stray_event_that_may_not_be_deleted_holds_up_nothing(story: Story) -> None:
    story.create_match()
    _copied(story, story.world.discord.credentials()["bot_id"])
    refusal = {"code": 50013, "message": "Missing Permissions"}
    story.world.discord.fail("delete_guild_scheduled_event", status=403, body=refusal)
    story.world.discord.set_event(story.server.id, story.world.discord.events(story.server.id)[0]["id"], name="No")
    _pass(story)
    assert FINAL[0] in open_events(story)
    _pass(story)
    assert open_events(story) == FINAL


def test_a_match_beyond_the_window_is_shown_once_the_window_reaches_it(story: Story) -> None:
    story.admin.slash("match create", tournament="winter-open", when="2037-12-01 12:00", title="Final")
    story.world.drain()
    assert open_events(story) == []
    story.world.pass_time(days=1, minutes=5)
    story.world.sync()
    assert open_events(story) == FINAL


def test_a_start_that_has_passed_is_never_sent(story: Story) -> None:
    story.world.discord.fail("create_guild_scheduled_event", status=503, times=60)
    story.create_match()
    story.world.pass_time(hours=5, minutes=55)
    story.world.pass_time(minutes=20)
    story.world.discord.clear_faults()
    story.world.sync()
    assert open_events(story) == []
    sent = calls(story, "create_guild_scheduled_event")
    assert sent
    assert all(each["time"] < each["body"]["scheduled_start_time"] for each in sent)


def test_an_event_that_was_made_unnoticed_is_left_alone_once_it_has_begun(story: Story) -> None:
    story.world.discord.fail("create_guild_scheduled_event", status=503, when="after")
    story.world.discord.fail("list_guild_scheduled_events", status=503, times=None)
    story.create_match()
    story.world.pass_time(hours=5, minutes=59)
    story.world.pass_time(minutes=5)
    story.world.discord.clear_faults()
    story.world.pass_time(hours=1)
    story.world.sync()
    assert open_events(story) == FINAL
