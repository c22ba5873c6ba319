"""What a person typed is escaped, cleaned and cut."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paddock.discord.text import channel, clean, count, cut, escape, mention, moment, plain, role
from paddock.ids import ChannelId, RoleId, UserId

ANY_TEXT = st.text(st.characters(), max_size=400)
LENGTHS = st.integers(1, 300)
MARKS = r"\`*_~|<>[]()#@"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(ANY_TEXT)
@example("**bold** __under__ ~~gone~~ ||spoiler|| `code` ```block```")
@example("[link](https://example.org) <@1> <@&1> <#1> <t:0:R> </cmd:1> <:emoji:1>")
@example("@everyone @here # heading -# small > quote >>> all\\")
def test_every_mark_of_what_people_typed_is_escaped(text: str) -> None:
    unescaped = re.sub(r"\\.", "", escape(text, 400))
    assert set(unescaped).isdisjoint(MARKS)


@given(ANY_TEXT)
def test_what_is_escaped_reads_as_it_was_typed(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escape(text, 400)) == cut(clean(text), 400)


@given(ANY_TEXT, LENGTHS)
def test_nothing_that_is_cut_is_longer_than_asked(text: str, length: int) -> None:
    assert len(cut(text, length)) <= length
    assert len(plain(text, length)) <= length
    assert len(re.sub(r"\\(.)", r"\1", escape(text, length))) <= length


@given(ANY_TEXT, LENGTHS)
def test_what_fits_is_not_cut(text: str, length: int) -> None:
    assert cut(text[:length], length) == text[:length]


def test_what_is_cut_says_so_and_ends_with_a_word_where_one_ends_late_enough() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("one abcdefgh", 9) == "one abcd…"
    assert cut("abcdefghijkl", 9) == "abcdefgh…"


@given(ANY_TEXT)
@example("\u202eevil\u202c \u200bzero\u200dwidth\u2060 \ufeffbom \u061c\u2066 \x00\x1b[31m")
def test_nothing_hidden_survives_the_cleaning(text: str) -> None:
    cleaned = clean(text)
    assert [each for each in cleaned if unicodedata.category(each) in HIDDEN] == []
    assert clean(cleaned) == cleaned


@given(ANY_TEXT)
@example("line\nbreak\r\nand\ttab\u2028and\u2029more\x85")
def test_what_is_cleaned_is_one_line_without_loose_ends(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.splitlines() in ([cleaned], [])
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned


@pytest.mark.parametrize("text", ["Zoë", "日本語", "مباراة", "🏁 win", "e\u0301"])
def test_the_words_of_every_language_stay(text: str) -> None:
    assert escape(text) == text


def test_mentions_and_moments_are_discord_s_markup() -> None:
    assert mention(UserId("1")) == "<@1>"
    assert role(RoleId("1")) == "<@&1>"
    assert channel(ChannelId("1")) == "<#1>"
    assert moment(datetime(2037, 11, 23, 12, tzinfo=UTC)) == "<t:2142590400:F>"
    assert moment(datetime(2037, 11, 23, 12, 0, 0, 999_999, tzinfo=UTC), "R") == "<t:2142590400:R>"


def test_a_number_goes_with_its_noun() -> None:
    assert [count(each, "match", "matches") for each in (0, 1, 2)] == ["0 matches", "1 match", "2 matches"]
    assert count(2, "job") == "2 jobs"
