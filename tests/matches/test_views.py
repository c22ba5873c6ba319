"""How matches are shown."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.discord.message import Link, Message
from paddock.ids import MatchId, PersonId
from paddock.matches import views
from paddock.matches.asks import TurnPage
from paddock.matches.model import Match, Player, Source, Status
from paddock.tournaments.model import Directory
from tests.support.values import ALICE, BOB, GHOST, HOSTILE, NOW, TENANT, WINTER, a_match, a_tournament

DIRECTORY = Directory(organization=TENANT).listing(a_tournament())
LIVE = re.compile(r"(?<!\\)(\*\*bold|@everyone|<@&|```)|[\u202e\u200b\x00]")
"""Markup that works, and characters that nobody sees."""
FIRST = TurnPage(page=0, days=None, tournament=None)


def shown(match: Match, **tournament: Any) -> str:
    card = views.card(match, a_tournament(**tournament)).card
    assert card
    return "\n".join((card.title, *card.lines, card.footer))


def test_players_are_mentioned_and_the_time_is_each_readers_own() -> None:
    text = shown(a_match())
    assert "<@11>, <@12>" in text
    assert "<t:1795446000:F> (<t:1795446000:R>)" in text


def test_a_card_notifies_nobody() -> None:
    assert views.card(a_match(), a_tournament()).payload()["allowed_mentions"] == {
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
    link = Link("Watch", "https://twitch.tv/speedgaming")
    assert views.card(match, a_tournament()).buttons == (link,)
    assert views.card(match.model_copy(update={"status": Status.CANCELLED}), a_tournament()).buttons == ()


def test_an_imported_match_tells_what_follows_speedgaming() -> None:
    assert "SpeedGaming" in shown(a_match(source=Source(episode=7, fingerprint="x")))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_fits_and_is_shown_as_typed(text: str) -> None:
    match = a_match(title=text[:100], comment=text[:500], players=(Player(id=PersonId("sg_1"), name=text), BOB))
    tournament = a_tournament(name=text[:100])
    for message in (views.card(match, tournament), views.listed([match] * 10, DIRECTORY, FIRST)):
        embed = message.payload()["embeds"][0]
        assert 1 <= len(embed["description"]) <= 4000
        assert len(embed["title"]) <= 256
        assert not LIVE.search(embed["description"])


def test_a_name_that_nobody_can_see_is_somebody() -> None:
    match = a_match(players=(Player(id=PersonId("sg_1"), name="\u200b\u2060"), BOB))
    assert views.names(match) == "somebody vs bob"
    assert views.headline(match) == "somebody vs <@12>"


# -- lists -----------------------------------------------------------------------------------------


def many(number: int) -> list[Match]:
    return [a_match(id=MatchId(str(1000 + at)), when=NOW + timedelta(hours=at)) for at in range(number)]


def lines(message: Message) -> tuple[str, ...]:
    assert message.card
    return message.card.lines


def labels(message: Message) -> list[tuple[str, bool]]:
    return [
        (each["label"], "disabled" in each) for row in message.payload()["components"] for each in row["components"]
    ]


def test_a_line_tells_time_players_and_tournament() -> None:
    assert lines(views.listed([a_match()], DIRECTORY, FIRST)) == (
        "<t:1795446000:f> (<t:1795446000:R>) · **<@11> vs <@12>** · `winter-open`",
    )


def test_a_list_that_fits_on_one_page_has_no_buttons() -> None:
    message = views.listed(many(10), DIRECTORY, FIRST)
    assert len(lines(message)) == 10
    assert message.buttons == ()


@pytest.mark.parametrize(
    ("page", "earlier_disabled", "later_disabled", "number"),
    [(0, True, False, 10), (1, False, False, 10), (2, False, True, 3)],
)
def test_a_longer_one_is_paged(page: int, earlier_disabled: bool, later_disabled: bool, number: int) -> None:
    message = views.listed(many(23), DIRECTORY, TurnPage(page=page, days=7, tournament=WINTER))
    assert labels(message) == [("Earlier", earlier_disabled), ("Later", later_disabled)]
    assert len(lines(message)) == number
    assert message.card
    assert (message.card.title, message.card.footer) == ("23 matches", f"Page {page + 1} of 3")


@given(st.integers(-5, 50), st.integers(1, 60))
def test_a_page_that_is_not_there_any_more_shows_one_that_is(page: int, number: int) -> None:
    assert lines(views.listed(many(number), DIRECTORY, TurnPage(page=page, days=None, tournament=None)))


def test_turning_a_page_keeps_what_was_asked_for() -> None:
    message = views.listed(many(23), DIRECTORY, TurnPage(page=1, days=7, tournament=WINTER))
    custom_ids = [each["custom_id"] for each in message.payload()["components"][0]["components"]]
    assert [TurnPage.parse(each) for each in custom_ids] == [
        TurnPage(page=to, days=7, tournament=WINTER) for to in (0, 2)
    ]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (FIRST, "No match is coming up. An organizer makes one with `/match create`."),
        (
            TurnPage(page=0, days=1, tournament=WINTER),
            "No match is coming up in **Winter Open** in the next 1 day. `/match list` without options shows all.",
        ),
    ],
)
def test_an_empty_list_says_what_to_do_next(ask: TurnPage, said: str) -> None:
    assert views.none_coming(ask, DIRECTORY).text == said


# -- suggestions -----------------------------------------------------------------------------------


def test_a_suggestion_tells_tournament_players_and_the_callers_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert views.choice(a_match(), "winter-open", berlin) == "winter-open: alice vs bob, Mon 23 Nov 16:00"
    assert views.choice(a_match(when=None), None, berlin) == "alice vs bob, no time yet"


def test_a_suggestion_says_if_a_match_is_cancelled() -> None:
    assert views.choice(a_match(status=Status.CANCELLED), None, ZoneInfo("UTC")).endswith("(cancelled)")


@given(st.text(max_size=100) | st.sampled_from([text[:100] for text in HOSTILE]))
def test_a_suggestion_has_at_most_100_characters(title: str) -> None:
    assert len(views.choice(a_match(title=title or None), "s" * 32, ZoneInfo("UTC"))) <= 100


def test_a_title_that_nobody_can_see_gives_way_to_the_players() -> None:
    match = a_match(title="\u200b")
    assert views.called(match) == "alice vs bob"
    assert views.headline(match) == "<@11> vs <@12>"
    assert shown(match).startswith("alice vs bob")


def test_markup_in_a_title_does_not_work() -> None:
    assert shown(a_match(title="*Final*")).startswith("\\*Final\\*")
