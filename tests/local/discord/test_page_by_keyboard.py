"""The page by keyboard and for those who hear it: where the focus goes, and what is read out."""

import pytest
from playwright.sync_api import Browser, expect

from tests.local.discord.pages import PHONE, make_a_match, opened, run
from tests.local.discord.served import Served

pytestmark = pytest.mark.browser
ROUND = 12
"""Presses of Tab; more than a form has stops."""


def test_a_form_keeps_the_focus_until_escape_closes_it(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    run(page, "report")
    form = page.get_by_role("dialog", name="Submit VOD & notes")
    expect(form.get_by_label("Link to the video")).to_be_focused()
    for _ in range(ROUND):
        page.keyboard.press("Tab")
        # The browser's own controls are part of the round, the page behind the form is not.
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    page.close()


def test_a_button_that_redraws_its_message_keeps_the_focus(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    make_a_match(page)
    page.get_by_role("button", name="Check in").press("Enter")
    expect(page.get_by_test_id("message").filter(has_text="Only you can see this")).to_be_visible()
    expect(page.get_by_role("button", name="Check in")).to_be_focused()
    page.close()


def test_the_clock_is_pushed_again_and_again_from_one_place(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    push = page.get_by_role("button", name="Push the clock 30 min")
    push.press("Enter")
    expect(page.get_by_text("30 min ahead")).to_be_visible()
    expect(push).to_be_focused()
    page.close()


def test_the_drawer_has_the_page_to_itself_and_gives_the_focus_back(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy, PHONE)
    page.get_by_role("button", name="Channels").press("Enter")
    expect(page.get_by_role("navigation", name="Channels")).to_be_visible()
    expect(page.get_by_test_id("composer")).not_to_be_focused()
    for _ in range(ROUND * 2):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || drawer.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Channels")).to_be_focused()
    page.close()


def test_new_messages_are_announced_and_counting_moments_are_not(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    log = page.get_by_role("log", name="Messages in general")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-relevant", "additions")
    with_toy.send(content="It starts <t:1:R>.")
    expect(log.locator("time.moment")).to_have_attribute("aria-live", "off")
    page.close()
