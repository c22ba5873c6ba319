"""How matches are shown."""

import re
from typing import Any

import pytest

from paddock.ids import PersonId, UserId
from paddock.matches import listing, views
from paddock.matches.asks import TurnPage
from paddock.matches.model import CrewMember, Match, Place, Player, Role, Source, Status
from paddock.matches.rules import cancelled, stepped
from paddock.matches.steps import ORDER
from paddock.tournaments.model import Directory, EventFilter
from tests.support.values import ALICE, BOB, CAROL, GHOST, HOSTILE, NOW, TENANT, a_match, a_tournament

ADMIN = UserId("10")
DIRECTORY = Directory(organization=TENANT).listing(a_tournament())
LIVE = re.compile(r"(?<!\\)(\*\*bold|@everyone|<@&|```)|[\u202e\u200b\x00]")
"""Markup that works, and characters that nobody sees."""
FIRST = TurnPage(page=0, days=None, tournament=None)


def shown(match: Match, **tournament: Any) -> str:
    card = views.card(match, a_tournament(**tournament), NOW).card
    assert card
    return "\n".join((card.title, *card.lines, card.footer))


def rows(match: Match) -> list[list[tuple[str, str | None]]]:
    """Label and address of each button, by row."""
    payload = views.card(match, a_tournament(), NOW).payload()
    return [[(each["label"], each.get("url")) for each in row["components"]] for row in payload["components"]]


def links(match: Match) -> list[tuple[str, str | None]]:
    return [each for row in rows(match) for each in row if each[1]]


def walked(status: Status) -> Match:
    """By alice, step by step."""
    match = a_match()
    for step in ORDER[1 : ORDER.index(status) + 1]:
        match = stepped(match, step, ALICE.user, NOW)
    return match


def finished(match: Match) -> Match:
    return stepped(match, Status.FINISHED, None, NOW)


def vanished() -> Match:
    source = Source(episode=7, fingerprint="x", vanished=True)
    return stepped(a_match(source=source), Status.CANCELLED, None, NOW)


def test_players_are_mentioned_and_the_time_is_each_readers_own() -> None:
    text = shown(a_match())
    assert "<@11>, <@12>" in text
    assert "<t:2142601200:F> (<t:2142601200:R>)" in text


def test_a_card_notifies_nobody() -> None:
    assert views.card(a_match(), a_tournament(), NOW).payload()["allowed_mentions"] == {
        "parse": [],
        "users": [],
        "roles": [],
    }


def test_a_placeholder_is_named_and_not_mentioned() -> None:
    assert "<@11>, ghost" in shown(a_match(players=(ALICE, GHOST)))


def test_what_is_not_known_yet_says_so() -> None:
    text = shown(a_match(when=None, players=()))
    assert "**When** not set yet" in text
    assert "**Players** TBD" in text
    assert "**Stream** TBD" in text


def test_a_card_names_its_tournament_and_carries_the_matchs_id() -> None:
    assert shown(a_match()).endswith("Winter Open · Match 400")


@pytest.mark.parametrize(("title", "expected"), [("Grand Final", "Grand Final"), (None, "alice vs bob")])
def test_the_headline_is_the_title_else_the_players(title: str | None, expected: str) -> None:
    assert shown(a_match(title=title)).startswith(expected)


def test_a_stream_can_be_watched_until_the_match_is_over() -> None:
    match = a_match(stream="speedgaming")
    assert ("Watch", "https://twitch.tv/speedgaming") in links(match)
    assert links(match.model_copy(update={"status": Status.CANCELLED})) == []


def test_a_seed_stays_at_hand() -> None:
    match = a_match(seed="https://example.org/h/abc")
    assert links(match) == links(finished(match)) == [("Seed", "https://example.org/h/abc")]


BUTTONS: list[tuple[str, Match, list[str]]] = [
    ("scheduled", a_match(), ["Check in", "Crew"]),
    ("checked in", walked(Status.CHECKED_IN), ["Start", "Undo", "Crew"]),
    ("started", walked(Status.STARTED), ["Finish", "Undo", "Crew"]),
    ("finished", walked(Status.FINISHED), ["Confirm", "Undo"]),
    ("confirmed", walked(Status.CONFIRMED), []),
    ("cancelled", cancelled(a_match(), ADMIN, NOW), ["Undo"]),
    ("cancelled by SpeedGaming", vanished(), []),
]


@pytest.mark.parametrize(("match", "expected"), [each[1:] for each in BUTTONS], ids=[each[0] for each in BUTTONS])
def test_the_first_row_offers_the_next_step_and_undo_while_there_is_one(match: Match, expected: list[str]) -> None:
    assert [label for label, _ in rows(match)[0]] == expected if expected else rows(match) == []


def test_the_second_row_is_for_the_crew_until_the_match_is_over() -> None:
    assert [label for label, _ in rows(a_match())[1]] == ["Commentate", "Track", "Restream", "Withdraw"]
    assert len(rows(walked(Status.FINISHED))) == 1


@pytest.mark.parametrize("status", Status)
def test_a_card_with_everything_on_it_fits(status: Status) -> None:
    match = walked(status) if status in ORDER else cancelled(a_match(), ADMIN, NOW)
    full = match.model_copy(update={"stream": "speedgaming", "seed": "https://example.org/" + "x" * 280})
    assert len(rows(full)) <= 2


def test_a_card_tells_who_took_which_step_and_when() -> None:
    assert "**So far** checked in by <@11> <t:2142590400:R> · started by <@11> <t:2142590400:R>" in shown(
        walked(Status.STARTED)
    )


def test_what_nobody_did_was_done_by_itself_or_by_speedgaming() -> None:
    assert "finished by itself <t:" in shown(stepped(a_match(), Status.FINISHED, None, NOW))
    assert "cancelled by SpeedGaming <t:" in shown(vanished())


def test_a_result_tells_ranks_times_and_who_did_not_finish() -> None:
    result = (
        Place(player=BOB.id, rank=1, seconds=5025),
        Place(player=GHOST.id, rank=2),
        Place(player=ALICE.id, rank=3, dnf=True),
    )
    match = a_match(players=(ALICE, BOB, GHOST), result=result)
    assert "**Result** 1. <@12> 1:23:45 · 2. ghost · 3. <@11> DNF" in shown(match)


def test_those_who_tied_share_a_place() -> None:
    result = (Place(player=BOB.id, rank=1), Place(player=ALICE.id, rank=2), Place(player=GHOST.id, rank=2))
    assert "1. <@12> · 2. <@11>, ghost" in shown(a_match(players=(ALICE, BOB, GHOST), result=result))


def test_the_crew_stands_on_the_card() -> None:
    crew = (CrewMember(id=CAROL.id, name="carol", role=Role.TRACKER, approved=True),)
    assert "**Trackers** <@13>" in shown(a_match(crew=crew))


@pytest.mark.parametrize(
    ("changes", "refused", "hint"),
    [
        ({}, False, ""),
        ({}, True, views.EVENT_REFUSED),
        ({"active": False}, True, views.INACTIVE),
        ({"scheduled_events": False}, True, views.NO_EVENTS),
        ({"master_switch": False}, False, views.NO_EVENTS),
        ({"event_filter": EventFilter.NONE}, False, views.NO_EVENTS),
    ],
)
def test_a_hint_tells_why_a_match_has_no_event(changes: dict[str, Any], refused: bool, hint: str) -> None:
    assert views.no_event(a_tournament(**changes), refused=refused) == hint


def test_an_imported_match_tells_what_follows_speedgaming() -> None:
    assert "SpeedGaming" in shown(a_match(source=Source(episode=7, fingerprint="x")))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_fits_and_is_shown_as_typed(text: str) -> None:
    match = a_match(title=text[:100], comment=text[:500], players=(Player(id=PersonId("sg_1"), name=text), BOB))
    tournament = a_tournament(name=text[:100])
    for message in (views.card(match, tournament, NOW), listing.listed([match] * 10, DIRECTORY, FIRST, NOW)):
        embed = message.payload()["embeds"][0]
        assert 1 <= len(embed["description"]) <= 4000
        assert len(embed["title"]) <= 256
        assert not LIVE.search(embed["description"])


def test_a_name_that_nobody_can_see_is_somebody() -> None:
    match = a_match(players=(Player(id=PersonId("sg_1"), name="\u200b\u2060"), BOB))
    assert views.names(match) == "somebody vs bob"
    assert views.headline(match) == "somebody vs <@12>"


def test_a_title_that_nobody_can_see_gives_way_to_the_players() -> None:
    match = a_match(title="\u200b")
    assert views.called(match) == "alice vs bob"
    assert views.headline(match) == "<@11> vs <@12>"
    assert shown(match).startswith("alice vs bob")


def test_markup_in_a_title_does_not_work() -> None:
    assert shown(a_match(title="*Final*")).startswith("\\*Final\\*")
