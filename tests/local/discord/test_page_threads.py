"""Threads on the page: found in the list of channels, by a link, and once they are archived."""

import pytest
from playwright.sync_api import Browser, expect

from tests.local.discord.pages import opened
from tests.local.discord.served import Served

pytestmark = pytest.mark.browser

PUBLIC, PRIVATE = 11, 12


def thread(line: Served, kind: int, name: str = "a run") -> str:
    made = line.rest.post(f"/channels/{line.channel()}/threads", json={"name": name, "type": kind})
    return str(made.raise_for_status().json()["id"])


def test_a_link_in_a_message_leads_to_the_thread(browser: Browser, with_toy: Served) -> None:
    with_toy.send(content=f"Go to <#{thread(with_toy, PUBLIC)}>")
    page = opened(browser, with_toy)
    page.get_by_role("log").get_by_role("link", name="a run").click()
    expect(page.get_by_role("heading", name="general › a run")).to_be_visible()
    page.close()


def test_a_link_to_a_thread_of_others_says_neither_its_name_nor_leads_there(browser: Browser, with_toy: Served) -> None:
    with_toy.send(content=f"Go to <#{thread(with_toy, PRIVATE)}>")
    page = opened(browser, with_toy)
    log = page.get_by_role("log")
    expect(log.get_by_role("link", name="a run")).to_be_visible()
    page.get_by_role("link", name="Act as player-two").click()
    expect(log).to_contain_text("No Access")
    expect(log).not_to_contain_text("a run")
    page.close()


def test_an_archived_thread_is_found_among_the_threads_and_a_message_brings_it_back(
    browser: Browser, with_toy: Served
) -> None:
    made = thread(with_toy, PUBLIC)
    page = opened(browser, with_toy)
    listed = page.get_by_role("navigation").get_by_role("link", name="a run")
    expect(listed).to_be_visible()
    with_toy.rest.patch(f"/channels/{made}", json={"archived": True}).raise_for_status()
    expect(listed).to_have_count(0)

    page.get_by_role("button", name="Threads").click()
    page.get_by_role("dialog").get_by_role("region", name="Archived").get_by_role("link", name="a run").click()
    expect(page.get_by_role("heading", name="general › a run")).to_be_visible()
    expect(page.get_by_text("This thread is archived. A message brings it back.")).to_be_visible()
    expect(listed).to_be_visible()

    page.get_by_test_id("composer").fill("hello again")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This thread is archived")).to_have_count(0)
    assert not with_toy.rest.get(f"/channels/{made}").json()["thread_metadata"]["archived"]
    page.close()


def test_a_locked_thread_is_for_its_moderators(with_toy: Served) -> None:
    made = thread(with_toy, PUBLIC)
    with_toy.do("settings/permission", permission="MANAGE_THREADS", granted=True).raise_for_status()
    with_toy.rest.patch(f"/channels/{made}", json={"locked": True}).raise_for_status()
    assert not with_toy.see("player-one", made)["channel"]["can_send"]
    assert with_toy.do("say", **{"as": "player-one", "channel": made, "content": "hi"}).status_code == 409
    with_toy.act("say", channel=made, content="from a moderator")
