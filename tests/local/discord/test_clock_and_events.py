"""The clock that is pushed, the schedules that it fires, and the webhook events that the bot is sent."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.local.discord.bot_double import BotDouble
from tests.local.discord.served import Served, connect


def until(happens: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_push_fires_every_minute_in_turn_with_the_clock_at_it(line: Served, bot: BotDouble) -> None:
    fired: list[tuple[datetime, datetime]] = []

    def fire(since: datetime, to: datetime) -> None:
        assert timedelta() <= line.discord.now() - to < timedelta(seconds=30)
        fired.append((since, to))

    line.discord.connect(bot.interactions_url, bot.events_url, fire)
    before = line.discord.now()
    line.do("clock", seconds=600)
    assert len(fired) == 10
    assert fired[-1][1] - before >= timedelta(seconds=600)
    assert all(timedelta(seconds=59) < to - since < timedelta(seconds=90) for since, to in fired)
    assert line.discord.offset == timedelta(seconds=600)


def test_the_clock_does_not_go_back(line: Served) -> None:
    assert line.do("clock", seconds=-60).status_code == 422
    assert line.discord.offset == timedelta()


def test_the_clock_is_pushed_by_one_at_a_time(line: Served, bot: BotDouble) -> None:
    refused: list[int] = []

    def push_again(since: datetime, to: datetime) -> None:
        refused.append(line.do("clock", seconds=60).status_code)

    line.discord.connect(bot.interactions_url, bot.events_url, push_again)
    line.do("clock", seconds=60)
    assert refused == [409]


def test_a_bot_is_told_that_it_was_added_to_a_server(line: Served, bot: BotDouble) -> None:
    until(lambda: len(bot.events) == 1)
    line.do("servers", name="Second League", owner="otto-organizer")
    until(lambda: len(bot.events) == 2)
    first, second = (event["event"] for event in bot.events)
    assert first["type"] == second["type"] == "APPLICATION_AUTHORIZED"
    assert first["data"]["guild"]["name"] == "Paddock Demo"
    assert second["data"]["user"]["username"] == "otto-organizer"
    assert (second["data"]["integration_type"], second["data"]["guild"]["name"]) == (0, "Second League")


def test_a_bot_that_takes_wrong_signatures_is_a_problem(line: Served) -> None:
    class Careless(BotDouble):
        def take(self, path: str, raw: bytes, timestamp: str, signature: str) -> tuple[int, dict[str, object] | None]:
            return (204, None) if path == "/events" else (200, {"type": 1})

    with Careless(line.credentials.public_key, lambda _: None) as bot:
        connect(line, bot)
        until(lambda: len(line.problems()) == 2)
    assert "wrong signature" in line.problems()[0]["details"]


def test_a_bot_that_was_removed_knows_the_server_no_more(line: Served) -> None:
    guild = line.guild
    line.do("servers/bot", guild=guild, present=False)
    assert line.rest.get(f"/guilds/{guild}").json()["code"] == 10004
    assert line.rest.get("/users/@me/guilds").json() == []


def test_pages_hear_of_changes(line: Served) -> None:
    with line.page.stream("GET", "/stream") as stream:
        lines = (each for each in stream.iter_lines() if each.startswith("data:"))
        first = next(lines)
        line.act("say", content="hi")
        assert next(lines) != first
