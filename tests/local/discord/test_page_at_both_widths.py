"""The page at the width of a phone and of a desk: all of it fits, is large enough to press, and has a name."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local.discord.pages import DESKTOP, PHONE, begin, make_a_match, opened, run
from tests.local.discord.served import Served
from tests.support.on_screen import THUMB, assert_fits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(("viewport", "least"), [(DESKTOP, 0), (PHONE, THUMB)], ids=["desktop", "phone"]),
]
PRIVATE_THREAD = 12


def close_dialog(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def to_channel(page: Page, viewport: Any, name: str) -> None:
    if viewport == PHONE:
        page.get_by_role("button", name="Channels").click()
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def test_a_channel_with_a_card_and_a_command_that_is_filled_in(
    browser: Browser, with_toy: Served, viewport: Any, least: int
) -> None:
    page = opened(browser, with_toy, viewport)
    assert_fits(page, least)
    make_a_match(page)
    expect(page.get_by_test_id("embed")).to_be_visible()
    assert_fits(page, least)
    page.get_by_test_id("composer").fill("/")
    expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    assert_fits(page, least)
    for command in ("async", "config show"):
        run(page, command)
        expect(page.get_by_test_id("message").last).to_contain_text(f"/{command}")
        assert_fits(page, least)
    begin(page, "match create")
    assert_fits(page, least)
    page.close()


def test_the_events(browser: Browser, with_toy: Served, viewport: Any, least: int) -> None:
    page = opened(browser, with_toy, viewport)
    make_a_match(page)
    expect(page.get_by_test_id("embed")).to_be_visible()
    to_channel(page, viewport, "Events")
    expect(page.get_by_test_id("event")).to_be_visible()
    assert_fits(page, least)
    page.close()


@pytest.mark.parametrize("name", ["Switch member", "Settings", "Problems of the bot"])
def test_the_dialogs(browser: Browser, with_toy: Served, viewport: Any, least: int, name: str) -> None:
    page = opened(browser, with_toy, viewport)
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_fits(page, least)
    close_dialog(page)
    page.close()


def test_a_form_of_the_bot(browser: Browser, with_toy: Served, viewport: Any, least: int) -> None:
    page = opened(browser, with_toy, viewport)
    run(page, "report")
    expect(page.get_by_test_id("modal")).to_be_visible()
    assert_fits(page, least)
    close_dialog(page)
    page.close()


def test_a_thread_with_a_long_name(browser: Browser, with_toy: Served, viewport: Any, least: int) -> None:
    name = "somebody-with-a-name - Intermediate pool"
    with_toy.rest.post(f"/channels/{with_toy.channel()}/threads", json={"name": name, "type": PRIVATE_THREAD})
    page = opened(browser, with_toy, viewport)
    assert_fits(page, least)
    to_channel(page, viewport, name)
    expect(page.get_by_role("heading", name=f"general › {name}")).to_be_visible()
    assert_fits(page, least)
    page.close()


def test_the_list_of_channels(browser: Browser, with_toy: Served, viewport: Any, least: int) -> None:
    page = opened(browser, with_toy, viewport)
    if viewport == PHONE:
        page.get_by_role("button", name="Channels").click()
    expect(page.get_by_role("button", name="You act as ada-admin")).to_be_in_viewport()
    assert_fits(page, least)
    page.close()
