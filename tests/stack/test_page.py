"""What the README tells a newcomer to try, done in a real browser with the real bot."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.stack.running import RunningStack

PICTURE = os.environ.get("PADDOCK_PICTURE")
"""Where the README's picture is to be kept; elsewhere it goes with the test's folder."""
PATIENCE = 20_000
"""Milliseconds; a function's first start takes some of them."""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(stack: RunningStack) -> Iterator[Page]:
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, timezone_id="Europe/Berlin")
        page.set_default_timeout(PATIENCE)
        page.goto(stack.described["discord_url"])
        expect(page.get_by_test_id("composer")).to_be_visible()
        yield page
        browser.close()


def choices(page: Page, name: str) -> Locator:
    return page.get_by_role("listbox").get_by_role("option", name=name)


def begin(page: Page, command: str) -> None:
    page.get_by_test_id("composer").fill(f"/{command} ")
    expect(page.get_by_test_id("command")).to_be_visible()


def fill(page: Page, option: str, text: str, choice: str | None = None) -> None:
    offer = page.get_by_role("button", name=f"Add {option}")
    if offer.count():
        offer.click()
    page.get_by_test_id(f"option-{option}").fill(text)
    if choice:
        choices(page, choice).first.click()


def send(page: Page) -> Locator:
    """The bot's answer."""
    before = page.get_by_test_id("message").count()
    page.get_by_test_id("send-command").click()
    expect(page.get_by_test_id("message")).to_have_count(before + 1, timeout=PATIENCE)
    return page.get_by_test_id("message").last


def act_as(page: Page, name: str) -> None:
    page.get_by_role("link", name=f"Act as {name}").click()
    expect(page.get_by_test_id("switcher")).to_contain_text(name)


def test_a_newcomer_sees_a_match_among_the_events_and_its_player_reminded(page: Page, tmp_path: Path) -> None:
    page.get_by_role("link", name="race-schedule").click()
    begin(page, "tournament create")
    fill(page, "name", "Spring Cup")
    fill(page, "scheduled_events", "true", "True")
    expect(send(page)).to_contain_text("Spring Cup")

    begin(page, "match create")
    fill(page, "tournament", "spring", "Spring Cup")
    fill(page, "when", "in 2 hours", "in 2 hours")
    fill(page, "player1", "player-one", "player-one")
    fill(page, "player2", "player-two", "player-two")
    fill(page, "title", "Grand Final")
    expect(send(page)).to_contain_text("Grand Final")
    page.screenshot(path=PICTURE or tmp_path / "match.png")

    page.get_by_test_id("events-link").click()
    expect(page.get_by_test_id("event").filter(has_text="SPRING-CUP - Grand Final")).to_be_visible(timeout=PATIENCE)

    for push in ("1 h", "30 min", "1 min"):
        page.get_by_role("button", name=f"Push the clock {push}").click()
    act_as(page, "player-one")
    page.get_by_role("link", name="Direct messages").click()
    expect(page.get_by_test_id("message").filter(has_text="Grand Final")).to_be_visible(timeout=PATIENCE)
