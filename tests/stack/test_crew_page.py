"""Crew sign-up and approval, and the feed's own page, done in a real browser with the real bot."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stack.browsing import act_as, begin, browsing, enter, fill, messages, push_the_clock, read_dms, send
from tests.stack.running import RunningStack

SCHEDULE = "race-schedule"
CREW_ROOM, FEED_MATCH = "Semifinal", "770104"
"""Of the demo: days ahead, whatever other tests do to the clock."""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(stack: RunningStack) -> Iterator[Page]:
    with browsing(stack) as page:
        yield page


def card_of(page: Page, match: str) -> Locator:
    """The card of a match as it is now."""
    begin(page, "match show")
    fill(page, "match", match, match)
    return send(page)


def test_a_member_signs_up_the_organizer_approves_and_the_member_is_told(page: Page) -> None:
    enter(page, SCHEDULE)
    card = messages(page, CREW_ROOM).first
    for name in ("player-one", "cleo-caster"):
        act_as(page, name)
        card.get_by_role("button", name="Commentate").click()
        expect(card.get_by_test_id("embed")).to_contain_text(f"@{name} ⏳")

    act_as(page, "otto-organizer")
    card.get_by_role("button", name="Crew").click()
    panel = messages(page, "Only you can see this").last
    panel.get_by_role("combobox").select_option(label="cleo-caster (commentator, waits for approval)")
    expect(panel).to_contain_text("Picked @cleo-caster")
    panel.get_by_role("button", name="Approve").click()
    expect(panel).to_contain_text("@cleo-caster approved by @otto-organizer")

    act_as(page, "cleo-caster")
    expect(card_of(page, CREW_ROOM)).to_contain_text("Commentators @cleo-caster, @player-one ⏳")
    read_dms(page)
    expect(messages(page, "You are approved as commentator").filter(has_text=CREW_ROOM)).to_be_visible()


def test_an_episode_that_is_moved_on_the_feeds_page_moves_its_event(page: Page) -> None:
    enter(page, "general")
    event = f"Paddock match sg{FEED_MATCH}"
    page.get_by_test_id("events-link").click()
    shown = page.get_by_test_id("event").filter(has_text=event)
    expect(shown).to_be_visible()
    expect(shown).not_to_contain_text(":07")

    page.get_by_test_id("feed").click()
    page.get_by_role("link", name=f"Edit {FEED_MATCH}").click()
    start = page.get_by_label("Start (UTC)")
    moved = datetime.fromisoformat(start.input_value()) + timedelta(hours=1, minutes=7)
    start.fill(moved.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_contain_text("saved")
    page.get_by_role("link", name="Simulated Discord").click()

    push_the_clock(page, "5 min")
    page.get_by_test_id("events-link").click()
    expect(shown).to_contain_text(":07")
