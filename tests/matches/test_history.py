"""What whoever comes too late reads: how things stand, who did it and when, and what is next."""

import pytest

from paddock.ids import UserId
from paddock.matches import history, rules, steps
from paddock.matches.model import Match, Status
from paddock.matches.steps import ORDER, TooLate
from tests.support.values import ALICE, NOW, a_match

ADMIN = UserId("10")
AT = "<t:2142590400:R>"


def walked(status: Status) -> Match:
    match = a_match()
    for step in ORDER[1 : ORDER.index(status) + 1]:
        match = rules.stepped(match, step, ALICE.user, NOW)
    return match


ENDED = rules.stepped(a_match(), Status.FINISHED, None, NOW)
CANCELLED = rules.cancelled(a_match(), ADMIN, NOW)

LATE: list[tuple[type[TooLate], Match, Status, str]] = [
    (steps.OutOfStep, walked(Status.CHECKED_IN), Status.CHECKED_IN, f"Already checked in by <@11> {AT}."),
    (steps.OutOfStep, walked(Status.STARTED), Status.CHECKED_IN, f"Already started by <@11> {AT}."),
    (steps.OutOfStep, ENDED, Status.CHECKED_IN, f"Already finished by itself {AT}."),
    (steps.OutOfStep, CANCELLED, Status.STARTED, f"Already cancelled by <@10> {AT}."),
    (steps.OutOfStep, a_match(), Status.STARTED, "The match is scheduled: `Check in` comes first."),
    (steps.OutOfStep, walked(Status.CHECKED_IN), Status.FINISHED, "The match is checked in: `Start` comes first."),
    (steps.OutOfStep, a_match(status=Status.STARTED), Status.STARTED, "The match is started."),
    (steps.NothingToUndo, a_match(), Status.CHECKED_IN, "That was undone already: the match is scheduled."),
    (
        steps.NothingToUndo,
        walked(Status.STARTED),
        Status.CHECKED_IN,
        f"Already started by <@11> {AT}. `Undo` takes back that step first.",
    ),
    (
        steps.ConfirmedForGood,
        walked(Status.CONFIRMED),
        Status.FINISHED,
        f"Already confirmed by <@11> {AT}. Nothing can be undone after that.",
    ),
]


@pytest.mark.parametrize(("refusal", "match", "step", "said"), LATE)
def test_whoever_comes_too_late_reads_how_things_stand(
    refusal: type[TooLate], match: Match, step: Status, said: str
) -> None:
    assert history.too_late(refusal(match, step), UserId("12")) == f"<@12>: {said}"
