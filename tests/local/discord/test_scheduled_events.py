"""Scheduled events: what they must hold, who may make them, and what they do as time goes by."""

from datetime import timedelta
from typing import Any

import pytest

from tests.local.discord.bot_double import Json
from tests.local.discord.served import Served


def event(line: Served, *, starts: float = 60, ends: float | None = 180, **more: Any) -> Json:
    """`starts` and `ends` in minutes from now."""
    now = line.discord.now()
    body: Json = {
        "name": "Spring Cup - final",
        "entity_type": 3,
        "privacy_level": 2,
        "entity_metadata": {"location": "TBD"},
        "scheduled_start_time": (now + timedelta(minutes=starts)).isoformat(),
    }
    if ends is not None:
        body["scheduled_end_time"] = (now + timedelta(minutes=ends)).isoformat()
    return body | more


def path(line: Served) -> str:
    return f"/guilds/{line.guild}/scheduled-events"


REFUSED: dict[str, tuple[Json, str]] = {
    "a name over 100": ({"name": "x" * 101}, "name"),
    "no name": ({"name": "  "}, "name"),
    "a description over 1000": ({"description": "x" * 1001}, "description"),
    "a location over 100": ({"entity_metadata": {"location": "x" * 101}}, "entity_metadata"),
    "no location": ({"entity_metadata": None}, "entity_metadata"),
    "no end": ({"ends": None}, "scheduled_end_time"),
    "an end before the start": ({"ends": 30}, "scheduled_end_time"),
    "a start in the past": ({"starts": -1}, "scheduled_start_time"),
    "a time without a zone": ({"scheduled_start_time": "2030-01-01T10:00:00"}, "scheduled_start_time"),
    "a channel": ({"channel_id": "1"}, "channel_id"),
    "another privacy": ({"privacy_level": 1}, "privacy_level"),
}


@pytest.mark.parametrize(("change", "where"), REFUSED.values(), ids=REFUSED)
def test_an_event_that_breaks_a_rule_is_refused_and_says_where(line: Served, change: Json, where: str) -> None:
    answer = line.rest.post(path(line), json=event(line, **change))
    assert (answer.status_code, answer.json()["code"]) == (400, 50035)
    assert where in answer.json()["errors"]
    assert line.rest.get(path(line)).json() == []


def test_an_event_that_was_made_is_listed_with_its_count(line: Served) -> None:
    made = line.rest.post(path(line), json=event(line)).json()
    line.do("interested", **{"as": "player-one", "event": made["id"], "interested": True})
    listed = line.rest.get(path(line), params={"with_user_count": "true"}).json()
    assert [(each["id"], each["status"], each["user_count"]) for each in listed] == [(made["id"], 1, 1)]


def test_an_external_event_starts_and_ends_by_itself(line: Served) -> None:
    one = f"{path(line)}/{line.rest.post(path(line), json=event(line, starts=5, ends=10)).json()['id']}"
    line.do("clock", seconds=300)
    assert line.rest.get(one).json()["status"] == 2
    line.do("clock", seconds=300)
    assert line.rest.get(one).json()["status"] == 3
    assert line.rest.get(path(line)).json() == []
    assert line.rest.patch(one, json={"name": "again"}).json()["code"] == 180000


@pytest.mark.parametrize(("before", "after"), [(1, 3), (2, 4), (2, 1)])
def test_a_status_moves_on_only_by_its_steps(line: Served, before: int, after: int) -> None:
    one = f"{path(line)}/{line.rest.post(path(line), json=event(line)).json()['id']}"
    if before == 2:
        assert line.rest.patch(one, json={"status": 2}).json()["status"] == 2
    assert line.rest.patch(one, json={"status": after}).json()["code"] == 50035


def test_creating_needs_its_permission_and_so_does_changing_ones_own(line: Served) -> None:
    one = f"{path(line)}/{line.rest.post(path(line), json=event(line)).json()['id']}"
    line.do("settings/permission", permission="CREATE_EVENTS", granted=False)
    assert line.rest.post(path(line), json=event(line)).json()["code"] == 50013
    assert line.rest.patch(one, json={"name": "other"}).json()["code"] == 50013


def test_no_more_than_a_hundred_are_open_at_a_time(line: Served) -> None:
    line.do("settings/rate-limits", enabled=False)
    body = event(line)
    made = [line.rest.post(path(line), json=body).status_code for _ in range(100)]
    assert set(made) == {200}
    assert line.rest.post(path(line), json=body).json()["code"] == 30038


def test_an_event_that_somebody_deleted_by_hand_is_unknown(line: Served) -> None:
    made = line.rest.post(path(line), json=event(line)).json()["id"]
    line.do("events/delete", event=made)
    assert line.rest.patch(f"{path(line)}/{made}", json={"name": "x"}).json()["code"] == 10070
