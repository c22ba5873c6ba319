"""A deferred answer always ends: in the real one, a refusal, or an admission."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from functions.interactions import worker
from paddock.discord.message import EPHEMERAL, Message
from paddock.job_routes import Outcome
from paddock.jobs.model import State
from paddock.jobs.records import settled
from paddock.jobs.worker import MOST_ATTEMPTS, MOST_FAULTS
from paddock.store.item import Table
from tests.support.aws import Account
from tests.support.logged import logged
from tests.support.queue import received, work
from tests.support.silence import silent
from tests.support.workshop import a_chore, a_reply, a_workshop, calling_discord
from tests.support.world import Server, World

FILL_IN = "update_original_webhook_message"


@pytest.fixture
def server(world: World) -> Server:
    return world.add_server()


def asked(world: World, server: Server) -> Any:
    """An admin who waits for the check of their server."""
    return world.add_admin(server).slash("config check")


def states(world: World) -> list[str]:
    return [each["state"] for each in world.documents(Table.JOBS)]


def test_the_job_is_promised_before_the_deferral_is_shown(world: World, server: Server) -> None:
    with silent(world.account, "TransactWriteItems"):
        answer = asked(world, server)
    assert answer.kind == 4
    assert states(world) == []


def test_a_deferral_ends_in_the_job_s_answer(world: World, server: Server) -> None:
    answer = asked(world, server)
    assert answer.kind == 5
    assert states(world) == ["pending"]
    world.drain()
    assert answer.wait(0.5).said
    assert answer.message["flags"] & EPHEMERAL
    assert states(world) == ["done"]


def test_the_answer_comes_once_however_often_the_job_is_delivered(world: World, server: Server) -> None:
    asked(world, server)
    messages = received()
    work(messages)
    assert len(world.discord.requests(FILL_IN)) == 1
    assert worker.handler({"Records": messages}, None) == {"batchItemFailures": []}
    assert len(world.discord.requests(FILL_IN)) == 1


def test_two_who_ask_the_same_at_the_same_time_are_both_answered(world: World, server: Server) -> None:
    first, second = asked(world, server), world.add_admin(server, "other").slash("config check")
    world.drain()
    assert first.wait(0.5).said == second.wait(0.5).said


def test_where_discord_does_not_know_of_the_deferral_yet_it_is_tried_again(world: World, server: Server) -> None:
    answer = asked(world, server)
    unknown = {"code": 10015, "message": "Unknown Webhook"}
    world.discord.fail(FILL_IN, status=404, times=2, body=unknown)
    messages = received()
    for _ in range(2):
        assert len(work(messages)) == 1
        messages = received()
    assert work(messages) == []
    assert answer.wait(0.5).said


def test_after_fifteen_minutes_a_private_answer_comes_as_a_direct_message(world: World, server: Server) -> None:
    answer = asked(world, server)
    world.discord.advance(16 * 60)
    world.drain()
    (message,) = world.discord.dms(answer.user.user_id)
    assert message["embeds"] or message["content"]
    assert world.discord.messages(server.channel, ephemeral=False) == []
    assert states(world) == ["done"]


def test_where_direct_messages_are_closed_too_the_job_is_done_all_the_same(world: World, server: Server) -> None:
    answer = asked(world, server)
    world.discord.close_dms(answer.user.user_id)
    world.discord.advance(16 * 60)
    world.drain()
    assert world.discord.dms(answer.user.user_id) == []
    assert states(world) == ["done"]


@pytest.mark.parametrize(
    ("private", "paths"), [(True, ["/users/@me/channels", "/channels/5/messages"]), (False, ["/channels/2/messages"])]
)
def test_an_answer_for_everybody_comes_in_the_channel(account: Account, private: bool, paths: list[str]) -> None:
    dead = httpx.Response(401, json={"code": 50027, "message": "Invalid Webhook Token"})
    shop = a_workshop([dead])
    shop.doing = lambda job, tools: Outcome(message=Message("done"))
    shop.commit(a_chore(), source="1001", reply=a_reply(private))
    (envelope,) = shop.sent()
    assert shop.deliver(envelope).outcome == "done"
    assert shop.asked[1:] == [f"POST {path}" for path in paths]


def test_a_refusal_in_the_job_is_the_answer(world: World, server: Server) -> None:
    answer = asked(world, server)
    world.discord.kick_bot(server.id)
    world.drain()
    assert "Add me again" in answer.wait(0.5).said
    assert states(world) == ["done"]


def test_while_discord_is_silent_the_person_reads_so_and_gets_the_answer_later(world: World, server: Server) -> None:
    answer = asked(world, server)
    world.discord.fail("get_guild", status=503, times=3)
    world.drain()
    assert "I keep trying" in answer.said
    assert states(world) == ["pending"]
    world.pass_time(minutes=2)
    assert "I keep trying" not in answer.said
    assert states(world) == ["done"]


def test_after_the_last_try_the_person_reads_that_we_failed(world: World, server: Server) -> None:
    answer = asked(world, server)

    world.discord.fail("get_guild", status=200, times=MOST_FAULTS, body={"no": "guild"})
    with logged() as log:
        for _ in range(MOST_FAULTS):
            work(received())
    (promise,) = world.documents(Table.JOBS)
    assert promise["state"] == State.FAILED
    assert "our fault" in answer.said
    assert promise["stamp"][:6] in answer.said
    assert received() == []
    assert len(received(worker.WIRING.settings.dead_letters_url)) == 1
    assert {line["level"] for line in log()} == {"ERROR"}


def test_a_job_that_runs_late_knows_how_late_it_is(world: World, server: Server) -> None:
    asked(world, server)
    messages = received()
    for each in messages:
        each["attributes"]["SentTimestamp"] = str(int(each["attributes"]["SentTimestamp"]) - 3_600_000)
    work(messages)
    (promise,) = world.documents(Table.JOBS)
    late = datetime.fromisoformat(promise["ended"]) - datetime.fromisoformat(promise["due"])
    assert timedelta(hours=1) <= late < timedelta(hours=1, minutes=1)


def test_a_crash_between_commit_and_send_is_mended_by_the_next_tick(world: World, server: Server) -> None:
    with silent(world.account, "SendMessageBatch"):
        answer = asked(world, server)
    assert answer.kind == 5
    assert received() == []
    world.pass_time(minutes=1)
    assert answer.wait(0.5).said
    assert states(world) == ["done"]


def test_a_worker_that_dies_after_its_answer_answers_no_second_time(world: World, server: Server) -> None:
    answer = asked(world, server)

    class Stopped(BaseException): ...

    def stop(name: str) -> None:
        if name == "TransactWriteItems":
            raise Stopped

    world.account.before = stop
    messages = received()
    with pytest.raises(Stopped):
        work(messages)
    world.account.before = lambda name: None
    said = answer.said
    assert work(messages) == []
    assert answer.said == said
    assert answer.followups == []
    assert states(world) == ["done"]


def test_a_job_given_up_after_hours_says_so_in_a_direct_message(account: Account) -> None:
    dead = httpx.Response(401, json={"code": 50027, "message": "Invalid Webhook Token"})
    shop = a_workshop([httpx.Response(500), dead])
    shop.doing = calling_discord
    shop.commit(a_chore(), source="1001", reply=a_reply())
    (envelope,) = shop.sent()
    promise = shop.promise("chore.1001")
    assert promise
    shop.ledger.settle(settled(promise, attempts=MOST_ATTEMPTS))
    assert shop.deliver(envelope).outcome == "given up"
    assert shop.asked[-1] == "POST /channels/5/messages"
