"""The worker's door: batches, groups that wait, and what is logged of each job."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from functions.interactions import worker
from functions.timeouts import app as timeouts
from paddock import aws
from paddock.jobs.worker import Verdict
from paddock.store.item import Table
from tests.functions.test_interactions import check_counts_a_fault, check_embedded_metrics
from tests.support.logged import Log
from tests.support.queue import received, work
from tests.support.silence import answering, silent
from tests.support.world import Server, World

CREATE = "create_guild_scheduled_event"


@dataclass(frozen=True)
class Context:
    milliseconds: int

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


def league(world: World, matches: int) -> Server:
    """A server whose matches wait to be made into events."""
    server = world.add_server()
    admin = world.add_admin(server)
    admin.slash("tournament create", name="Winter Open", scheduled_events=True)
    (tournament,) = admin.autocomplete("match create", "tournament").choices
    for hour in range(1, matches + 1):
        admin.slash("match create", tournament=tournament["value"], when=f"in {hour} hours", title="Final")
    return server


@contextmanager
def held() -> Iterator[list[int]]:
    """For how many seconds the worker gives messages back."""
    seconds: list[int] = []
    with answering(aws.sqs(), "ChangeMessageVisibility") as asked:
        yield seconds
    seconds += [json.loads(each["body"])["VisibilityTimeout"] for each in asked]


def ids(messages: list[dict[str, Any]]) -> list[str]:
    return [each["messageId"] for each in messages]


def test_what_succeeds_is_not_given_back(world: World) -> None:
    server = league(world, 3)
    assert work(received()) == []
    assert len(world.discord.events(server.id)) == 3


def test_behind_a_held_message_its_group_waits_in_order(world: World) -> None:
    server = league(world, 3)
    world.discord.fail(CREATE, nth=2, status=429, seconds=3)
    messages = received()
    answer = worker.handler({"Records": messages}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": each} for each in ids(messages)[1:]]}
    assert len(world.discord.events(server.id)) == 1


def test_a_held_message_is_invisible_for_as_long_as_discord_asks(world: World) -> None:
    league(world, 2)
    world.discord.fail(CREATE, status=429, seconds=3)
    messages = received()
    with held() as seconds:
        worker.handler({"Records": messages}, None)
    assert seconds == [3, 3]


def test_other_groups_go_on_while_one_waits(world: World) -> None:
    first, second = league(world, 2), league(world, 1)
    world.discord.fail(CREATE, status=429, seconds=3)
    messages = received()
    returned = work(messages)
    assert returned == ids(messages)[:2]
    assert [len(world.discord.events(each.id)) for each in (first, second)] == [0, 1]


def test_only_ids_of_the_batch_are_given_back(world: World) -> None:
    league(world, 3)
    messages = received()
    assert set(work(messages, Context(0))) == set(ids(messages))
    assert work([]) == []


def test_when_discord_has_nothing_left_the_done_message_comes_back_and_is_skipped(world: World) -> None:
    server = league(world, 2)
    world.discord.rate_limits(enabled=True)
    world.discord.set_rate_limit(CREATE, limit=1, per=30)
    messages = received()
    assert work(messages) == ids(messages)
    assert len(world.discord.events(server.id)) == 1
    assert work(messages[:1]) == []
    assert len(world.discord.events(server.id)) == 1


@pytest.mark.parametrize("outcome", ["done", "refused", "put off", "fault"])
@pytest.mark.parametrize(("hold", "pause", "waits"), [(None, 4.2, 4.2), (2, 4.2, 4.2), (9, 4.2, 9), (2, 0, 2)])
def test_what_the_headers_ask_for_is_waited_for_whatever_became_of_the_job(
    outcome: str, hold: float | None, pause: float, waits: float
) -> None:
    assert worker._paced(Verdict(outcome, hold), pause).hold == waits


def test_a_worker_without_time_gives_everything_back_at_once(world: World) -> None:
    server = league(world, 2)
    messages = received()
    with held() as seconds:
        answer = worker.handler({"Records": messages}, Context(7_999))
    assert [each["itemIdentifier"] for each in answer["batchItemFailures"]] == ids(messages)
    assert seconds == [1, 1]
    assert world.discord.events(server.id) == []


def test_a_message_that_nobody_can_read_does_not_stop_the_others(world: World, log: Log) -> None:
    server = league(world, 1)
    (message,) = received()
    before = len(log())
    attributes = {**message["attributes"], "MessageGroupId": "other"}
    strange = {**message, "messageId": "strange", "body": '{"from": "elsewhere"}', "attributes": attributes}
    with answering(aws.sqs(), "ChangeMessageVisibility", {"ResponseMetadata": {}}):
        answer = worker.handler({"Records": [strange, message]}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "strange"}]}
    assert len(world.discord.events(server.id)) == 1
    assert [(line["level"], line["message_id"]) for line in log()[before:]] == [
        ("ERROR", "strange"),
        ("INFO", message["messageId"]),
    ]


def test_one_job_s_bug_does_not_stop_the_others(world: World, log: Log) -> None:
    first, second = league(world, 1), league(world, 1)
    messages = received()
    before = len(log())
    faults = iter([True])

    def break_once(name: str) -> None:
        if name == "TransactWriteItems" and next(faults, False):
            raise ZeroDivisionError(name)

    world.account.before = break_once
    with held() as seconds:
        answer = worker.handler({"Records": messages}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": ids(messages)[0]}]}
    assert seconds == [2]
    assert [len(world.discord.events(each.id)) for each in (first, second)] == [0, 1]
    assert [line["level"] for line in log()[before:]] == ["ERROR", "INFO"]
    check_counts_a_fault(log()[before])


def test_after_a_refused_token_no_job_calls_discord(world: World) -> None:
    server = league(world, 2)
    world.discord.fail(CREATE, status=401)
    work(received())
    calls = len(world.discord.requests())
    world.discord.advance(360)
    world.tick()
    assert len(world.discord.requests()) == calls
    assert world.discord.events(server.id) == []
    assert {each["state"] for each in world.documents(Table.JOBS, "event.")} == {"pending"}


def test_each_job_leaves_one_line_with_its_id_and_what_discord_answered(world: World, log: Log) -> None:
    league(world, 1)
    (message,) = received()
    before = len(log())
    work([message])
    (line,) = log()[before:]
    assert line["message"] == "job"
    assert line["id"].startswith("event.")
    assert (line["message_id"], line["delivery"], line["Outcome"]) == (message["messageId"], 1, "done")
    assert line["Discord200"] == 1
    assert "DiscordUnauthorized" not in line
    check_embedded_metrics(line)


def test_only_a_refused_token_of_the_bot_counts_as_unauthorized(world: World, log: Log) -> None:
    server = world.add_server()
    admin = world.add_admin(server)
    admin.slash("config check")
    world.discord.advance(16 * 60)
    before = len(log())
    work(received())
    (line,) = log()[before:]
    assert line["Discord401"] == 1
    assert "DiscordUnauthorized" not in line
    league(world, 1)
    world.discord.fail(CREATE, status=401)
    before = len(log())
    work(received())
    (line,) = log()[before:]
    assert (line["Outcome"], line["DiscordUnauthorized"]) == ("unauthorized", 1)
    check_embedded_metrics(line)


def test_while_dynamodb_is_silent_the_job_waits_and_is_no_fault(world: World, log: Log) -> None:
    league(world, 1)
    messages = received()
    before = len(log())
    halts = iter([True])

    def silence(name: str) -> None:
        if name == "BatchGetItem" and not next(halts, False):
            raise EndpointConnectionError(endpoint_url="http://127.0.0.1:9")

    world.account.before = silence
    returned = work(messages)
    world.account.before = lambda name: None
    assert returned == ids(messages)
    (line,) = log()[before:]
    assert (line["level"], line["Outcome"]) == ("INFO", "tried")


def test_the_minute_s_tick_tells_what_was_due_and_sent(world: World, log: Log) -> None:
    with silent(world.account, "SendMessageBatch"):
        league(world, 2)
    before = len(log())
    assert timeouts.handler({"time": "2037-11-23T12:01:00Z"}, None) == {"due": 2, "done": 2, "failed": 0}
    (line,) = log()[before:]
    assert line["message"] == "sweep"
    assert line["JobsDue"] == 2
    assert 0 < line["OldestDueJobAgeSeconds"] <= 60
    check_embedded_metrics(line)


@pytest.mark.parametrize("time", ["2037-11-23T12:01:00Z", "2037-11-23T12:01:00+00:00"])
def test_a_tick_with_nothing_due_says_so(world: World, time: str) -> None:
    assert timeouts.handler({"time": time}, None) == {"due": 0, "done": 0, "failed": 0}
    assert received() == []
