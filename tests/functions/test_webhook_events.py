"""APPLICATION_AUTHORIZED makes a server's organization, once, however often Discord tells."""

import threading
from typing import Any

import pytest

from paddock.store.item import Table
from tests.functions.conftest import Door
from tests.support.aws import Account
from tests.support.kept import documents
from tests.support.logged import Log
from tests.support.payloads import GUILD, a_command, an_added_server
from tests.support.silence import silent


def organizations(account: Account) -> list[dict[str, Any]]:
    return documents(account, Table.RECORDS, "ORGANIZATION")


def test_a_server_that_adds_the_bot_gets_its_organization(door: Door, account: Account) -> None:
    answer = door.post(an_added_server(), path="/events")
    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert [each["servers"] for each in organizations(account)] == [[GUILD]]
    assert [each["guild"] for each in documents(account, Table.RECORDS, "SERVER")] == [GUILD]
    assert [each["action"] for each in documents(account, Table.AUDIT)] == ["server.added"]


def test_the_same_event_twice_makes_one_organization(door: Door, account: Account) -> None:
    event = an_added_server()
    assert [door.post(event, path="/events")["statusCode"] for _ in range(2)] == [204, 204]
    assert [each["version"] for each in organizations(account)] == [1]
    assert len(documents(account, Table.AUDIT)) == 1


def test_the_same_event_in_parallel_makes_one_organization(door: Door, account: Account) -> None:
    event = an_added_server()
    statuses: list[int] = []
    callers = [
        threading.Thread(target=lambda: statuses.append(door.post(event, path="/events")["statusCode"]))
        for _ in range(8)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert statuses == [204] * 8
    assert [each["version"] for each in organizations(account)] == [1]
    assert len(documents(account, Table.AUDIT)) == 1


def test_an_event_after_the_first_command_changes_nothing(door: Door, account: Account) -> None:
    door.post(a_command("me timezone", {"timezone": "Europe/Berlin"}))
    before = documents(account, Table.RECORDS)
    door.post(an_added_server(), path="/events")
    assert documents(account, Table.RECORDS) == before


def test_somebody_who_installs_the_bot_for_themselves_is_ignored(door: Door, account: Account) -> None:
    event = an_added_server()
    del event["event"]["data"]["guild"]
    event["event"]["data"]["integration_type"] = 1
    assert door.post(event, path="/events")["statusCode"] == 204
    assert organizations(account) == []


@pytest.mark.parametrize("event", [None, "text", [], {}, {"type": "QUEST_USER_ENROLLMENT"}, {"type": None}])
def test_events_that_nobody_asked_for_are_ignored(door: Door, account: Account, event: Any) -> None:
    account.calls.clear()
    payload = {**an_added_server(), "event": event}
    assert door.post(payload, path="/events")["statusCode"] == 204
    assert account.calls == []


@pytest.mark.parametrize("guild", ["", "x", "1#2", "9" * 40, None, 7.5])
def test_a_server_without_a_proper_id_is_ignored(door: Door, account: Account, guild: Any) -> None:
    event = an_added_server()
    event["event"]["data"]["guild"] = {"id": guild}
    assert door.post(event, path="/events")["statusCode"] == 204
    assert organizations(account) == []


@pytest.mark.parametrize("data", ["text", ["guild"], 7, {"guild": "text"}, {"guild": [1]}, {"guild": 7}])
def test_an_added_server_of_an_odd_shape_is_ignored_and_logged(
    door: Door, account: Account, log: Log, data: Any
) -> None:
    event = an_added_server()
    event["event"]["data"] = data
    assert door.post(event, path="/events")["statusCode"] == 204
    (line,) = log()
    assert (line["level"], line["Outcome"]) == ("INFO", "ignored")
    assert organizations(account) == []


def test_a_bug_of_ours_is_logged_as_a_fault_and_the_event_repeated(door: Door, account: Account, log: Log) -> None:
    def break_down(name: str) -> None:
        raise ZeroDivisionError(name)

    account.before = break_down
    assert door.post(an_added_server(), path="/events")["statusCode"] == 500
    (line,) = log()
    assert (line["level"], line["Outcome"], line["Faults"]) == ("ERROR", "fault", 1)


@pytest.mark.parametrize("timestamp", ["2037-11-23T12:00:00", "2037-11-23T12:00:00.123456+00:00", "soon", None])
def test_whatever_its_timestamp_says_the_organization_is_made(door: Door, account: Account, timestamp: Any) -> None:
    event = an_added_server()
    event["event"]["timestamp"] = timestamp
    door.post(event, path="/events")
    assert len(organizations(account)) == 1


def test_while_the_database_is_silent_discord_is_asked_to_repeat_the_event(door: Door, account: Account) -> None:
    event = an_added_server()
    with silent(account, "BatchGetItem"):
        assert door.post(event, path="/events")["statusCode"] == 503
    assert door.post(event, path="/events")["statusCode"] == 204
    assert len(organizations(account)) == 1


def test_each_event_leaves_one_line_in_the_log(door: Door, account: Account, log: Log) -> None:
    door.post(an_added_server(), path="/events")
    (line,) = log()
    assert (line["message"], line["event"], line["Outcome"]) == ("webhook event", "APPLICATION_AUTHORIZED", "added")
