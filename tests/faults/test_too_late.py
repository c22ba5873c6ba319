"""A start that passed while the job was on its way: Discord refuses it, and that is nobody's fault."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.crash.story import Story
from tests.faults.looking import calls, open_events

CREATE, UPDATE = "create_guild_scheduled_event", "update_guild_scheduled_event"
PAST = {
    "code": 50035,
    "message": "Invalid Form Body",
    "errors": {
        "scheduled_start_time": {
            "_errors": [
                {"code": "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "message": "Cannot schedule event in the past."}
            ]
        }
    },
}


def _states(story: Story) -> set[Any]:
    return {each["state"] for each in story.world.documents(Table.JOBS) if each["kind"].startswith("calendar")}


def _hour_after_start(story: Story) -> None:
    story.world.pass_time(hours=7, minutes=30)
    story.world.sync()


def test_an_event_that_comes_too_late_is_not_made_and_its_job_is_done(story: Story) -> None:
    story.world.discord.fail(CREATE, status=400, body=PAST)
    story.create_match()
    assert _states(story) == {"done"}
    assert story.world.documents(Table.RECORDS, "EVENT#") == []
    _hour_after_start(story)
    assert len(calls(story, CREATE)) == 1
    assert open_events(story) == []


def test_a_move_that_comes_too_late_ends_its_job_and_the_event_that_is_wrong_goes(story: Story) -> None:
    story.create_match()
    story.world.discord.fail(UPDATE, status=400, body=PAST)
    story.move_match()
    assert _states(story) == {"done"}
    _hour_after_start(story)
    assert len(calls(story, UPDATE)) == 1
    assert open_events(story) == []


@pytest.mark.parametrize("field", ["name", "scheduled_end_time"])
def test_a_refusal_of_anything_else_is_a_fault_of_ours(story: Story, field: str) -> None:
    body = {**PAST, "errors": {field: {"_errors": [{"code": "X", "message": "Y"}]}}}
    story.world.discord.fail(CREATE, status=400, body=body)
    story.create_match()
    story.world.pass_time(minutes=10)
    assert "failed" in _states(story)
