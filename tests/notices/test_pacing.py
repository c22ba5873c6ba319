"""A burst of notices keeps to Discord's limits by what its headers say: nothing is refused, and no call is wasted."""

import threading
import time
from typing import Any

import pytest

from functions.interactions import reception, worker
from functions.timeouts.app import handler as timeouts
from paddock import aws
from paddock.store.item import Table
from tests.support.queue import Message, received
from tests.support.world import World

OPEN, SEND = "create_dm", "create_message"
MATCHES = 30
PATIENCE = 60.0
POLL = 0.02


class Burst:
    """Matches of two each who were never written to. Discord's limits are on, and count in real seconds."""

    def __init__(self, world: World, matches: int = MATCHES) -> None:
        self.world = world
        self.server = world.add_server()
        self.admin = world.add_admin(self.server)
        self.people = [world.add_player(self.server, f"player{number}") for number in range(2 * matches)]
        self.admin.slash("tournament create", name="Winter Open")
        self.matches: list[str] = []
        world.limit_calls()

    def schedule(self) -> None:
        for one, other in zip(self.people[::2], self.people[1::2], strict=True):
            players = {"player1": one.user_id, "player2": other.user_id}
            made = self.admin.slash("match create", tournament="winter-open", when="in 5 hours", **players)
            self.matches.append(str(made.id))

    def move(self) -> None:
        for match in self.matches:
            self.admin.slash("match edit", match=match, when="in 7 hours")

    def calls(self, operation: str) -> list[int]:
        return [each["status"] for each in self.world.discord.requests(operation)]

    def told(self) -> list[int]:
        """How many messages each of them has."""
        return [len(self.world.discord.dms(each.user_id)) for each in self.people]

    def refused(self) -> list[Any]:
        found: list[Any] = self.world.discord.rate_limit_report()["sent_429"]
        return found


def work_off(swept: World | None = None) -> float:
    """As Lambda does: what was given back is received again when its wait is over; the seconds that it took.

    In a world that is swept, what was put off comes again, too.
    """
    began = time.monotonic()
    idle = threading.Event()
    while _left() or (swept and _put_off(swept)):
        assert time.monotonic() < began + PATIENCE, "the queue never gets empty"
        messages = received()
        if not messages:
            idle.wait(POLL)
            if swept:
                timeouts({"time": swept.now.strftime("%Y-%m-%dT%H:%M:%SZ")}, None)
            continue
        answer = worker.handler({"Records": messages}, None)
        _acknowledge(messages, {each["itemIdentifier"] for each in answer["batchItemFailures"]})
    return time.monotonic() - began


def _left() -> int:
    asked = aws.sqs().get_queue_attributes(QueueUrl=reception.WIRING.settings.queue_url, AttributeNames=["All"])
    counts = asked["Attributes"]
    return int(counts["ApproximateNumberOfMessages"]) + int(counts["ApproximateNumberOfMessagesNotVisible"])


def _put_off(world: World) -> bool:
    return any(each["state"] == "pending" for each in world.documents(Table.JOBS, "tell."))


def _acknowledge(messages: list[Message], returned: set[str]) -> None:
    for each in messages:
        if each["messageId"] not in returned:
            aws.sqs().delete_message(QueueUrl=reception.WIRING.settings.queue_url, ReceiptHandle=each["receiptHandle"])


def test_strangers_are_written_to_as_fast_as_channels_may_be_opened(world: World) -> None:
    burst = Burst(world)
    world.discord.set_rate_limit(OPEN, limit=20, per=1.0)
    burst.schedule()
    seconds = work_off()
    assert burst.refused() == []
    assert burst.calls(OPEN) == burst.calls(SEND) == [200] * 2 * MATCHES
    assert burst.told() == [1] * 2 * MATCHES
    assert seconds >= 2, "twenty a second may be opened"


def test_those_who_are_known_wait_for_no_channel_to_be_opened(world: World) -> None:
    burst = Burst(world, matches=5)
    world.discord.set_rate_limit(OPEN, limit=100, per=300)
    burst.schedule()
    work_off()
    world.discord.set_rate_limit(OPEN, limit=1, per=300)
    burst.move()
    assert work_off() < PATIENCE / 2
    assert burst.refused() == []
    assert (len(burst.calls(OPEN)), len(burst.calls(SEND))) == (10, 20)
    assert burst.told() == [2] * 10


def test_a_person_whose_channel_takes_no_more_messages_holds_up_nobody_else(world: World) -> None:
    """Each channel takes one message in a while: nobody waits for another one's."""
    burst = Burst(world, matches=5)
    world.discord.set_rate_limit(SEND, limit=1, per=300)
    burst.schedule()
    assert work_off() < PATIENCE / 2
    assert burst.refused() == []
    assert burst.told() == [1] * 10


def test_whoever_has_to_wait_for_their_own_limit_holds_no_message_of_anybody_else(world: World) -> None:
    """The one person's next notice is put off to the sweep; the others of the one group go out meanwhile."""
    burst = Burst(world, matches=5)
    burst.schedule()
    world.discord.set_rate_limit(SEND, limit=1, per=300)
    burst.move()
    for hours in (8, 9):
        burst.admin.slash("match edit", match=burst.matches[0], when=f"in {hours} hours")
    burst.admin.slash("match edit", match=burst.matches[1], comment="be early", when="in 7 hours")
    assert work_off() < PATIENCE / 2
    assert burst.refused() == []
    assert _put_off(world)


def test_to_one_person_no_more_is_sent_than_their_channel_takes(world: World) -> None:
    burst = Burst(world, matches=1)
    world.discord.set_rate_limit(SEND, limit=2, per=2.0)
    burst.schedule()
    for hours in (6, 7, 8):
        burst.admin.slash("match edit", match=burst.matches[0], when=f"in {hours} hours")
    work_off(swept=world)
    assert burst.refused() == []
    assert burst.told() == [4, 4]
    assert burst.calls(SEND) == [200] * 8


@pytest.mark.parametrize("scope", ["user", "shared"])
def test_a_limit_that_no_header_foretold_is_obeyed_all_the_same(world: World, scope: str) -> None:
    burst = Burst(world, matches=3)
    world.discord.fail(OPEN, nth=2, status=429, seconds=1, scope=scope)
    burst.schedule()
    work_off()
    assert burst.told() == [1] * 6
    assert burst.calls(OPEN).count(429) == 1
