"""An async on a phone, in a real browser with the real bot: all that it shows fits, and a thumb can press it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.stack.browsing import PHONE, begin, browsing, fill, messages, send
from tests.stack.running import RunningStack
from tests.support.on_screen import THUMB, assert_fits

RUNNER, POOL = "player-six", "Standard"

pytestmark = pytest.mark.browser


@pytest.fixture
def page(stack: RunningStack) -> Iterator[Page]:
    with browsing(stack, PHONE) as page:
        yield page


def act_as(page: Page, name: str) -> None:
    page.get_by_role("button", name="Switch member").click()
    page.get_by_test_id(f"as-{name}").click()
    expect(page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()


def go_to(page: Page, name: str) -> None:
    page.get_by_role("button", name="Channels").click()
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.locator("#heading").get_by_role("heading", name=name)).to_be_visible()


def test_a_run_its_board_the_events_and_the_messages_fit_a_phone(page: Page) -> None:
    act_as(page, RUNNER)
    go_to(page, "qualifier")
    assert_fits(page, THUMB)
    page.get_by_role("button", name="Start New Async Run").click()
    panel = messages(page, "Only you can see this").last
    panel.get_by_role("combobox", name="Pool").select_option(label=POOL)
    expect(panel.get_by_role("button", name="Confirm")).to_be_enabled()
    assert_fits(page, THUMB)

    panel.get_by_role("button", name="Confirm").click()
    panel.get_by_role("link", name=f"{RUNNER} - {POOL}").click()
    expect(page.get_by_role("heading", name=f"qualifier › {RUNNER} - {POOL}")).to_be_visible()
    expect(page.get_by_role("button", name="Ready")).to_be_visible()
    assert_fits(page, THUMB)

    act_as(page, "otto-organizer")
    go_to(page, "staff")
    begin(page, "async board")
    fill(page, "async", "paddock", "Paddock Qualifier")
    assert_fits(page, THUMB)
    expect(send(page)).to_contain_text("Paddock Qualifier: board")
    assert_fits(page, THUMB)

    go_to(page, "Events")
    expect(page.get_by_test_id("event").first).to_be_visible()
    assert_fits(page, THUMB)
    page.get_by_role("button", name="Channels").click()
    page.get_by_role("link", name="Direct messages").click()
    expect(page.locator("#heading").get_by_role("heading", name="Paddock")).to_be_visible()
    assert_fits(page, THUMB)
