"""Crews at the same moment: nobody is lost, and whoever was slower reads why."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from tests.crews.desk import Desk
from tests.twins.together import all_read_before_any_writes, times, together

SIGNED_UP = "signed up as tracker"
CHANGED = "at the same moment"


@pytest.fixture
def match(desk: Desk) -> str:
    return desk.match(desk.cup)


def at_once(desk: Desk, match: str, count: int) -> tuple[list[Any], list[str]]:
    """So many people who all decide on what the others saw, and what they read."""
    people = [desk.helper(f"helper{number}") for number in range(count)]
    for person in people:
        person.slash("match show", match=match)
    with all_read_before_any_writes(desk.world, count):
        return people, together(*(_clicks(person, "Track") for person in people))


def _clicks(person: Any, label: str) -> Callable[[], str]:
    return lambda: str(person.click(label).said)


def test_eight_people_who_sign_up_at_once_are_all_on_the_crew(desk: Desk, match: str) -> None:
    people, said = at_once(desk, match, 8)
    assert all(SIGNED_UP in each for each in said)
    assert sorted(desk.crew(match)) == sorted((each.user_id, "tracker", False) for each in people)
    assert len(desk.audit("crew.signed up")) == 8


def test_of_twenty_at_once_everybody_reads_whether_they_are_on_the_crew(desk: Desk, match: str) -> None:
    people, said = at_once(desk, match, 20)
    joined = [person for person, read in zip(people, said, strict=True) if SIGNED_UP in read]
    assert sorted(person for person, _, _ in desk.crew(match)) == sorted(each.user_id for each in joined)
    assert len(joined) >= 8
    for person in people:
        if person not in joined:
            assert SIGNED_UP in desk.signs_up(person, match).said
    assert len(desk.crew(match)) == 20


def test_an_approval_and_a_withdrawal_at_once_leave_nobody_on_the_crew(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    carol.slash("match show", match=match)
    desk.panel(match)
    with all_read_before_any_writes(desk.world, 2):
        approved, withdrew = together(_clicks(desk.admin, "Approve"), _clicks(carol, "Withdraw"))
    assert desk.crew(match) == []
    assert "withdrew from the crew" in withdrew
    was_approved = bool(desk.audit("crew.approved"))
    assert was_approved == ("is approved as tracker" in approved)
    assert was_approved or "not on the crew any more" in approved
    # Whoever has approved learns that they left, whoever came too late has read it.
    assert any("carol" in each for each in desk.told(desk.admin)) == was_approved


def test_of_two_approvals_at_once_one_is_done_and_the_other_reads_by_whom(desk: Desk, match: str, carol: Any) -> None:
    desk.signs_up(carol, match)
    other = desk.world.add_admin(desk.server, "other")
    desk.panel(match)
    other.slash("match crew", match=match)
    with all_read_before_any_writes(desk.world, 2):
        said = together(_clicks(desk.admin, "Approve"), _clicks(other, "Approve"))
    assert sorted("already" in each for each in said) == [False, True]
    assert len(desk.audit("crew.approved")) == 1
    assert len([each for each in desk.told(carol) if "approved" in each]) == 1


def test_a_sign_up_and_a_cancellation_at_once_leave_a_cancelled_match(desk: Desk, match: str, carol: Any) -> None:
    carol.slash("match show", match=match)
    with all_read_before_any_writes(desk.world, 2):
        said, _ = together(_clicks(carol, "Track"), lambda: str(desk.admin.slash("match cancel", match=match).said))
    assert bool(desk.crew(match)) == (SIGNED_UP in said)
    (found,) = [each for each in desk.stored("MATCH") if each["id"] == match]
    assert found["status"] == "cancelled"


def test_two_workers_at_once_post_one_list(desk: Desk, match: str) -> None:
    channel = desk.world.discord.create_channel(desk.server.id, "crew")["id"]
    desk.admin.slash("config server", crew_channel=channel)
    _delivered_twice(desk)
    assert len(desk.world.discord.messages(channel)) == 1


def test_two_workers_at_once_leave_the_list_right(desk: Desk, match: str, carol: Any) -> None:
    channel = desk.crew_channel()
    desk.signs_up(carol, match)
    _delivered_twice(desk)
    (message,) = desk.world.discord.messages(channel)
    assert carol.user_id in str(message["embeds"])


def _delivered_twice(desk: Desk) -> None:
    """The queue's messages, to two workers at the same time; what they give back comes again."""
    messages = desk.world._received()
    assert messages
    answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    desk.world._settle(messages, held[0] | held[1])
    desk.world.drain()
