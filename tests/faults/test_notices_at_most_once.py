"""Nobody reads a notice twice, whatever happens between its sending and its being recorded."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.crash.story import Story
from tests.faults.foreign import fill
from tests.faults.patient import PatientWorld
from tests.support.crashing import Stopped

LONG = {"minutes": 25}
"""Longer than Discord remembers a nonce."""


@contextlib.contextmanager
def unrecorded(story: Story, person: str, failure: BaseException) -> Iterator[None]:
    """From the first message to `person` on nothing is written."""

    def refuse(name: str) -> None:
        if name == "TransactWriteItems" and story.world.discord.dms(person):
            raise failure

    story.world.account.before = refuse
    try:
        yield
    finally:
        story.world.account.before = lambda name: None


def silence() -> BaseException:
    return EndpointConnectionError(endpoint_url="http://127.0.0.1:9")


def texts(story: Story, user: str) -> list[Any]:
    return [each["content"] for each in story.world.discord.dms(user)]


def recover(story: Story) -> None:
    for _ in range(6):
        story.world.pass_time(minutes=5)


def test_a_notice_that_no_store_could_record_for_long_is_read_once(story: Story, world: PatientWorld) -> None:
    with unrecorded(story, story.alice.user_id, silence()):
        story.create_match()
        world.pass_time(**LONG)
    recover(story)
    assert [len(texts(story, each.user_id)) for each in (story.alice, story.bob)] == [1, 1]


@pytest.mark.parametrize("person", ["alice", "bob"])
def test_a_notice_whose_worker_was_killed_is_read_once(story: Story, world: PatientWorld, person: str) -> None:
    user = getattr(story, person).user_id
    with unrecorded(story, user, Stopped()), pytest.raises(Stopped):
        story.create_match()
    world.discord.advance(1500)
    recover(story)
    assert [len(texts(story, each.user_id)) for each in (story.alice, story.bob)] == [1, 1]


@pytest.mark.parametrize("fails", [silence, Stopped])
def test_a_mention_that_could_not_be_recorded_is_made_once(
    story: Story, world: PatientWorld, fails: Callable[[], BaseException]
) -> None:
    story.close_messages()
    news = story.channels["news"]
    announced = world.discord.messages

    def refuse(name: str) -> None:
        if name == "TransactWriteItems" and announced(news):
            raise fails()

    world.account.before = refuse
    with contextlib.suppress(Stopped):
        story.create_match()
    world.account.before = lambda name: None
    world.discord.advance(1500)
    recover(story)
    assert len(announced(news)) == 1


@pytest.mark.parametrize("fails", [silence, Stopped])
def test_a_server_s_owner_is_told_once_that_it_is_full(
    story: Story, world: PatientWorld, fails: Callable[[], BaseException]
) -> None:
    fill(story, story.server, 100)
    with unrecorded(story, story.owner, fails()), contextlib.suppress(Stopped):
        story.create_match()
        world.pass_time(**LONG)
    world.discord.advance(1500)
    recover(story)
    assert len(texts(story, story.owner)) == 1
