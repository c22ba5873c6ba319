"""Whatever the feed sends: it spoils itself at most, and nobody's screen."""

import json

import httpx
import pytest

from infra.local.feed_samples import Json, player
from paddock.matches import views
from paddock.matches.model import Match
from paddock.tasks.views import report
from tests.speedgaming.desk import ADA, BEN, Desk
from tests.speedgaming.values import NOW
from tests.support.values import HOSTILE, a_tournament

MEGABYTE = 1_000_000


def member(id: int = 601, **changes: object) -> Json:
    return {"id": id, "displayName": "Dot", "discordId": "", "approved": True, **changes}


def answer_with(desk: Desk, size: int) -> None:
    """A good schedule of a hundred episodes that is at least so large, in bytes."""
    for id in range(1, 101):
        desk.feed.put(id, helpers=[member(partner="x" * (size // 100))])
    body = json.dumps(list(desk.feed.state.episodes.values()))
    assert len(body) > size
    desk.feed.intervene = lambda request: httpx.Response(200, text=body)


def test_a_feed_of_ten_megabytes_is_imported(desk: Desk) -> None:
    answer_with(desk, 10 * MEGABYTE)
    assert desk.cycle()["imported"] == 100


def test_a_feed_beyond_sixteen_megabytes_is_one_failure_and_changes_nothing(desk: Desk) -> None:
    answer_with(desk, 17 * MEGABYTE)
    assert (desk.cycle()["failed"], desk.matches()) == (1, {})
    assert desk.last_run().error == "lantern-open: the answer is larger than 16 MB"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"players": [player(number, f"P{number}") for number in range(1, 41)]},
            "players are 40, and a match has at most 8",
        ),
        ({"commentators": "Castellan"}, "commentators should be a list, not text"),
        ({"trackers": [member(), 7]}, "tracker 2 should be an object, not a number"),
        ({"broadcasters": [member(approved="maybe")]}, "broadcaster 1: approved should be true or false, not text"),
        ({"helpers": [member(displayName=None)]}, "helper 1: displayName should be text, not null"),
        ({"commentators": [member(2**64)]}, "commentator 1: id is out of range"),
        ({"players": [ADA | {"id": 2**64}]}, "match1, player 1: id is out of range"),
        ({"trackers": [member(number) for number in range(1, 41)]}, "crew are 40, and a match has at most 24"),
    ],
)
def test_a_bad_episode_is_named_and_the_others_are_imported(desk: Desk, changes: Json, reason: str) -> None:
    desk.feed.put(1, **changes)
    desk.feed.put(2)
    assert desk.cycle()["imported"] == 1
    assert desk.last_run().notes == (f"lantern-open, episode 1: {reason}",)
    assert list(desk.matches()) == [2]


def test_an_episode_whose_own_id_is_beyond_64_bits_is_bad(desk: Desk) -> None:
    desk.feed.put(2**64)
    desk.feed.put(2)
    assert (desk.cycle()["imported"], desk.last_run().counts["failed"]) == (1, 1)
    assert "id is out of range" in desk.last_run().notes[0]


def test_the_largest_crew_that_there_can_be_comes_and_goes(desk: Desk) -> None:
    """All of whom a transaction has to promise to tell."""
    crews = [
        [member(number, discordId=str(first + number)) for number in range(1, 25)] for first in (2 * 10**17, 3 * 10**17)
    ]
    players = [
        tuple(player(number, f"P{number}", discordId=str(first + number)) for number in range(1, 9))
        for first in (4 * 10**17, 5 * 10**17)
    ]
    for cycle in range(3):
        desk.feed.put(1, players=players[cycle % 2], commentators=crews[cycle % 2], title=f"Round {cycle}")
        assert desk.cycle(NOW.replace(minute=5 * cycle))["failed"] == 0
        assert [each.user for each in desk.match(1).crew] == [each["discordId"] for each in crews[cycle % 2]]


def test_as_many_placeholders_as_there_can_be_come_and_go(desk: Desk) -> None:
    for cycle in range(3):
        numbers = range(100 * (cycle % 2) + 1, 100 * (cycle % 2) + 9)
        people = tuple(player(number, f"P{number}") for number in numbers)
        desk.feed.put(1, players=people, trackers=[member(1000 * (cycle % 2) + n) for n in range(1, 25)])
        assert desk.cycle(NOW.replace(minute=5 * cycle))["failed"] == 0
        assert [each.name for each in desk.match(1).players] == [each["displayName"] for each in people]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_and_titles_are_called_the_match_and_the_report_can_be_shown(desk: Desk, text: str) -> None:
    named = tuple(each | {"displayName": text} for each in (ADA, BEN))
    desk.feed.put(1, players=named, title=text, commentators=[member(displayName=text)])
    desk.feed.put(2, players=(), title=text)
    desk.cycle()
    shown = [views.card(desk.match(1), a_tournament(), NOW), report(desk.task().task, desk.last_run())]
    for message in shown:
        payload = json.dumps(message.payload(), ensure_ascii=False)
        assert all(mark not in payload for mark in ("\u202e", "\u200b", "<@&22>", "@everyone @here"))
        assert len(message.payload()["embeds"][0]["title"]) <= 256


def test_a_title_of_4000_characters_is_cut_to_100(desk: Desk) -> None:
    desk.feed.put(1, title="x" * 4000)
    desk.cycle()
    match: Match = desk.match(1)
    assert match.title == "x" * 100
