"""What the README tells a newcomer to try, done in a real browser with the real bot."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stack.browsing import act_as, begin, browsing, enter, fill, messages, push_the_clock, read_dms, send
from tests.stack.running import RunningStack

PICTURE = os.environ.get("PADDOCK_PICTURE")
"""Where the README's picture is to be kept; elsewhere it goes with the test's folder."""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(stack: RunningStack) -> Iterator[Page]:
    with browsing(stack) as page:
        yield page


def test_a_newcomer_sees_a_match_among_the_events_and_its_player_reminded(page: Page, tmp_path: Path) -> None:
    enter(page, "race-schedule")
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
    expect(page.get_by_test_id("event").filter(has_text="SPRING-CUP - Grand Final")).to_be_visible()

    push_the_clock(page, "1 h", "30 min", "1 min")
    act_as(page, "player-one")
    read_dms(page)
    expect(messages(page, "Grand Final").filter(has_text="starts")).to_be_visible()
