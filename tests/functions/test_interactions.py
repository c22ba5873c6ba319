"""The same interaction twice, and the line that each leaves in the log."""

import json
import threading
from typing import Any

from paddock.permissions import Permission
from paddock.store.item import Table
from tests.functions.conftest import Door
from tests.support.aws import Account
from tests.support.kept import documents
from tests.support.logged import Log
from tests.support.payloads import GUILD, a_command, an_autocomplete
from tests.support.silence import silent

ADMIN = Permission.MANAGE_GUILD


def a_creation(**changes: Any) -> dict[str, Any]:
    return a_command("tournament create", {"name": "Winter Open"}, permissions=ADMIN, **changes)


def tournaments(account: Account) -> list[str]:
    return [each["name"] for each in documents(account, Table.RECORDS, "TOURNAMENT#")]


def text(answer: dict[str, Any]) -> str:
    return str(json.loads(answer["body"])["data"]["content"])


def test_the_same_interaction_twice_takes_effect_once(door: Door, account: Account) -> None:
    creation = a_creation()
    first, second = door.post(creation), door.post(creation)
    assert [first["statusCode"], second["statusCode"]] == [200, 200]
    assert text(second) == "That was done already."
    assert tournaments(account) == ["Winter Open"]
    assert [each["action"] for each in documents(account, Table.AUDIT)] == ["server.added", "tournament.created"]


def test_the_same_interaction_in_parallel_takes_effect_once(door: Door, account: Account) -> None:
    creation = a_creation()
    answers: list[dict[str, Any]] = []
    callers = [threading.Thread(target=lambda: answers.append(door.post(creation))) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert [each["statusCode"] for each in answers] == [200] * 8
    assert tournaments(account) == ["Winter Open"]
    assert len(documents(account, Table.AUDIT)) == 2


def test_another_interaction_with_the_same_request_takes_effect_too(door: Door, account: Account) -> None:
    door.post(a_creation())
    door.post(a_creation())
    assert tournaments(account) == ["Winter Open", "Winter Open"]


def test_the_same_deferred_interaction_twice_promises_one_job(door: Door, account: Account) -> None:
    check = a_command("config check", permissions=ADMIN)
    assert json.loads(door.post(check)["body"])["type"] == 5
    door.post(check)
    assert len(documents(account, Table.JOBS)) == 1


def test_each_interaction_leaves_one_line_with_its_id_and_its_metrics(door: Door, account: Account, log: Log) -> None:
    ping, creation = a_command("ping"), a_creation()
    choice = an_autocomplete("me timezone", "timezone", "ber")
    for each in (ping, creation, choice):
        door.post(each)
    lines = log()
    assert [line["interaction"] for line in lines] == [ping["id"], creation["id"], choice["id"]]
    assert [line["request"] for line in lines] == ["ping", "tournament create", "me timezone"]
    assert [line["Kind"] for line in lines] == ["command", "command", "autocomplete"]
    assert [line["Outcome"] for line in lines] == ["answered"] * 3
    assert {line["guild"] for line in lines} == {GUILD}


def test_what_people_typed_stays_out_of_the_log(door: Door, account: Account, log: Log) -> None:
    door.post(a_command("tournament create", {"name": "a secret name"}, permissions=ADMIN))
    (line,) = log()
    assert "a secret name" not in json.dumps(line)
    assert "token" not in line


def test_the_line_is_in_the_embedded_metric_format(door: Door, account: Account, log: Log) -> None:
    door.post(a_command("ping"))
    (line,) = log()
    check_embedded_metrics(line)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["Kind", "Outcome"]]
    units = {each["Name"]: each["Unit"] for each in directive["Metrics"]}
    assert units == {"Answers": "Count", "AnswerMilliseconds": "Milliseconds"}


def test_a_refusal_is_logged_by_its_type_and_is_no_error(door: Door, account: Account, log: Log) -> None:
    door.post(a_command("tournament create", {"name": "Winter Open"}))
    (line,) = log()
    assert (line["level"], line["Outcome"]) == ("INFO", "NotForYou")
    check_embedded_metrics(line)


def test_a_silent_database_is_logged_and_is_no_error(door: Door, account: Account, log: Log) -> None:
    with silent(account, "BatchGetItem"):
        door.post(a_creation())
    (line,) = log()
    assert (line["level"], line["Outcome"]) == ("INFO", "Unavailable")


def test_our_own_bug_is_logged_as_an_error_with_the_reference_that_the_person_read(
    door: Door, account: Account, log: Log
) -> None:
    def break_down(name: str) -> None:
        raise ZeroDivisionError(name)

    account.before = break_down
    answer = door.post(a_creation())
    (line,) = log()
    assert (line["level"], line["Outcome"]) == ("ERROR", "fault")
    assert "ZeroDivisionError" in line["exception"]
    assert line["reference"]
    assert line["reference"] in text(answer)
    check_counts_a_fault(line)


def test_what_is_no_bug_of_ours_is_no_fault(door: Door, account: Account, log: Log) -> None:
    door.post(a_creation())
    door.post(a_command("tournament create", {"name": "Winter Open"}))
    with silent(account, "BatchGetItem"):
        door.post(a_creation())
    assert ["Faults" in line for line in log()] == [False] * 3


def check_counts_a_fault(line: dict[str, Any]) -> None:
    """Without dimensions, as the alarm asks for it."""
    check_embedded_metrics(line)
    assert line["Faults"] == 1
    (directive,) = [each for each in line["_aws"]["CloudWatchMetrics"] if each["Metrics"][0]["Name"] == "Faults"]
    assert directive["Dimensions"] == [[]]


def check_embedded_metrics(line: dict[str, Any]) -> None:
    """As CloudWatch's specification of the format has it."""
    embedded = line["_aws"]
    assert isinstance(embedded["Timestamp"], int)
    for directive in embedded["CloudWatchMetrics"]:
        assert directive["Namespace"] == "Paddock"
        for dimensions in directive["Dimensions"]:
            assert len(dimensions) <= 30
            assert all(isinstance(line[name], str) and line[name] for name in dimensions)
        for metric in directive["Metrics"]:
            assert isinstance(line[metric["Name"]], int | float)
            assert metric["Unit"] in {"Count", "Seconds", "Milliseconds"}
