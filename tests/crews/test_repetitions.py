"""Whatever about crews comes twice or late changes nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from paddock.store.item import Table
from tests.crews.desk import Desk


@pytest.fixture
def match(desk: Desk) -> str:
    return desk.match(desk.cup)


def _everything(desk: Desk, channel: str) -> dict[str, Any]:
    kept: dict[str, Any] = {str(table): desk.world.documents(table) for table in (Table.RECORDS, Table.AUDIT)}
    return {**kept, "list": desk.world.discord.messages(channel)}


def _signs_up(desk: Desk, match: str, carol: Any) -> Any:
    return desk.signs_up(carol, match)


def _withdraws(desk: Desk, match: str, carol: Any) -> Any:
    desk.signs_up(carol, match)
    return desk.withdraws(carol, match)


def _is_approved(desk: Desk, match: str, carol: Any) -> Any:
    desk.signs_up(carol, match)
    return desk.approves(match)


def _is_removed(desk: Desk, match: str, carol: Any) -> Any:
    desk.signs_up(carol, match)
    desk.panel(match)
    return desk.admin.click("Remove")


def _is_added(desk: Desk, match: str, carol: Any) -> Any:
    return desk.panel(match, user=carol.user_id, role="tracker")


@pytest.mark.parametrize("act", [_signs_up, _withdraws, _is_approved, _is_removed, _is_added])
def test_an_interaction_that_comes_again_changes_nothing(
    desk: Desk, match: str, carol: Any, act: Callable[[Desk, str, Any], Any]
) -> None:
    channel = desk.crew_channel()
    outcome = act(desk, match, carol)
    desk.world.drain()
    before = _everything(desk, channel)
    desk.admin.deliver(json.dumps(outcome.payload))
    desk.world.drain()
    assert _everything(desk, channel) == before


def _taken(desk: Desk) -> list[dict[str, Any]]:
    """The messages that wait, to be delivered by hand; the queue forgets them."""
    messages = desk.world._received()
    assert messages
    desk.world._settle(messages, set())
    return messages


def _deliver(messages: list[dict[str, Any]]) -> None:
    assert worker.handler({"Records": messages}, None) == {"batchItemFailures": []}


def test_an_update_that_is_done_and_comes_again_calls_nobody(desk: Desk, match: str, carol: Any) -> None:
    channel = desk.crew_channel()
    desk.signs_up(carol, match)
    update = _taken(desk)
    _deliver(update)
    before, calls = _everything(desk, channel), len(desk.world.discord.requests())
    _deliver(update)
    assert _everything(desk, channel) == before
    assert len(desk.world.discord.requests()) == calls


def test_an_old_update_that_comes_after_a_newer_one_undoes_nothing(desk: Desk, match: str, carol: Any) -> None:
    channel = desk.crew_channel()
    desk.signs_up(carol, match)
    old = _taken(desk)
    desk.withdraws(carol, match)
    desk.world.drain()
    before = _everything(desk, channel)
    _deliver(old)
    assert _everything(desk, channel) == before
    assert carol.user_id not in str(desk.world.discord.messages(channel))


def test_an_old_update_of_a_channel_that_was_taken_away_posts_nothing(desk: Desk, match: str) -> None:
    channel = desk.world.discord.create_channel(desk.server.id, "crew")["id"]
    desk.admin.slash("config server", crew_channel=channel)
    old = _taken(desk)
    desk.admin.slash("config server", unset="crew_channel")
    desk.world.drain()
    _deliver(old)
    assert desk.world.discord.messages(channel) == []
