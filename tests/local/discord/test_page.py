"""The page in a real browser, with a toy bot behind it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.local.discord.pages import PHONE, make_a_match, opened, run
from tests.local.discord.served import Served, until

pytestmark = pytest.mark.browser


def test_a_match_is_made_by_keyboard_shown_as_an_event_and_the_player_is_reminded(
    browser: Browser, with_toy: Served
) -> None:
    page = opened(browser, with_toy)
    make_a_match(page)
    card = page.get_by_test_id("message").filter(has_text="used /match create")
    expect(card.get_by_test_id("embed")).to_contain_text("@player-one")
    page.get_by_test_id("events-link").click()
    expect(page.get_by_test_id("event")).to_contain_text("Spring Cup - Match")
    page.get_by_role("button", name="Push the clock 30 min").click()
    reminded = page.get_by_role("link", name="Act as player-one")
    expect(reminded).to_contain_text("1")
    reminded.click()
    page.get_by_role("link", name="Direct messages").click()
    expect(page.get_by_test_id("message")).to_contain_text("Your match starts")
    page.close()


def test_a_button_is_answered_for_the_one_who_pressed_it(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    make_a_match(page)
    page.get_by_role("button", name="Check in").click()
    answer = page.get_by_test_id("message").filter(has_text="Only you can see this")
    expect(answer).to_contain_text("toy:check in")
    page.get_by_role("button", name="Dismiss message").click()
    expect(answer).to_have_count(0)
    page.close()


def test_a_form_is_filled_in_and_sent(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    run(page, "report")
    page.get_by_label("Link to the video").fill("https://example.test/vod")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_test_id("message").last).to_contain_text("https://example.test/vod")
    page.close()


def test_an_answer_against_the_rules_is_shown_to_the_person_and_in_the_drawer(
    browser: Browser, with_toy: Served
) -> None:
    page = opened(browser, with_toy)
    run(page, "broken")
    expect(page.get_by_role("alert")).to_contain_text("The application did not respond")
    page.get_by_test_id("problems").click()
    expect(page.get_by_test_id("problem-list")).to_contain_text("Must be 2000 or fewer in length")
    page.close()


def test_what_people_write_is_marked_up_but_never_html(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    page.get_by_test_id("composer").fill("**bold** \\*plain\\* `code` <img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    message = page.get_by_test_id("message")
    expect(message.locator("strong", has_text="bold")).to_have_text("bold")
    expect(message).to_contain_text("*plain*")
    expect(message).to_contain_text("<img src=x onerror=alert(1)>")
    expect(message.locator("img")).to_have_count(0)
    page.close()


def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_channels_are_a_drawer(
    browser: Browser, with_toy: Served
) -> None:
    page = opened(browser, with_toy, PHONE)
    make_a_match(page)
    expect(page.get_by_test_id("embed")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.get_by_test_id("events-link")).not_to_be_in_viewport()
    page.get_by_role("button", name="Channels").click()
    page.get_by_test_id("events-link").click()
    expect(page.get_by_test_id("event")).to_be_visible()
    page.close()


def test_servers_are_switched_and_each_has_its_own_channels_and_members(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    servers = page.get_by_test_id("server")
    expect(servers).to_have_count(3)
    page.get_by_role("link", name="Lantern Society").press("Enter")
    expect(page.get_by_role("heading", name="Lantern Society")).to_be_visible()
    expect(page.get_by_role("link", name="race-schedule")).to_have_count(0)
    expect(page.get_by_role("link", name="Act as player-six")).to_have_count(0)
    expect(page.get_by_test_id("switcher")).to_contain_text("Admin")
    page.get_by_role("link", name="Moss Valley").click()
    expect(page.get_by_test_id("switcher")).to_contain_text("no role")
    page.close()


def test_on_a_phone_the_drawer_stays_for_the_channel_once_a_server_is_picked(
    browser: Browser, with_toy: Served
) -> None:
    page = opened(browser, with_toy, PHONE)
    page.get_by_role("button", name="Channels").click()
    page.get_by_role("link", name="Lantern Society").click()
    channel = page.get_by_role("link", name="announcements")
    expect(channel).to_be_in_viewport()
    channel.click()
    expect(channel).not_to_be_in_viewport()
    expect(page.get_by_role("heading", name="announcements", exact=True)).to_be_visible()
    page.close()


def test_a_permission_is_taken_from_the_bot_and_given_back(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    page.get_by_role("button", name="Settings").click()
    box = (
        page.get_by_test_id("settings")
        .get_by_role("group", name="Paddock Demo")
        .get_by_label("send messages", exact=True)
    )
    box.uncheck()
    expect(box).not_to_be_checked()
    until(lambda: with_toy.send(content="hi").json().get("code") == 50013)
    box.check()
    until(lambda: with_toy.send(content="hi").is_success)
    page.close()


def test_an_event_is_scheduled_then_live_then_ended(browser: Browser, with_toy: Served) -> None:
    page = opened(browser, with_toy)
    make_a_match(page)
    page.get_by_test_id("events-link").click()
    status = page.get_by_test_id("event").locator(".status")
    for push, words in ((0, "Scheduled"), (3600, "Live now"), (7200, "Ended")):
        if push:
            with_toy.do("clock", seconds=push)
        expect(status).to_contain_text(words)
    page.close()


def test_where_the_bot_takes_no_commands_none_are_offered(browser: Browser, with_toy: Served) -> None:
    with_toy.register({"name": "race", "description": "d", "contexts": [0]})
    page = opened(browser, with_toy)
    page.get_by_role("link", name="Direct messages").click()
    expect(page.get_by_text("The bot takes no commands here")).to_be_visible()
    expect(page.get_by_role("button", name="Use a command")).to_be_disabled()
    page.close()
