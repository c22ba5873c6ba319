"""Direct messages while Discord fails: each person reads every fact once, in the order in which it happened."""

from typing import Any

import pytest

from paddock.jobs.worker import MOST_ATTEMPTS
from paddock.store.item import Table
from tests.crash.story import Story
from tests.faults.looking import calls
from tests.faults.patient import PatientWorld

SEND = "create_message"


def told(story: Story, person: Any) -> list[str]:
    """The first words of what they read."""
    return [each["embeds"][0]["title"] for each in story.world.discord.dms(person.user_id)]


def promises(story: Story, person: Any) -> list[dict[str, Any]]:
    """What that person is to be told, in the order of the facts."""
    found = story.world.documents(Table.JOBS, f"tell.{person.user_id}.")
    return sorted(found, key=lambda each: str(each["id"]))


ALL = ["Match scheduled", "Match moved", "Match cancelled"]


@pytest.mark.parametrize("alone", [False, True], ids=["one worker", "a worker for each message"])
@pytest.mark.parametrize("failures", [1, 3, 6, 20])
def test_scheduled_moved_and_cancelled_arrive_in_that_order_after_an_outage(
    story: Story, world: PatientWorld, failures: int, alone: bool
) -> None:
    world.alone = alone
    world.discord.fail(SEND, status=503, times=failures)
    story.create_match()
    story.move_match()
    story.cancel_match()
    for _ in range(8):
        world.pass_time(minutes=30)
    for person in (story.alice, story.bob):
        assert told(story, person) == ALL
        assert [each["state"] for each in promises(story, person)] == ["done"] * 3


def test_a_fact_that_comes_while_an_earlier_one_is_put_off_waits_for_it(story: Story, world: PatientWorld) -> None:
    world.discord.fail(SEND, status=503, times=6)
    story.create_match()
    world.pass_time(seconds=20)
    asked = len(calls(story, SEND))
    story.move_match()
    assert len(calls(story, SEND)) == asked, "Discord is not asked for what has to wait"
    assert [each["attempts"] for each in promises(story, story.alice)] == [3, 0]
    world.pass_time(minutes=10)
    assert told(story, story.alice) == told(story, story.bob) == ALL[:2]


def test_waiting_for_an_earlier_fact_never_kills_a_later_one(story: Story, world: PatientWorld) -> None:
    """The first is given up after hours; the later one has all its tries before it."""
    world.discord.fail(SEND, status=503, times=None)
    story.create_match()
    story.move_match()
    while any(promises(story, each)[0]["state"] == "pending" for each in (story.alice, story.bob)):
        world.pass_time(minutes=10)
    for person in (story.alice, story.bob):
        first, second = promises(story, person)[:2]
        assert (first["state"], first["attempts"]) == ("failed", MOST_ATTEMPTS)
        assert (second["state"], second["attempts"] < MOST_ATTEMPTS) == ("pending", True)
        assert second["moves"] < 60, "it waits for an instant, and does not look again and again"
    world.discord.clear_faults()
    world.pass_time(minutes=30)
    world.pass_time(minutes=5)
    for person in (story.alice, story.bob):
        assert told(story, person)[:1] == ["Match moved"]


def test_one_persons_outage_holds_up_nobody_else(story: Story, world: PatientWorld) -> None:
    world.discord.fail(SEND, status=503, times=3)
    story.create_match()
    world.pass_time(seconds=30)
    assert sorted(map(len, (told(story, story.alice), told(story, story.bob)))) == [0, 1]


@pytest.mark.parametrize("silence", [0, 3, 12])
def test_a_message_that_arrived_though_discord_said_otherwise_is_not_repeated(
    story: Story, world: PatientWorld, silence: int
) -> None:
    """After some minutes Discord has forgotten the nonce."""
    world.discord.fail(SEND, status=502, when="after")
    world.discord.fail(SEND, nth=2, times=silence, status=503) if silence else None
    story.create_match()
    for _ in range(8):
        world.pass_time(minutes=30)
    assert told(story, story.alice) == told(story, story.bob) == ALL[:1]
    assert {each["state"] for each in promises(story, story.alice)} == {"done"}


def test_a_mention_that_arrived_though_discord_said_otherwise_is_not_repeated(
    story: Story, world: PatientWorld
) -> None:
    channel = world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    for person in (story.alice, story.bob):
        world.discord.close_dms(person.user_id)
    world.discord.fail(SEND, nth=2, status=502, when="after")
    world.discord.fail(SEND, nth=4, times=6, status=503)
    story.create_match()
    for _ in range(4):
        world.pass_time(minutes=30)
    assert sorted(each["mentions"][0]["id"] for each in world.discord.messages(channel)) == sorted(
        each.user_id for each in (story.alice, story.bob)
    )


def test_people_who_are_known_cost_one_call(story: Story) -> None:
    story.create_match()
    assert (len(calls(story, "create_dm")), len(calls(story, SEND))) == (2, 2)
    story.move_match()
    story.cancel_match()
    assert (len(calls(story, "create_dm")), len(calls(story, SEND))) == (2, 6)
    assert len(story.world.documents(Table.RECORDS, "INBOX#")) == 2


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001)])
def test_a_channel_that_has_become_another_one_is_opened_anew(story: Story, status: int, code: int) -> None:
    story.create_match()
    story.world.discord.fail(SEND, status=status, body={"code": code, "message": "gone"})
    story.move_match()
    assert len(calls(story, "create_dm")) == 3
    assert told(story, story.alice) == told(story, story.bob) == ALL[:2]


def test_whoever_closes_their_messages_later_is_mentioned_and_whoever_opens_them_again_is_not(story: Story) -> None:
    channel = story.world.discord.create_channel(story.server.id, "news")["id"]
    story.admin.slash("config server", announcements=channel)
    story.create_match()
    story.world.discord.close_dms(story.alice.user_id)
    story.move_match()
    (mention,) = story.world.discord.messages(channel)
    assert [each["id"] for each in mention["mentions"]] == [story.alice.user_id]
    story.world.discord.close_dms(story.alice.user_id, closed=False)
    story.alice.slash("me notifications")
    story.cancel_match()
    assert told(story, story.alice) == [ALL[0], ALL[2]]
    assert len(story.world.discord.messages(channel)) == 1
    assert len(calls(story, "create_dm")) == 2, "the channel stays the same"


def test_an_account_that_is_gone_is_no_fault_of_ours(story: Story) -> None:
    body = {"code": 50033, "message": "Invalid Recipient(s)"}
    story.world.discord.fail("create_dm", status=400, body=body)
    story.create_match()
    ways = [each["way"] for each in story.world.documents(Table.RECORDS, "NOTICE#")]
    assert sorted(ways) == ["direct message", "not at all"]
