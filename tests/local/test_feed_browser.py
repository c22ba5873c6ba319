"""The feed's page in a real browser: lines that are added and taken out, and a narrow screen."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from infra.local.feed import create_feed
from infra.local.feed_server import served

MORNING = datetime(2031, 3, 7, 9, 30, tzinfo=UTC)
WIDTHS = {"desktop": 1280, "phone": 390}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served(create_feed(lambda: MORNING, people={"Ada": "111111111111111101"})) as url:
        yield url


@pytest.fixture(params=WIDTHS)
def page(url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    httpx.post(f"{url}/sim/reset").raise_for_status()
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        size = ViewportSize(width=WIDTHS[request.param], height=844)
        page = browser.new_page(base_url=url, viewport=size)
        page.goto("/")
        yield page
        browser.close()


def episode(page: Page, number: int) -> dict[str, Any]:
    told: dict[str, Any] = page.request.get("/api/episode/", params={"id": str(number)}).json()
    return told


def is_within_the_screen(page: Page) -> bool:
    within: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return within


def test_people_are_added_to_an_episode_and_taken_out(page: Page) -> None:
    page.get_by_role("link", name="Edit 770101").click()
    players = page.get_by_role("group", name="Players", exact=True)
    players.get_by_role("button", name="Take Ada out").click()
    players.get_by_role("button", name="Add a player").click()
    page.keyboard.type("Dora")
    trackers = page.get_by_role("group", name="Trackers")
    trackers.get_by_role("button", name="Add").click()
    trackers.get_by_label("Name").fill("Emil")
    trackers.get_by_label("Discord id").fill("111111111111111109")
    trackers.get_by_label("Approved").check()
    assert is_within_the_screen(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("The episode was saved.")
    told = episode(page, 770101)
    assert [each["displayName"] for each in told["match1"]["players"]] == ["Wickerby", "Dora"]
    (emil,) = told["trackers"]
    assert (emil["displayName"], emil["discordId"], emil["approved"]) == ("Emil", "111111111111111109", True)


def test_a_press_on_one_of_the_crew_turns_the_approval(page: Page) -> None:
    card = page.get_by_role("article", name="Episode 770102")
    waiting = card.get_by_role("button", name="not approved").first
    name = (waiting.text_content() or "").split()[0]
    waiting.click()
    expect(card.get_by_role("button", name=f"✓ {name}")).to_have_attribute("aria-pressed", "true")
    assert is_within_the_screen(page)


def test_the_feed_is_broken_and_mended(page: Page) -> None:
    page.get_by_label("How it fails").select_option("garbage")
    page.get_by_role("button", name="Break the feed").click()
    expect(page.get_by_role("heading", name="Broken now")).to_be_visible()
    assert page.request.get("/api/schedule/?event=lantern-open").text().endswith('"Swi')
    page.get_by_role("button", name="Mend the feed").click()
    expect(page.get_by_role("heading", name="The feed works")).to_be_visible()


def test_an_episode_is_removed_and_brought_back(page: Page) -> None:
    page.get_by_role("button", name="Remove 770101").click()
    expect(page.get_by_role("article", name="Episode 770101")).to_have_count(0)
    page.get_by_role("button", name="Bring back 770101").click()
    expect(page.get_by_role("article", name="Episode 770101")).to_be_visible()
