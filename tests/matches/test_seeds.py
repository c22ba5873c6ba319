"""Where what is raced can be had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.discord.message import Link, Message
from paddock.matches.seeds import NoSeed, checked_seed
from tests.support.values import HOSTILE


@pytest.mark.parametrize(
    "url",
    [
        "https://alttpr.com/en/h/abc",
        "http://example.org",
        "https://example.org:8443/x?a=b&c=%20d#e",
        "https://example.org/" + "x" * 280,
    ],
)
def test_an_address_is_kept_as_it_is(url: str) -> None:
    assert checked_seed(url) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alttpr.com/h/abc",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://localhost/x",
        "https://user:word@example.org/",
        "https://twitch.tv@example.org/",
        "https://example.org/a b",
        "https://example.org:port/",
        "https://[::1",
        "https://exämple.org/",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "x" * 281,
        *HOSTILE,
    ],
)
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NoSeed, match="`seed`"):
        checked_seed(text)


@given(st.text(max_size=20) | st.text("htps:/.@?#[]%ab", max_size=40))
def test_whatever_is_typed_is_refused_or_fits_a_button(text: str) -> None:
    try:
        url = checked_seed(text)
    except NoSeed:
        return
    assert Message(buttons=(Link("Seed", url),)).payload()["components"][0]["components"][0]["url"] == text
