"""A message's payload keeps Discord's limits, whatever is in it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paddock.discord.answer import Choices, Later, Reply, Update
from paddock.discord.message import Card, Colour, Link, Message, Press, Style
from paddock.discord.request import Button
from paddock.ids import RoleId, UserId
from tests.support.workshop import a_chore

EPHEMERAL = 64
ANY_TEXT = st.text(max_size=50) | st.integers(0, 9000).map("x".__mul__) | st.integers(0, 3000).map("w ".__mul__)
CARDS = st.builds(
    Card,
    title=ANY_TEXT,
    lines=st.lists(ANY_TEXT, max_size=20).map(tuple),
    colour=st.sampled_from(Colour),
    footer=ANY_TEXT,
)
LABELS = st.text(min_size=1, max_size=200)


class Numbered(Button, tag="numbered"):
    number: int


@st.composite
def messages(draw: st.DrawFn) -> Message:
    presses = [
        Press(draw(LABELS), Numbered(number=number), draw(st.sampled_from(Style)), draw(st.booleans()))
        for number in range(draw(st.integers(0, 24)))
    ]
    links = [Link(draw(LABELS), "https://example.org") for _ in range(draw(st.integers(0, 1)))]
    people = st.builds(UserId, st.integers(1, 300).map(str)) | st.builds(RoleId, st.integers(1, 300).map(str))
    pings = draw(st.lists(people, max_size=250))
    return Message(draw(ANY_TEXT), draw(st.none() | CARDS), (*presses, *links), tuple(pings))


FULL = Message("x" * 3000, Card("x" * 300, tuple("x" * 99 for _ in range(99)), footer="x" * 3000))


@given(messages())
@example(FULL)
def test_every_text_keeps_discord_s_limits(message: Message) -> None:
    payload = message.payload()
    assert len(payload["content"]) <= 2000
    for embed in payload["embeds"]:
        footer = embed.get("footer", {}).get("text", "")
        assert len(embed["title"]) <= 256
        assert len(embed.get("description", "")) <= 4096
        assert len(footer) <= 2048
        assert len(embed["title"]) + len(embed.get("description", "")) + len(footer) <= 6000
    assert len(payload["embeds"]) <= 10


@given(messages())
def test_buttons_keep_discord_s_limits(message: Message) -> None:
    rows = message.payload()["components"]
    buttons = [each for row in rows for each in row["components"]]
    assert len(rows) <= 5
    assert all(1 <= len(row["components"]) <= 5 for row in rows)
    assert all(len(each["label"]) <= 80 for each in buttons)
    custom_ids = [each["custom_id"] for each in buttons if "custom_id" in each]
    assert len(custom_ids) == len(set(custom_ids))
    assert len(buttons) == len(message.buttons)


@given(messages())
def test_allowed_mentions_are_always_sent_and_name_exactly_whom_to_ping(message: Message) -> None:
    allowed = message.payload()["allowed_mentions"]
    assert allowed["parse"] == []
    users = {each for each in message.pings if isinstance(each, UserId)}
    roles = {each for each in message.pings if isinstance(each, RoleId)}
    for listed, wanted in ((allowed["users"], users), (allowed["roles"], roles)):
        assert len(listed) == len(set(listed)) == min(len(wanted), 100)
        assert set(listed) <= wanted


@given(messages())
def test_an_edit_clears_what_the_message_showed_before(message: Message) -> None:
    assert {"content", "embeds", "components", "allowed_mentions"} <= set(message.payload())


def test_a_mention_in_the_text_alone_notifies_nobody() -> None:
    payload = Message("@everyone <@1> <@&2>").payload()
    assert payload["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_lines_that_do_not_fit_are_left_out_whole_and_counted() -> None:
    lines = tuple(f"**line {number}** " + "x" * 90 for number in range(60))
    description = Message(card=Card("many", lines)).payload()["embeds"][0]["description"]
    shown = description.split("\n")
    assert shown[:-1] == list(lines[: len(shown) - 1])
    assert shown[-1] == f"… and {60 - (len(shown) - 1)} more lines"


def test_more_buttons_than_a_message_takes_are_our_bug() -> None:
    presses = tuple(Press("x", Numbered(number=number)) for number in range(26))
    with pytest.raises(ValueError, match="26 buttons and menus in 6 rows"):
        Message(buttons=presses).payload()


@pytest.mark.parametrize(("private", "flags"), [(True, EPHEMERAL), (False, None)])
def test_a_reply_is_private_unless_it_is_meant_for_all(private: bool, flags: int | None) -> None:
    wire = Reply(Message("hello"), private=private).wire()
    assert (wire["type"], wire["data"].get("flags")) == (4, flags)
    assert Reply(Message("hello")).private


def test_an_update_redraws_the_message_that_was_pressed() -> None:
    wire = Update(Message("hello")).wire()
    assert (wire["type"], wire["data"]["content"]) == (7, "hello")


def test_a_deferral_tells_only_whether_it_is_private() -> None:
    assert Later(a_chore()).wire() == {"type": 5, "data": {"flags": EPHEMERAL}}
    assert Later(a_chore(), private=False).wire() == {"type": 5, "data": {}}


@given(st.lists(st.tuples(ANY_TEXT, st.text(max_size=150)), max_size=40))
def test_suggestions_keep_discord_s_limits(choices: list[tuple[str, str]]) -> None:
    wire = Choices(tuple(choices)).wire()
    shown: list[dict[str, Any]] = wire["data"]["choices"]
    assert wire["type"] == 8
    assert len(shown) <= 25
    assert all(1 <= len(each["name"]) <= 100 and 1 <= len(each["value"]) <= 100 for each in shown)
