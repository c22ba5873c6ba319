"""Whatever anybody does to a match in whatever order: no state is skipped, no step taken twice, nothing taken back for
good, and nothing confirmed without a result."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from paddock.errors import Refusal
from paddock.ids import UserId
from paddock.matches import results, rules, steps
from paddock.matches.model import CrewMember, Match, Role, Source, Status
from paddock.matches.results import Told
from paddock.matches.steps import ORDER
from tests.support.values import ALICE, BOB, CAROL, GHOST, NOW, a_match

ADMIN, PLAYER, OTHER, CREW, STRANGER = (UserId(each) for each in ("10", "11", "12", "13", "99"))
people = st.sampled_from([ADMIN, PLAYER, OTHER, CREW, STRANGER])
EDITS: list[dict[str, Any]] = [
    {"title": "Final"},
    {"when": None},
    {"when": NOW + timedelta(days=1)},
    {"players": (ALICE, CAROL)},
    {"players": (ALICE, BOB)},
    {"players": (ALICE, BOB, GHOST)},
    {"players": ()},
]
WAY = {
    **{before: {after, Status.CANCELLED} for before, after in pairwise(ORDER)},
    Status.FINISHED: {Status.CONFIRMED},
    Status.CONFIRMED: set[Status](),
    Status.CANCELLED: set[Status](),
}
"""Where a step may lead, from where."""
BY_ITSELF = (Status.SCHEDULED, Status.FINISHED)
"""What time does to a match that nobody touched."""


class Life(RuleBasedStateMachine):
    """One match, in the hands of its organizers, players, crew and strangers."""

    def __init__(self) -> None:
        super().__init__()
        crew = (CrewMember(id=CAROL.id, name="carol", role=Role.TRACKER, approved=True),)
        self.match = a_match(crew=crew, source=Source(episode=7, fingerprint="x"))
        self.now = NOW

    def become(self, after: Match) -> None:
        """Only one step onwards or one back: that is what one action may do to the way."""
        longer, shorter = sorted((self.match.steps, after.steps), key=len, reverse=True)
        assert longer[: len(shorter)] == shorter
        assert len(longer) - len(shorter) <= 1
        assert self.match.status is not Status.CONFIRMED
        self.match = after

    # -- what anybody may try ----------------------------------------------------------------------

    @rule(step=st.sampled_from(Status), by=people)
    def press(self, step: Status, by: UserId) -> None:
        try:
            after = steps.taken(self.match, step, by, self.now, organizes=by == ADMIN)
        except Refusal:
            return
        assert after.steps[-1].by == by
        assert after.status is step
        self.become(after)

    @rule(by=people)
    def press_what_the_card_offers(self, by: UserId) -> None:
        self.press(steps.next_step(self.match) or Status.CONFIRMED, by)

    @rule(step=st.sampled_from(Status), by=people)
    def undo(self, step: Status, by: UserId) -> None:
        before = self.match
        try:
            after = steps.undone(before, step, by, organizes=by == ADMIN)
        except Refusal:
            return
        assert (before.steps[-1].after, before.steps[-1].before) == (step, after.status)
        assert by == ADMIN or before.steps[-1].by == by
        self.become(after)

    @rule(by=people)
    def undo_what_the_card_offers(self, by: UserId) -> None:
        last = steps.undoable(self.match)
        self.undo(last.after if last else Status.SCHEDULED, by)

    @rule()
    def cancel(self) -> None:
        try:
            self.become(rules.cancelled(self.match, ADMIN, self.now))
        except Refusal:
            return

    @rule(by=people, winner=st.sampled_from(["11", "12", "13", "sg_7", None]))
    def tell(self, by: UserId, winner: str | None) -> None:
        told = [Told("winner", winner, "time", None)]
        try:
            results.check_may_tell(self.match, by, self.now, organizes=by == ADMIN)
            places = results.places(self.match, told) if winner else ()
            self.become(results.with_result(self.match, places))
        except Refusal:
            return

    @rule(changes=st.sampled_from(EDITS), locked=st.booleans())
    def edit(self, changes: dict[str, Any], locked: bool) -> None:
        source = self.match.source if locked else None
        try:
            match = self.match.model_copy(update={"source": source})
            after = rules.edited(match, changes, {source.event} if source else ())
        except Refusal:
            return
        self.become(after.model_copy(update={"source": self.match.source}))

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @precondition(lambda self: self.match.status is Status.SCHEDULED)
    @rule()
    def end_by_itself(self) -> None:
        self.become(rules.stepped(self.match, Status.FINISHED, None, self.now))

    # -- what always holds -------------------------------------------------------------------------

    @invariant()
    def its_steps_lead_from_scheduled_to_its_status(self) -> None:
        status = Status.SCHEDULED
        for each in self.match.steps:
            assert each.before is status
            assert each.after in WAY[each.before] or (each.by is None and (each.before, each.after) == BY_ITSELF)
            status = each.after
        assert status is self.match.status

    @invariant()
    def no_step_is_taken_twice(self) -> None:
        reached = [each.after for each in self.match.steps]
        assert len(set(reached)) == len(reached)

    @invariant()
    def what_is_confirmed_has_a_result(self) -> None:
        assert self.match.result or self.match.status is not Status.CONFIRMED

    @invariant()
    def a_result_is_its_players(self) -> None:
        placed = sorted(each.player for each in self.match.result)
        assert placed in ([], sorted(each.id for each in self.match.players))

    @invariant()
    def nobody_crews_their_own_match(self) -> None:
        assert {each.id for each in self.match.crew}.isdisjoint(each.id for each in self.match.players)

    @invariant()
    def the_card_offers_what_the_rules_allow(self) -> None:
        coming, last = steps.next_step(self.match), steps.undoable(self.match)
        if coming and (coming is not Status.CONFIRMED or self.match.result):
            steps.taken(self.match, coming, ADMIN, self.now, organizes=True)
        if last:
            steps.undone(self.match, last.after, ADMIN, organizes=True)


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
