"""How the page shows what messages say: Discord's markdown, moments that count, pictures."""

import json
import struct
import time
import zlib

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.local.discord.pages import opened
from tests.local.discord.served import Served

pytestmark = pytest.mark.browser


def said(page: Page) -> Locator:
    return page.get_by_test_id("message").last


def test_markdown_is_shown_as_discord_does(browser: Browser, with_toy: Served) -> None:
    address = "https://example.test/a_(b)"
    with_toy.send(
        content="-# one\n-# two\n~~gone~~",
        embeds=[{"description": f'**All** of [the \\[rules\\]]({address}) and [more](<{address}> "Rules")'}],
    )
    page = opened(browser, with_toy)
    small = said(page).locator(".subtext")
    expect(small).to_have_text(["one", "two"])
    assert len({box["y"] for each in small.all() if (box := each.bounding_box())}) == 2
    expect(said(page).locator("s")).to_have_text("gone")
    expect(said(page).get_by_test_id("embed").locator("strong")).to_have_text("All")
    expect(page.get_by_role("link", name="the [rules]")).to_have_attribute("href", address)
    expect(page.get_by_role("link", name="more")).to_have_attribute("title", "Rules")
    page.close()


def test_a_moment_counts_down_each_second(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    with_toy.send(content=f"It starts <t:{int(time.time()) + 40}:R>.")
    moment = said(page).locator("time.moment")
    expect(moment).to_contain_text("seconds")
    first = moment.inner_text()
    for _ in range(2):
        expect(moment).not_to_have_text(first, timeout=2_500)
        first = moment.inner_text()
    page.close()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(20, "in 20 seconds"), (59 * 60 + 59, "in 1 hour"), (90 * 60 * 24, "in 2 days"), (-120, "2 minutes ago")],
)
def test_a_moment_is_told_in_its_own_unit(browser: Browser, line: Served, seconds: int, words: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2031-05-01T12:00:00Z")
    page.goto(line.url)
    told = page.evaluate(
        "seconds => import('/static/js/time.js').then(async (time) =>"
        " { (await import('/static/js/api.js')).seen.skew = 0; return time.fromNow(Date.now() + seconds * 1000); })",
        seconds,
    )
    assert told == words
    page.close()


def picture() -> bytes:
    """One pixel, as a PNG."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_picture_is_shown_with_its_description(browser: Browser, with_toy: Served) -> None:
    payload = {"attachments": [{"id": 0, "filename": "board.png", "description": "Who leads"}]}
    sent = with_toy.rest.post(
        f"/channels/{with_toy.channel()}/messages",
        files=[
            ("payload_json", (None, json.dumps(payload), "application/json")),
            ("files[0]", ("board.png", picture(), "image/png")),
        ],
    )
    assert sent.is_success, sent.text
    page = opened(browser, with_toy)
    shown = page.get_by_role("img", name="Who leads")
    expect(shown).to_be_visible()
    expect(page.get_by_role("link", name="Who leads")).to_be_visible()
    page.wait_for_function("each => each.complete && each.naturalWidth > 0", arg=shown.element_handle())
    page.close()


def test_a_list_that_was_read_to_its_end_stays_there_when_the_screen_shrinks(
    browser: Browser, with_toy: Served
) -> None:
    for number in range(40):
        with_toy.act("say", content=f"line {number}")
    page = opened(browser, with_toy)
    expect(page.get_by_text("line 39")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 420})
    expect(page.get_by_text("line 39")).to_be_in_viewport()
    page.close()
