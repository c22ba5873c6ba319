"""What becomes of an episode when its form is filled in."""

from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.feed_form import Form, filled_in
from infra.local.feed_numbers import Directory
from infra.local.feed_samples import CUP, EVENTS, OPEN, Json, crew_member, episode, match, player

START = datetime(2031, 3, 8, 19, tzinfo=UTC)
ADA, BEN = player(5200, "Ada", discordId="111111111111111101"), player(5201, "Ben", discordTag="ben#1")
CARL = crew_member(6300, "Carl", language="fr", ready=True)
OLD = episode(770101, OPEN, START, match(880101, [ADA, BEN], title="Round 2"), commentators=[CARL])
AS_IT_IS = {
    "event": OPEN,
    "start": "2031-03-08T19:00",
    "match1-title": "Round 2",
    "match1-0-id": "5200",
    "match1-0-name": "Ada",
    "match1-0-discord": "111111111111111101",
    "match1-0-stream": "ada",
    "match1-1-id": "5201",
    "match1-1-name": "Ben",
    "match1-1-stream": "ben",
    "commentators-0-id": "6300",
    "commentators-0-name": "Carl",
}


def filled(old: Json = OLD, without: str = "-", **changes: str) -> Json:
    """`changes` with _ for -; a prefix of what the form lacks."""
    fields = {name: value for name, value in AS_IT_IS.items() if not name.startswith(without)}
    more = {name.replace("_", "-"): value for name, value in changes.items()}
    return filled_in(Form(fields | more), old, Directory.of([OLD]))


def people(told: Any) -> list[tuple[int, str]]:
    return [(each["id"], each["displayName"]) for each in told]


def test_a_form_that_is_sent_as_it_was_changes_nothing() -> None:
    assert filled() == OLD


def test_a_start_is_read_as_utc_and_is_the_broadcasts_too_unless_it_is_told() -> None:
    moved = filled(start="2031-03-09T20:30")
    assert moved["when"] == moved["whenCountdown"] == "2031-03-09T20:30:00+00:00"
    apart = filled(broadcast="2031-03-08T18:50")
    assert (apart["when"], apart["whenCountdown"]) == ("2031-03-08T18:50:00+00:00", "2031-03-08T19:00:00+00:00")


def test_an_episode_with_one_time_goes_on_with_one() -> None:
    told = filled(OLD | {"whenCountdown": ""}, start="2031-03-09T20:30")
    assert (told["when"], told["whenCountdown"]) == ("2031-03-09T20:30:00+00:00", "")


@pytest.mark.parametrize("typed", ["", "soon"])
def test_a_start_that_is_none_is_told_as_it_is(typed: str) -> None:
    assert filled(start=typed)["whenCountdown"] == typed


def test_a_line_that_is_renamed_keeps_its_number_and_what_the_form_does_not_show() -> None:
    renamed = filled(match1_1_name="Benjamin", match1_1_discord="111111111111111102")["match1"]["players"][1]
    assert renamed == BEN | {"displayName": "Benjamin", "discordId": "111111111111111102"}


def test_a_line_that_is_taken_out_is_gone_and_the_others_keep_their_places() -> None:
    assert people(filled(without="match1-0")["match1"]["players"]) == [(5201, "Ben")]


def test_new_people_are_given_numbers_of_their_own_and_a_known_name_its_own() -> None:
    told = filled(match1_7_name="Dora", match1_8_name="Ada", match2_0_name="Emil", trackers_0_name="Dora")
    assert people(told["match1"]["players"])[2:] == [(5400, "Dora"), (5200, "Ada")]
    assert people(told["match2"]["players"]) == [(5401, "Emil")]
    assert people(told["trackers"]) == [(6400, "Dora")]


def test_a_line_without_a_name_is_none() -> None:
    assert filled(match1_9_name="  ", channels_0_slug="x") == OLD


def test_a_tick_approves_and_its_lack_takes_the_approval_back() -> None:
    approved = filled(commentators_0_approved="on")
    assert approved["commentators"] == [CARL | {"approved": True}]
    assert filled(approved)["commentators"] == [CARL]


def test_a_second_match_is_one_as_soon_as_anything_is_said_of_it() -> None:
    assert filled(match2_note="Game 2")["match2"]["note"] == "Game 2"
    assert filled(OLD | {"match2": match(9, [BEN])})["match2"] is None


def test_a_channel_is_added() -> None:
    (channel,) = filled(channels_0_name="MossTV", channels_0_slug="mosstv")["channels"]
    assert (channel["name"], channel["slug"], channel["initials"]) == ("MossTV", "mosstv", "MOS")


def test_an_episode_changes_to_another_event_but_to_none_that_there_is_not() -> None:
    assert filled(event=CUP)["event"] == EVENTS[CUP]
    assert filled(event="nowhere")["event"] == EVENTS[OPEN]


@pytest.mark.parametrize("spoiled", [{"match1": None}, {"commentators": "x"}, {"match1": {"players": [5]}}, {"id": ""}])
def test_a_spoiled_episode_can_be_filled_in_again(spoiled: Json) -> None:
    told = filled(OLD | spoiled)
    assert [name for _, name in people(told["match1"]["players"])] == ["Ada", "Ben"]
