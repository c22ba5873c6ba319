"""A match's way through its states: each step once, in order, by those who may, and only the last is undone."""

from itertools import pairwise
from typing import Any

import pytest

from paddock.ids import PersonId, UserId
from paddock.matches import steps
from paddock.matches.model import CrewMember, Match, Place, Role, Source, Status, Step
from paddock.matches.rules import cancelled, stepped
from paddock.matches.steps import ORDER
from tests.support.values import ALICE, BOB, CAROL, NOW, a_match

ADMIN, PLAYER, CREW, WAITING, HELPER, STRANGER = (UserId(each) for each in ("10", "11", "13", "14", "15", "99"))
CREWED = (
    CrewMember(id=CAROL.id, name="carol", role=Role.TRACKER, approved=True, approved_by=ADMIN),
    CrewMember(id=PersonId(WAITING), name="dave", role=Role.COMMENTATOR),
    CrewMember(id=PersonId(HELPER), name="eve", role=Role.HELPER, approved=True),
)
RESULT = (Place(player=ALICE.id, rank=1), Place(player=BOB.id, rank=2))
NEXT = dict(pairwise(ORDER))


def walked(status: Status, by: UserId | None = ADMIN, **changes: Any) -> Match:
    match = a_match(crew=CREWED, result=RESULT, **changes)
    if status is Status.CANCELLED:
        return cancelled(match, by, NOW)
    for step in ORDER[1 : ORDER.index(status) + 1]:
        match = stepped(match, step, by, NOW)
    return match


def take(match: Match, step: Status, by: UserId = ADMIN) -> Match:
    return steps.taken(match, step, by, NOW, organizes=by == ADMIN)


def undo(match: Match, step: Status, by: UserId = ADMIN) -> Match:
    return steps.undone(match, step, by, organizes=by == ADMIN)


# -- onwards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "step"), NEXT.items())
def test_a_step_leads_to_the_next_state_and_is_kept_with_who_and_when(status: Status, step: Status) -> None:
    match = walked(status)
    after = take(match, step)
    assert after.status is step
    assert after.steps == (*match.steps, Step(before=status, after=step, at=NOW, by=ADMIN))


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", Status)
def test_any_other_step_is_out_of_step(status: Status, step: Status) -> None:
    if NEXT.get(status) is not step:
        with pytest.raises(steps.OutOfStep):
            take(walked(status), step)


@pytest.mark.parametrize("by", [ADMIN, PLAYER, CREW])
@pytest.mark.parametrize("status", ORDER[:3])
def test_organizers_players_and_approved_crew_take_a_match_to_its_finish(status: Status, by: UserId) -> None:
    assert take(walked(status), NEXT[status], by).status is NEXT[status]


@pytest.mark.parametrize("by", [WAITING, HELPER, STRANGER])
@pytest.mark.parametrize("status", ORDER[:3])
def test_nobody_else_takes_a_step(status: Status, by: UserId) -> None:
    with pytest.raises(steps.NotYours):
        take(walked(status), NEXT[status], by)


@pytest.mark.parametrize("by", [PLAYER, CREW, STRANGER])
def test_only_organizers_confirm(by: UserId) -> None:
    with pytest.raises(steps.NotYoursToConfirm):
        take(walked(Status.FINISHED), Status.CONFIRMED, by)


def test_a_match_is_confirmed_only_with_a_result() -> None:
    match = walked(Status.FINISHED).model_copy(update={"result": ()})
    with pytest.raises(steps.NoResult, match="/match result"):
        take(match, Status.CONFIRMED)


# -- and back --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [*ORDER[1:4], Status.CANCELLED])
def test_the_last_step_can_be_undone(status: Status) -> None:
    match = walked(status)
    after = undo(match, status)
    assert after.status is match.steps[-1].before
    assert after.steps == match.steps[:-1]


def test_only_the_last_step_can_be_undone() -> None:
    with pytest.raises(steps.NothingToUndo):
        undo(walked(Status.STARTED), Status.CHECKED_IN)


@pytest.mark.parametrize("step", Status)
def test_nothing_is_undone_after_the_confirmation(step: Status) -> None:
    with pytest.raises(steps.ConfirmedForGood):
        undo(walked(Status.CONFIRMED), step)


@pytest.mark.parametrize("step", Status)
def test_a_match_that_nobody_touched_has_nothing_to_undo(step: Status) -> None:
    with pytest.raises(steps.NothingToUndo):
        undo(a_match(), step)


@pytest.mark.parametrize("by", [PLAYER, CREW])
def test_whoever_took_a_step_undoes_it(by: UserId) -> None:
    assert undo(walked(Status.CHECKED_IN, by), Status.CHECKED_IN, by).status is Status.SCHEDULED


@pytest.mark.parametrize("by", [PLAYER, CREW, STRANGER])
def test_somebody_else_s_step_is_undone_by_organizers_alone(by: UserId) -> None:
    match = walked(Status.CHECKED_IN, UserId(BOB.id))
    with pytest.raises(steps.NotYoursToUndo):
        undo(match, Status.CHECKED_IN, by)
    assert undo(match, Status.CHECKED_IN, ADMIN).status is Status.SCHEDULED


@pytest.mark.parametrize("by", [PLAYER, STRANGER])
def test_what_nobody_did_is_undone_by_organizers_alone(by: UserId) -> None:
    match = stepped(a_match(), Status.FINISHED, None, NOW)
    with pytest.raises(steps.NotYoursToUndo):
        undo(match, Status.FINISHED, by)
    assert undo(match, Status.FINISHED, ADMIN).status is Status.SCHEDULED


@pytest.mark.parametrize("status", ORDER[:3])
def test_a_cancellation_that_is_undone_leads_back_to_where_the_match_was(status: Status) -> None:
    match = walked(status)
    assert undo(cancelled(match, ADMIN, NOW), Status.CANCELLED) == match


def test_a_match_that_speedgaming_has_dropped_comes_back_from_there_alone() -> None:
    match = walked(Status.CANCELLED, source=Source(episode=7, fingerprint="x", vanished=True))
    with pytest.raises(steps.GoneFromSpeedGaming):
        undo(match, Status.CANCELLED)
    assert steps.undoable(match) is None


def test_a_match_cancelled_here_though_imported_can_be_brought_back() -> None:
    match = walked(Status.CANCELLED, source=Source(episode=7, fingerprint="x"))
    assert undo(match, Status.CANCELLED).status is Status.SCHEDULED


def test_a_status_whose_step_is_not_known_can_not_be_undone() -> None:
    match = walked(Status.CHECKED_IN).model_copy(update={"status": Status.FINISHED})
    assert steps.undoable(match) is None
    with pytest.raises(steps.NothingToUndo):
        undo(match, Status.CHECKED_IN)
