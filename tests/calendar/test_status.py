"""Status follows the match: an event is active once its match has started, and completed once it is finished."""

from typing import Any

import pytest

from tests.support.league import League
from tests.support.stepping import BEGUN, press
from tests.support.world import World

SCHEDULED, ACTIVE, COMPLETED = 1, 2, 3
UPDATE, CREATE, DELETE, LIST = (
    f"{verb}_guild_scheduled_event{plural}"
    for verb, plural in (("update", ""), ("create", ""), ("delete", ""), ("list", "s"))
)
STATUS_REFUSED = {
    "code": 50035,
    "message": "Invalid Form Body",
    "errors": {"status": {"_errors": [{"code": "GUILD_SCHEDULED_EVENT_STATUS_INVALID", "message": "No"}]}},
}


@pytest.fixture
def league(world: World) -> League:
    return League(world)


@pytest.fixture
def match(league: League) -> str:
    """In three hours, with an event of two hours."""
    return league.match(league.tournament())


def told(league: League, since: int = 0) -> list[int | None]:
    """The status in each change that Discord was told, None where it was about something else."""
    return [each["body"].get("status") for each in league.world.discord.requests(UPDATE, since=since)]


def asked(league: League) -> int:
    return len(league.world.discord.requests())


def changes_later(league: League, **duration: float) -> list[str]:
    """All but the list calls of the hourly pass, after that time."""
    league.world.pass_time(**duration)
    before = asked(league)
    league.world.sync()
    made = [each["operation"] for each in league.world.discord.requests(since=before)]
    assert made.count(LIST) == 1
    return [each for each in made if each != LIST]


# -- active ----------------------------------------------------------------------------------------


def test_the_event_of_a_match_that_starts_early_becomes_active_at_once(league: League, match: str) -> None:
    before = league.event["id"]
    press(league, match, *BEGUN)
    assert (league.event["id"], league.event["status"]) == (before, ACTIVE)
    assert told(league) == [ACTIVE]


def test_checking_in_tells_discord_nothing(league: League, match: str) -> None:
    press(league, match, "Check in")
    assert told(league) == []


def test_what_discord_starts_by_itself_is_not_told(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    press(league, match, *BEGUN)
    assert league.event["status"] == ACTIVE
    assert told(league) == []


def test_an_hourly_pass_over_active_events_makes_one_list_call_and_no_other(league: League, match: str) -> None:
    other = league.match(league.tournament(name="Summer Cup"), when="in 30 minutes")
    press(league, match, *BEGUN)
    assert changes_later(league, hours=1) == []
    press(league, other, *BEGUN)
    assert changes_later(league, minutes=10) == []
    assert [each["status"] for each in league.events] == [ACTIVE, ACTIVE]


def test_a_match_that_is_made_known_after_it_started_has_an_active_event(league: League, match: str) -> None:
    tournament = league.tournament(name="Quiet", scheduled_events=False)
    quiet = league.match(tournament)
    press(league, quiet, *BEGUN)
    league.admin.slash("tournament edit", tournament=tournament, scheduled_events=True)
    league.world.drain()
    statuses = {each["name"]: each["status"] for each in league.events}
    assert statuses == {"WINTER-OPEN - alice vs bob": SCHEDULED, "QUIET - alice vs bob": ACTIVE}


def test_an_active_event_is_renamed_and_restreamed_without_being_given_a_start(league: League, match: str) -> None:
    press(league, match, *BEGUN)
    league.edit(match, title="Final", stream="other")
    assert league.event["name"] == "WINTER-OPEN - Final"
    assert league.event["entity_metadata"]["location"] == "https://twitch.tv/other"
    assert "scheduled_start_time" not in league.world.discord.requests(UPDATE)[-1]["body"]


def test_an_event_that_discord_started_by_itself_is_restreamed_too(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    league.edit(match, stream="other")
    assert league.event["entity_metadata"]["location"] == "https://twitch.tv/other"
    assert "scheduled_start_time" not in league.world.discord.requests(UPDATE)[-1]["body"]


def test_somebody_in_the_server_may_have_started_it_already(league: League, match: str) -> None:
    league.world.discord.set_event(league.server.id, league.event["id"], status=ACTIVE)
    assert changes_later(league, minutes=30) == []
    league.world.discord.fail(UPDATE, status=400, body=STATUS_REFUSED)
    press(league, match, *BEGUN)
    assert league.event["status"] == ACTIVE
    assert changes_later(league, minutes=30) == []


# -- back and away ---------------------------------------------------------------------------------


def test_a_start_that_is_undone_before_the_time_makes_the_event_anew(league: League, match: str) -> None:
    """Discord sets no active event back."""
    press(league, match, *BEGUN)
    before = league.event["id"]
    press(league, match, "Undo")
    assert league.event["id"] != before
    assert league.event["status"] == SCHEDULED
    assert changes_later(league, minutes=30) == []


def test_a_start_that_is_undone_after_the_time_leaves_the_event_as_it_is(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    press(league, match, *BEGUN)
    before = asked(league)
    press(league, match, "Undo")
    assert league.world.discord.requests(since=before, route=UPDATE) == []
    assert league.event["status"] == ACTIVE


def test_a_match_that_is_put_off_after_its_time_came_has_a_new_event(league: League, match: str) -> None:
    """Discord has started the first one by itself."""
    league.world.pass_time(hours=3, minutes=10)
    before = league.event
    league.edit(match, when="in 4 hours")
    assert (before["status"], league.event["status"]) == (ACTIVE, SCHEDULED)
    assert league.event["id"] != before["id"]
    assert league.event["scheduled_start_time"] > before["scheduled_start_time"]


def test_a_started_match_that_is_moved_has_an_active_event_that_says_so(league: League, match: str) -> None:
    press(league, match, *BEGUN)
    before = league.event
    league.edit(match, when="in 5 hours")
    assert league.event["status"] == ACTIVE
    assert league.event["scheduled_start_time"] > before["scheduled_start_time"]


def test_the_event_of_a_match_that_is_played_stays_when_its_time_is_put_into_the_past(
    league: League, match: str
) -> None:
    press(league, match, *BEGUN)
    before = league.event["id"]
    league.edit(match, when="2037-11-23 11:30")
    assert (league.event["id"], league.event["status"]) == (before, ACTIVE)
    assert changes_later(league, minutes=5) == []


def test_an_active_event_goes_when_its_match_is_cancelled_and_is_made_when_that_is_undone(
    league: League, match: str
) -> None:
    press(league, match, *BEGUN)
    league.admin.slash("match cancel", match=match)
    league.world.drain()
    assert league.events == []
    press(league, match, "Undo")
    assert league.event["status"] == ACTIVE


# -- completed -------------------------------------------------------------------------------------


def test_the_event_of_a_finished_match_is_completed(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    press(league, match, *BEGUN, "Finish")
    assert league.event["status"] == COMPLETED
    assert told(league) == [COMPLETED]
    assert league.stored("EVENT#") == []


def test_a_match_that_starts_and_ends_before_its_time_has_an_event_that_did(league: League, match: str) -> None:
    press(league, match, *BEGUN, "Finish")
    assert told(league) == [ACTIVE, COMPLETED]
    assert league.event["status"] == COMPLETED


def test_what_discord_has_ended_by_itself_is_not_told(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    press(league, match, *BEGUN)
    league.world.pass_time(hours=2)
    press(league, match, "Finish")
    assert league.event["status"] == COMPLETED
    assert told(league) == []


def test_confirming_a_finished_match_tells_discord_nothing_more(league: League, match: str) -> None:
    press(league, match, *BEGUN, "Finish")
    before = asked(league)
    league.admin.slash("match result", match=match, winner=league.alice.user_id)
    press(league, match, "Confirm")
    assert league.stored("MATCH")[0]["status"] == "confirmed"
    assert [each["operation"] for each in league.world.discord.requests(since=before, route=UPDATE)] == []


def test_an_event_that_discord_is_late_to_start_is_started_and_completed(league: League, match: str) -> None:
    league.world.pass_time(hours=3, minutes=1)
    league.world.discord.fail(UPDATE, status=400, body=STATUS_REFUSED)
    press(league, match, *BEGUN, "Finish")
    assert told(league) == [COMPLETED, ACTIVE, COMPLETED]
    assert league.event["status"] == COMPLETED


def test_an_event_that_somebody_completed_by_hand_is_completed(league: League, match: str) -> None:
    press(league, match, *BEGUN)
    league.world.discord.set_event(league.server.id, league.event["id"], status=COMPLETED)
    press(league, match, "Finish")
    assert league.stored("EVENT#") == []
    assert changes_later(league, minutes=5) == []


def test_a_finish_that_is_undone_after_the_time_makes_no_event_anew(league: League, match: str) -> None:
    """A completed event is final, and Discord takes no start that is past."""
    league.world.pass_time(hours=3, minutes=1)
    press(league, match, *BEGUN, "Finish")
    before = asked(league)
    press(league, match, "Undo")
    assert league.world.discord.requests(since=before, route=CREATE) == []
    assert league.event["status"] == COMPLETED
    assert changes_later(league, minutes=5) == []


def test_a_completed_event_is_not_deleted_when_its_match_is_taken_for_played_by_mistake(
    league: League, match: str
) -> None:
    press(league, match, *BEGUN, "Finish")
    press(league, match, "Undo")
    assert sorted(each["status"] for each in league.events) == [ACTIVE, COMPLETED], "its time is still to come"
    press(league, match, "Finish")
    assert [each["status"] for each in league.events] == [COMPLETED, COMPLETED]
    assert league.world.discord.requests(DELETE) == []


@pytest.mark.parametrize("repair", [World.tick, World.sync])
def test_a_status_that_was_never_sent_is_sent_by_the_next_sweep_or_pass(
    league: League, match: str, repair: Any
) -> None:
    league.world.discord.fail(UPDATE, status=503, times=8)
    press(league, match, *BEGUN)
    assert league.event["status"] == SCHEDULED
    league.world.discord.clear_faults()
    league.world.discord.advance(30 * 60)
    repair(league.world)
    assert league.event["status"] == ACTIVE
