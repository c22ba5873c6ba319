"""An async in a real browser with the real bot: two runners at once, each in a thread of their own, and a review."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stack.browsing import (
    act_as,
    begin,
    browsing,
    enter,
    fill,
    messages,
    push_the_clock,
    send,
)
from tests.stack.running import RunningStack

QUALIFIER, ASYNC, POOL = "qualifier", "Paddock Qualifier", "Open"
"""Of the demo."""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(stack: RunningStack) -> Iterator[Page]:
    with browsing(stack) as page:
        yield page


def draw(page: Page, player: str) -> None:
    """A run, by the post's button; where it ends, the person is in their thread."""
    act_as(page, player)
    enter(page, QUALIFIER)
    page.get_by_role("button", name="Start New Async Run").click()
    panel = messages(page, "Only you can see this").last
    panel.get_by_role("combobox", name="Pool").select_option(label=POOL)
    confirm = panel.get_by_role("button", name="Confirm")
    expect(confirm).to_be_enabled()
    confirm.click()
    thread = thread_of(page, player)
    expect(thread.get_by_label("1 mentions")).to_be_visible()
    thread.click()
    expect(page.get_by_role("heading", name=f"{QUALIFIER} › {player} - {POOL}")).to_be_visible()


def thread_of(page: Page, player: str) -> Locator:
    """In the list of channels, for whoever sees it."""
    return page.get_by_role("navigation").get_by_role("link", name=f"{player} - {POOL}")


def card(page: Page) -> Locator:
    return messages(page, "Permalink").first


def test_two_runners_race_at_once_one_finishes_one_runs_out_of_time_and_a_reviewer_approves(page: Page) -> None:
    draw(page, "player-one")
    card(page).get_by_role("button", name="Ready").click()
    expect(card(page)).to_contain_text("GO!")
    draw(page, "player-two")
    expect(thread_of(page, "player-one")).to_have_count(0)

    push_the_clock(page, "10 min", "10 min", "1 min")
    expect(messages(page, ": this run counts as forfeit")).to_be_visible()
    expect(card(page)).to_contain_text("Forfeit")

    act_as(page, "player-one")
    expect(page.get_by_role("heading", name=QUALIFIER, exact=True)).to_be_visible()
    thread_of(page, "player-one").click()
    card(page).get_by_role("button", name="Finish").click()
    expect(messages(page, "@player-one finished in 0:2")).to_be_visible()
    card(page).get_by_role("button", name="Submit VOD & Notes").click()
    form = page.get_by_test_id("modal")
    form.get_by_label("Link to the VOD").fill("https://example.org/vod")
    form.get_by_label("Notes for the reviewers").fill("One fall.\nNothing else.")
    form.get_by_role("button", name="Submit").click()
    expect(card(page)).to_contain_text("https://example.org/vod")

    act_as(page, "otto-organizer")
    enter(page, "staff")
    begin(page, "async review")
    fill(page, "async", "paddock", ASYNC)
    queue = send(page)
    queue.get_by_role("button", name="Claim").first.click()
    review = messages(page, "Only you can see this").last
    expect(review).to_contain_text("One fall.")
    review.get_by_role("button", name="Approve").click()
    expect(review).to_contain_text("pproved")


def test_a_live_race_starts_for_all_who_joined_when_the_clock_reaches_its_instant(page: Page) -> None:
    act_as(page, "otto-organizer")
    enter(page, "general")
    begin(page, "async live")
    fill(page, "async", "paddock", ASYNC)
    fill(page, "pool", POOL)
    fill(page, "when", "in 5 minutes")
    page.get_by_test_id("send-command").click()
    race = messages(page, f"Live race: {ASYNC}").first
    for name in ("player-three", "player-five"):
        act_as(page, name)
        race.get_by_role("button", name="Join").click()
    expect(race).to_contain_text("Joined (2): player-three, player-five")
    expect(race).not_to_contain_text("https://")

    push_the_clock(page, "5 min", "1 min")
    expect(race).to_contain_text("GO!")
    expect(race).to_contain_text("https://example.org/seeds/")
    race.get_by_role("button", name="Finish").click()
    expect(messages(page, "@player-five has finished.")).to_be_visible()
    expect(race).to_contain_text("Racing (1): player-three")
