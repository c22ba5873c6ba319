"""Whatever the staff do to runs and take back, in whatever order: nothing that is over goes on, and all that is counted
is counted right.
"""

import contextlib
from fractions import Fraction
from statistics import fmean
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from paddock.asyncs.model import Async
from paddock.runs.model import Entrant, Run, Slot, Status
from paddock.scores.board import board
from paddock.scores.model import Pars
from paddock.scores.rules import POINT
from paddock.store.item import Table
from tests.support.crashing import fresh_world
from tests.support.qualifier import Qualifier

SLOTS = 1
WHICH = st.integers(0, 2)
"""Of the runs, the latest first."""


class Measures(RuleBasedStateMachine):
    """One player who races, and an admin who disqualifies, voids and gives time, each as often as they like."""

    discord: Any = None

    def __init__(self) -> None:
        super().__init__()
        self._around = contextlib.ExitStack()
        self.world = self._around.enter_context(fresh_world(self.discord))
        options: dict[str, Any] = {"runs_per_pool": SLOTS, "reattempts": -1, "par_sample": 2}
        self.qualifier = Qualifier(self.world, pools=1, permalinks=9, **options)
        self.closed: set[str] = set()

    def teardown(self) -> None:
        self._around.close()

    # -- what happens --------------------------------------------------------------------------------

    @initialize()
    def race_first(self) -> None:
        self.race(20)

    @rule(minutes=st.integers(1, 90))
    def race(self, minutes: int) -> None:
        if self._may_start():
            self.qualifier.race(self.qualifier.alice, minutes=minutes)

    @rule(ready=st.booleans())
    def open(self, ready: bool) -> None:
        if self._may_start():
            racer = self.qualifier.draw(self.qualifier.alice)
            if ready:
                racer.ready()

    @rule(minutes=st.sampled_from([5, 25, 13 * 60]))
    def wait(self, minutes: int) -> None:
        self.world.pass_time(minutes=minutes)

    @rule(which=WHICH)
    def disqualify(self, which: int) -> None:
        self._staff("async disqualify", which, reason="because")

    @rule(which=WHICH, grant=st.booleans())
    def void(self, which: int, grant: bool) -> None:
        who = self.qualifier.admin if grant else self.qualifier.alice
        self._staff("async reattempt", which, who, reason="because", grant=grant)

    @rule(which=WHICH, minutes=st.integers(1, 60))
    def extend(self, which: int, minutes: int) -> None:
        self._staff("async extend", which, minutes=minutes)

    @rule(which=WHICH)
    def lift(self, which: int) -> None:
        self._press("review.lift", which)

    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        self._press("review.restore", which)

    def _may_start(self) -> bool:
        slots = [slot for entrant in self._entrants() for slot in entrant.slots]
        return all(slot.status.is_closed for slot in slots) and sum(not slot.voided for slot in slots) < SLOTS

    def _staff(self, path: str, which: int, who: Any = None, **options: Any) -> None:
        for run in self._latest(which):
            (who or self.qualifier.admin).slash(path, run=run.id, **options)
            self.world.drain()

    def _press(self, tag: str, which: int) -> None:
        for run in self._latest(which):
            self.qualifier.league.press(f"{tag}:{run.id}:{self.qualifier.id}:{run.user}", now=self.world.now)
            self.world.drain()

    # -- what always holds ---------------------------------------------------------------------------

    @invariant()
    def what_is_over_stays_over(self) -> None:
        runs = {each.id: each for each in self._runs()}
        assert all(runs[id].status.is_closed for id in self.closed)  # type: ignore[index]  # ids as plain text
        self.closed |= {id for id, each in runs.items() if each.status.is_closed}

    @invariant()
    def no_slot_is_taken_twice_and_the_entry_is_as_the_runs_are(self) -> None:
        runs = {each.id: each for each in self._runs()}
        for entrant in self._entrants():
            assert sum(not each.voided for each in runs.values()) <= SLOTS
            assert [Slot.of(runs[slot.id]) for slot in entrant.slots] == list(entrant.slots)
            assert len(entrant.slots) == len(runs)
            assert entrant.until == next((each.deadline for each in runs.values() if not each.status.is_closed), None)

    @invariant()
    def pars_and_the_board_are_those_of_the_runs_that_count(self) -> None:
        """Worked out once more, with fractions."""
        counting = [each for each in self._runs() if not each.voided and each.status.is_closed]
        times: dict[str, list[int]] = {}
        for run in counting:
            if run.status is Status.FINISHED and run.milliseconds is not None:
                times.setdefault(run.permalink, []).append(run.milliseconds)
        pars = {permalink: int(fmean(sorted(found)[:2])) for permalink, found in times.items()}
        kept = [Pars.model_validate(each).by_permalink for each in self.world.documents(Table.RECORDS, "PARS")]
        assert (kept or [{}])[0] == pars
        scores = [
            min(max((2 - Fraction(run.milliseconds or 0, pars[run.permalink])) * 100, Fraction(0)), Fraction(105))
            for run in counting
            if run.status is Status.FINISHED
        ]
        async_ = Async.model_validate(self.world.documents(Table.RECORDS, f"ASYNC#{self.qualifier.id}")[0])
        shown = [row.score / POINT for row in board(async_, self._entrants(), (kept or [{}])[0])]
        expected = [float(sum(scores) / SLOTS)] if counting else []
        assert shown == [pytest.approx(each, abs=2e-6) for each in expected]

    def _latest(self, which: int) -> list[Run]:
        return sorted(self._runs(), key=lambda each: each.opened, reverse=True)[which : which + 1]

    def _runs(self) -> list[Run]:
        return [Run.model_validate(each) for each in self.qualifier.runs]

    def _entrants(self) -> list[Entrant]:
        return [Entrant.model_validate(each) for each in self.qualifier.entrants]


def test_no_sequence_of_measures_confuses_runs_or_scores(discord: Any) -> None:
    Measures.discord = discord
    run_state_machine_as_test(
        Measures,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
