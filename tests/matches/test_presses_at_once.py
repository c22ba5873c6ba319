"""Buttons pressed at the same moment: one press takes the step, everybody else reads the truth."""

from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, together

MANY = 20


@pytest.fixture
def league(world: World) -> League:
    """With a match whose card stands in the channel."""
    league = League(world)
    league.match(league.tournament())
    return league


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


def actions(league: League) -> Counter[str]:
    return Counter(each["action"] for each in league.world.documents(Table.AUDIT))


def organizers(league: League, number: int) -> list[Any]:
    return [league.world.add_admin(league.server, f"organizer{at}") for at in range(number)]


def presses(person: Any, button: str) -> Callable[[], str]:
    return lambda: str(person.click(button).said)


@pytest.mark.parametrize("gated", [True, False], ids=["all read first", "as it comes"])
def test_of_twenty_who_check_in_at_once_one_does_and_the_others_read_who(league: League, gated: bool) -> None:
    match = only(league)
    button = f"match.step:{match['id']}:{match['tournament']}:checked in"
    calls = [lambda user=each.user_id: league.press(button, user=user) for each in organizers(league, MANY)]
    with all_read_before_any_writes(league.world, MANY) if gated else nullcontext():
        said = together(*calls)
    (step,) = only(league)["steps"]
    assert only(league)["status"] == "checked in"
    assert actions(league)["match.checked in"] == 1
    assert sum(f"Already checked in by <@{step['by']}> <t:" in each for each in said) == MANY - 1
    assert "" in said, "whoever was first reads the card alone"


def test_two_who_undo_at_once_undo_one_step(league: League) -> None:
    first, second = organizers(league, 2)
    for button in ("Check in", "Start"):
        first.click(button)
    with all_read_before_any_writes(league.world, 2):
        said = together(presses(first, "Undo"), presses(second, "Undo"))
    assert only(league)["status"] == "checked in"
    assert actions(league)["match.undone"] == 1
    assert sum("undone already" in each for each in said) == 1


def test_a_step_and_a_cancellation_at_once_follow_each_other(league: League) -> None:
    """Whoever comes second decides on what the first did: a match that is checked in can still be cancelled."""
    first, second = organizers(league, 2)
    match = only(league)["id"]
    with all_read_before_any_writes(league.world, 2):
        pressed, _ = together(presses(first, "Check in"), lambda: str(second.slash("match cancel", match=match).said))
    stored = only(league)
    assert stored["status"] == "cancelled"
    assert len(stored["steps"]) == (1 if "Already cancelled" in pressed else 2)


def test_a_step_and_an_edit_at_once_both_stand(league: League) -> None:
    first, second = organizers(league, 2)
    match = only(league)["id"]
    with all_read_before_any_writes(league.world, 2):
        together(presses(first, "Check in"), lambda: str(second.slash("match edit", match=match, comment="late").said))
    assert (only(league)["status"], only(league)["comment"]) == ("checked in", "late")


def test_a_result_and_the_confirmation_at_once_end_with_one_result_that_stands(league: League) -> None:
    first, second = organizers(league, 2)
    match = only(league)["id"]
    for button in ("Check in", "Start", "Finish"):
        first.click(button)
    first.slash("match result", match=match, winner="alice")
    first.slash("match show", match=match)
    with all_read_before_any_writes(league.world, 2):
        _, told = together(
            presses(first, "Confirm"), lambda: str(second.slash("match result", match=match, winner="bob").said)
        )
    stored = only(league)
    assert stored["status"] == "confirmed"
    winner = league.alice.user_id if "its result stands" in told else league.bob.user_id
    assert stored["result"][0]["player"] == winner
