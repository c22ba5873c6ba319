"""The page in a real browser, as the tests here open and use it."""

from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.local.discord.served import Served

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def opened(browser: Browser, line: Served, viewport: Any = DESKTOP) -> Page:
    page = browser.new_page(viewport=viewport)
    page.goto(line.url)
    expect(page.get_by_test_id("composer")).to_be_visible()
    return page


def choices(page: Page, name: str = "") -> Locator:
    return page.get_by_role("listbox").get_by_role("option", name=name)


def begin(page: Page, command: str) -> None:
    page.get_by_test_id("composer").fill(f"/{command} ")
    expect(page.get_by_test_id("command")).to_be_visible()


def run(page: Page, command: str) -> None:
    begin(page, command)
    page.keyboard.press("Enter")


def make_a_match(page: Page) -> None:
    """With the keyboard alone, but for what is optional."""
    page.get_by_test_id("composer").focus()
    page.keyboard.type("/match c")
    expect(choices(page).first).to_contain_text("/match create")
    page.keyboard.press("Enter")
    expect(choices(page, "Spring Cup")).to_be_visible()
    page.keyboard.type("spring")
    expect(choices(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("option-when")).to_be_focused()
    expect(choices(page)).to_have_count(3)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add player1").click()
    page.keyboard.type("player-one")
    expect(choices(page, "player-one")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
