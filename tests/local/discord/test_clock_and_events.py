"""The clock that is pushed, the schedules that it fires, and the webhook events that the bot is sent."""

from datetime import datetime, timedelta

from tests.local.discord.bot_double import BotDouble
from tests.local.discord.served import Served, connect, until


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


def test_a_long_push_goes_in_long_steps(line: Served, bot: BotDouble) -> None:
    fired: list[tuple[datetime, datetime]] = []
    line.discord.connect(bot.interactions_url, bot.events_url, lambda since, to: fired.append((since, to)))
    line.do("clock", seconds=24 * 3600)
    assert len(fired) == 144
    assert all(timedelta(minutes=10) <= to - since < timedelta(minutes=11) for since, to in fired)


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
    until(lambda: len(bot.events) == 3)
    line.do("servers", name="New League", owner="otto-organizer")
    until(lambda: len(bot.events) == 4)
    told = [event["event"] for event in bot.events]
    assert {event["type"] for event in told} == {"APPLICATION_AUTHORIZED"}
    assert [event["data"]["guild"]["name"] for event in told] == [
        "Paddock Demo",
        "Lantern Society",
        "Moss Valley",
        "New League",
    ]
    assert told[3]["data"]["user"]["username"] == "otto-organizer"
    assert told[3]["data"]["integration_type"] == 0


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
    assert guild not in [each["id"] for each in line.rest.get("/users/@me/guilds").json()]


def test_pages_hear_of_changes(line: Served) -> None:
    with line.page.stream("GET", "/stream") as stream:
        lines = (each for each in stream.iter_lines() if each.startswith("data:"))
        first = next(lines)
        line.act("say", content="hi")
        assert next(lines) != first
