"""What players are told before their match."""

import pytest

from paddock.discord.message import Link
from paddock.ids import UserId
from paddock.notices.views import reminder
from tests.support.values import HOSTILE, NOW, a_match, a_tournament

ALICE = UserId("11")


def test_a_reminder_tells_when_what_and_where() -> None:
    message = reminder(a_match(stream="speedgaming", comment="be early"), a_tournament(), NOW)
    assert message.text == "Your match starts <t:1795435200:R>: **<@11> vs <@12>**"
    assert message.card
    assert message.card.lines == (
        "**When** <t:1795435200:F>",
        "**Tournament** Winter Open",
        "**Comment** be early",
    )
    assert message.buttons == (Link("Watch", "https://twitch.tv/speedgaming"),)


def test_a_direct_message_notifies_nobody_else() -> None:
    payload = reminder(a_match(), a_tournament(), NOW).payload()
    assert payload["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_in_the_announcements_channel_exactly_the_player_is_notified() -> None:
    payload = reminder(a_match(), a_tournament(), NOW, ALICE).payload()
    assert payload["content"].startswith("<@11>, your match starts")
    assert payload["allowed_mentions"] == {"parse": [], "users": ["11"], "roles": []}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_fits_and_notifies_nobody(text: str) -> None:
    message = reminder(a_match(title=text[:100], comment=text[:500]), a_tournament(name=text[:100]), NOW, ALICE)
    payload = message.payload()
    assert len(payload["content"]) <= 2000
    assert len(payload["embeds"][0]["description"]) <= 4000
    assert payload["allowed_mentions"]["users"] == ["11"]
    assert "@everyone" not in payload["content"].replace("\\@everyone", "")
