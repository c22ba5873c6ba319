"""How lists of matches, and suggestions of them, are shown."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.discord.message import Message
from paddock.ids import MatchId, UserId
from paddock.matches import listing
from paddock.matches.asks import TurnMyPage, TurnPage
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.tournaments.model import Directory
from tests.support.values import ALICE, CAROL, HOSTILE, NOW, TENANT, WINTER, a_match, a_tournament

DIRECTORY = Directory(organization=TENANT).listing(a_tournament())
FIRST = TurnPage(page=0, days=None, tournament=None)
MINE = TurnMyPage(page=0)


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
    assert lines(listing.listed([a_match()], DIRECTORY, FIRST, NOW)) == (
        "<t:2142601200:f> (<t:2142601200:R>) · **<@11> vs <@12>** · `winter-open`",
    )


def test_a_list_that_fits_on_one_page_has_no_buttons() -> None:
    message = listing.listed(many(10), DIRECTORY, FIRST, NOW)
    assert len(lines(message)) == 10
    assert message.buttons == ()


@pytest.mark.parametrize(
    ("page", "earlier_disabled", "later_disabled", "number"),
    [(0, True, False, 10), (1, False, False, 10), (2, False, True, 3)],
)
def test_a_longer_one_is_paged(page: int, earlier_disabled: bool, later_disabled: bool, number: int) -> None:
    message = listing.listed(many(23), DIRECTORY, TurnPage(page=page, days=7, tournament=WINTER), NOW)
    assert labels(message) == [("Earlier", earlier_disabled), ("Later", later_disabled)]
    assert len(lines(message)) == number
    assert message.card
    assert (message.card.title, message.card.footer) == ("23 matches", f"Page {page + 1} of 3")


@given(st.integers(-5, 50), st.integers(1, 60))
def test_a_page_that_is_not_there_any_more_shows_one_that_is(page: int, number: int) -> None:
    assert lines(listing.listed(many(number), DIRECTORY, TurnPage(page=page, days=None, tournament=None), NOW))


def test_turning_a_page_keeps_what_was_asked_for() -> None:
    message = listing.listed(many(23), DIRECTORY, TurnPage(page=1, days=7, tournament=WINTER), NOW)
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
    assert listing.none_coming(ask, DIRECTORY).text == said


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, ""),
        ({"when": NOW}, " · not started yet"),
        ({"when": None}, ""),
        ({"status": Status.STARTED}, " · started"),
        ({"when": NOW, "status": Status.CHECKED_IN}, " · checked in"),
    ],
)
def test_what_goes_on_or_should_is_marked(changes: dict[str, object], mark: str) -> None:
    (line,) = lines(listing.listed([a_match(**changes)], DIRECTORY, FIRST, NOW))
    assert line.endswith(f"`winter-open`{mark}")


@pytest.mark.parametrize(
    ("role", "approved", "told"),
    [
        (Role.COMMENTATOR, True, " · you: commentator"),
        (Role.TRACKER, False, " · you: tracker, not approved yet"),
        (Role.HELPER, True, ""),
    ],
)
def test_my_own_list_tells_what_i_do_besides_playing(role: Role, approved: bool, told: str) -> None:
    match = a_match(crew=(CrewMember(id=CAROL.id, name="carol", role=role, approved=approved),))
    (mine,) = lines(listing.listed_for(UserId(CAROL.id), [match], DIRECTORY, MINE, NOW))
    (hers,) = lines(listing.listed_for(UserId(ALICE.id), [match], DIRECTORY, MINE, NOW))
    assert mine == hers + told


# -- suggestions -----------------------------------------------------------------------------------


def test_a_suggestion_tells_tournament_players_and_the_callers_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert listing.choice(a_match(), "winter-open", berlin) == "winter-open: alice vs bob, Mon 23 Nov 16:00"
    assert listing.choice(a_match(when=None), None, berlin) == "alice vs bob, no time yet"


def test_a_suggestion_says_if_a_match_is_cancelled() -> None:
    assert listing.choice(a_match(status=Status.CANCELLED), None, ZoneInfo("UTC")).endswith("(cancelled)")


@given(st.text(max_size=100) | st.sampled_from([text[:100] for text in HOSTILE]))
def test_a_suggestion_has_at_most_100_characters(title: str) -> None:
    assert len(listing.choice(a_match(title=title or None), "s" * 32, ZoneInfo("UTC"))) <= 100
