"""The simulated Discord's page in a real browser, as people use it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.stack.running import RunningStack

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PATIENCE = 20_000
"""Milliseconds; a function's first start takes some of them."""


@contextmanager
def browsing(stack: RunningStack, viewport: Any = DESKTOP) -> Iterator[Page]:
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=viewport, timezone_id="Europe/Berlin")
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(stack.described["discord_url"])
        expect(page.get_by_test_id("composer")).to_be_visible()
        yield page
        browser.close()


def messages(page: Page, text: str = "") -> Locator:
    return page.get_by_test_id("message").filter(has_text=text)


def enter(page: Page, channel: str) -> None:
    page.get_by_role("link", name=channel, exact=True).click()
    expect(page.get_by_role("heading", name=channel, exact=True)).to_be_visible()


def act_as(page: Page, name: str) -> None:
    page.get_by_role("link", name=f"Act as {name}").click()
    expect(page.get_by_test_id("switcher")).to_contain_text(name)


def read_dms(page: Page) -> None:
    page.get_by_role("link", name="Direct messages").click()
    expect(page.get_by_role("heading", name="Paddock", exact=True)).to_be_visible()


def push_the_clock(page: Page, *distances: str) -> None:
    for distance in distances:
        page.get_by_role("button", name=f"Push the clock {distance}").click()


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
    before = messages(page).count()
    page.get_by_test_id("send-command").click()
    expect(messages(page)).to_have_count(before + 1)
    return messages(page).last
