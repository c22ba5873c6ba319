"""What people read about their matches."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.discord.message import Link, Message
from paddock.ids import MatchId, PersonId, UserId
from paddock.matches.model import CrewMember, Match, Player, Role, Status
from paddock.notices.asks import TellPerson
from paddock.notices.model import Fact, Telling
from paddock.notices.views import notice, reference
from tests.support.values import HOSTILE, NOW, TENANT, a_match, a_tournament

ALICE, EVE, FAY, OLD = UserId("11"), UserId("21"), UserId("22"), UserId("99")
NONCE = "0123456789abcdef0123"
START = NOW + timedelta(hours=3)
CREW = (
    CrewMember(id=PersonId("21"), name="eve", role=Role.COMMENTATOR, approved=True),
    CrewMember(id=PersonId("22"), name="fay", role=Role.TRACKER),
)


def shown(fact: Fact, user: UserId = ALICE, match: Match | None = None, **changes: Any) -> Message:
    tournament, mentioned = changes.pop("tournament", a_tournament()), changes.pop("mentioned", False)
    when = changes.pop("when", START)
    telling = Telling(user=user, fact=fact, **changes)
    job = TellPerson(organization=TENANT, match=MatchId("400"), telling=telling, at=NOW, when=when)
    return notice(job, match or a_match(crew=CREW), tournament, NONCE, mentioned=mentioned)


ROLES = (Role.COMMENTATOR, Role.TRACKER)
WHAT = "**<@11> vs <@12>**"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (shown(Fact.SCHEDULED), f"You have a match: {WHAT}"),
        (shown(Fact.SCHEDULED, EVE), f"A match with you on the crew is scheduled: {WHAT}"),
        (shown(Fact.MOVED), f"Your match moved to <t:2142601200:F>: {WHAT}"),
        (shown(Fact.MOVED, EVE), f"A match with you on the crew moved to <t:2142601200:F>: {WHAT}"),
        (shown(Fact.MOVED, when=None), f"Your match has no time for now: {WHAT}"),
        (shown(Fact.MOVED, OLD), f"A match of yours moved to <t:2142601200:F>: {WHAT}"),
        (shown(Fact.REVIVED), f"Your match is on again: {WHAT}"),
        (shown(Fact.REVIVED, FAY), f"A match that you signed up for is on again: {WHAT}"),
        (shown(Fact.DROPPED, OLD), f"You don't play in this match any more: {WHAT}"),
        (shown(Fact.APPROVED, EVE, roles=ROLES), f"You are approved as commentator and tracker: {WHAT}"),
        (
            shown(Fact.REMOVED, EVE, roles=ROLES[:1]),
            f"You are not on this match's crew as commentator (any more): {WHAT}",
        ),
        (
            shown(Fact.WITHDREW, OLD, roles=ROLES[:1], who="eve"),
            f"Your crew is one short, as eve is not commentator any more: {WHAT}",
        ),
        (shown(Fact.REMINDER), f"Your match starts <t:2142601200:R>: {WHAT}"),
        (shown(Fact.REMINDER, EVE), f"A match with you on the crew starts <t:2142601200:R>: {WHAT}"),
        (shown(Fact.CANCELLED), f"Your match is cancelled: {WHAT}"),
        (shown(Fact.CANCELLED, FAY), f"A match that you signed up for is cancelled: {WHAT}"),
    ],
)
def test_a_notice_says_what_has_happened_and_what_that_is_to_the_person(message: Message, text: str) -> None:
    assert message.text == text


@pytest.mark.parametrize("fact", list(Fact))
def test_a_notice_tells_when_and_where_and_how_to_hear_less(fact: Fact) -> None:
    message = shown(fact, match=a_match(comment="be early"))
    assert message.card
    assert message.card.lines == (
        "**When** <t:2142601200:F> (<t:2142601200:R>)",
        "**Tournament** Winter Open",
        "**Comment** be early",
    )
    assert "/me notifications" in message.card.footer
    assert "Match 400" in message.card.footer


def test_it_tells_the_time_of_its_fact_and_not_a_later_one() -> None:
    moved_since = a_match(when=START + timedelta(days=1))
    card = shown(Fact.SCHEDULED, match=moved_since).card
    assert card
    assert "2142601200" in card.lines[0]


def test_whoever_watches_finds_the_stream() -> None:
    match = a_match(stream="speedgaming")
    assert shown(Fact.REMINDER, match=match).buttons == (Link("Watch", "https://twitch.tv/speedgaming"),)
    assert shown(Fact.CANCELLED, match=match).buttons == ()


def test_a_notice_can_be_found_again() -> None:
    card = shown(Fact.MOVED).card
    assert card
    assert reference(NONCE) in card.footer


@pytest.mark.parametrize("fact", list(Fact))
def test_a_direct_message_notifies_nobody_else(fact: Fact) -> None:
    assert shown(fact).payload()["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


@pytest.mark.parametrize("fact", list(Fact))
def test_in_the_announcements_channel_exactly_that_person_is_notified(fact: Fact) -> None:
    direct, payload = shown(fact).text, shown(fact, mentioned=True).payload()
    assert payload["content"] == f"<@11>, {direct[0].lower()}{direct[1:]}"
    assert payload["allowed_mentions"] == {"parse": [], "users": ["11"], "roles": []}


@pytest.mark.parametrize("fact", list(Fact))
@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_fits_and_notifies_nobody(fact: Fact, text: str) -> None:
    named = tuple(CrewMember(id=PersonId(f"sg_{at}"), name=text, role=Role.TRACKER) for at in range(8))
    players = tuple(Player(id=PersonId(f"sg_{at}"), name=text) for at in range(8))
    match = a_match(title=text[:100], comment=text[:500], players=players, crew=named, status=Status.CANCELLED)
    roles = tuple(Role)[:3]
    message = shown(fact, match=match, tournament=a_tournament(name=text[:100]), who=text, roles=roles, mentioned=True)
    payload = message.payload()
    (embed,) = payload["embeds"]
    assert len(payload["content"]) <= 2000
    assert len(embed["title"]) + len(embed["description"]) + len(embed["footer"]["text"]) <= 6000
    assert payload["allowed_mentions"] == {"parse": [], "users": ["11"], "roles": []}
    for shown_text in (payload["content"], embed["description"]):
        assert "@everyone" not in shown_text.replace("\\@everyone", "")
        assert "https://example.org)" not in shown_text.replace("\\)", "")
