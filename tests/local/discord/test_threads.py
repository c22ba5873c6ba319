"""Private threads, as those in them see them and others do not."""

from typing import Any

import pytest

from tests.local.discord.bot_double import Json
from tests.local.discord.served import Served

PRIVATE_THREAD = 12


@pytest.fixture
def thread(line: Served) -> str:
    """Of player-one, with a message that mentions them."""
    made = line.rest.post(f"/channels/{line.channel()}/threads", json={"name": "a run", "type": PRIVATE_THREAD}).json()
    line.rest.put(f"/channels/{made['id']}/thread-members/{line.id_of('player-one')}")
    line.rest.post(f"/channels/{made['id']}/messages", json={"content": f"<@{line.id_of('player-one')}>, race!"})
    return str(made["id"])


def listed(line: Served, by: str) -> list[Json]:
    (found,) = [each for each in line.see(by)["servers"][0]["channels"] if each["name"] == "general"]
    threads: list[Json] = found["threads"]
    return threads


def test_it_is_listed_with_its_news_for_whoever_is_in_it(line: Served, thread: str) -> None:
    (found,) = listed(line, "player-one")
    assert (found["id"], found["type"], found["unread"], found["mentions"]) == (thread, PRIVATE_THREAD, 1, 1)


def test_who_has_read_it_has_no_news(line: Served, thread: str) -> None:
    line.act("read", **{"as": "player-one", "channel": thread})
    (found,) = listed(line, "player-one")
    assert (found["unread"], found["mentions"]) == (0, 0)


@pytest.mark.parametrize("name", ["player-two", "otto-organizer"])
def test_others_neither_find_nor_open_it(line: Served, thread: str, name: str) -> None:
    assert listed(line, name) == []
    assert line.see(name, thread)["channel"] is None


def test_a_moderator_sees_it_and_it_is_no_news_to_them(line: Served, thread: str) -> None:
    (found,) = listed(line, "ada-admin")
    assert (found["id"], found["unread"]) == (thread, 0)


def test_it_says_below_which_channel_it_is(line: Served, thread: str) -> None:
    shown: dict[str, Any] = line.see("player-one", thread)["channel"]
    assert (shown["parent"], shown["parent_id"]) == ("general", line.channel())
