"""Whatever is clicked, whenever, and wherever the program stops: a run has one outcome, and time and score that fit."""

import contextlib
import json
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from paddock.asyncs.model import Async
from paddock.runs.model import Entrant, Run, Status
from paddock.scores import rules as scoring
from paddock.scores.model import Pars
from paddock.store.item import Table
from tests.support.crashing import Stop, Stopped, fresh_world, watched
from tests.support.qualifier import Qualifier

PRESSED, BUTTON = 3, 2
OUTCOMES = {"run.finished", "run.forfeited", "run.timed out"}
READY, FINISH = "run.ready:{run}:{id}", "run.finish:{run}:{id}"
LABELS = (READY, FINISH, "run.forfeit:{run}:{id}", "run.timer:{run}")
NEXT = {Status.PENDING: READY, Status.IN_PROGRESS: FINISH}
RUNS, RARELY = st.integers(0, 2), st.sampled_from([False, False, False, True])
WAITS = st.sampled_from([61, 11, 0, 9, 700, 1201, 12 * 3600])
STOPS = st.none() | st.none() | st.none() | st.tuples(st.integers(0, 25), st.booleans())
"""At which call the program dies, and whether that call still takes effect."""


class Clicks(RuleBasedStateMachine):
    """Two players, whose clients press whatever they like, old buttons too."""

    discord: Any = None

    def __init__(self) -> None:
        super().__init__()
        self._around = contextlib.ExitStack()
        self.world = self._around.enter_context(fresh_world(self.discord))
        self.qualifier = Qualifier(self.world, pools=1, permalinks=3, runs_per_pool=3)
        self.players = (self.qualifier.alice, self.qualifier.bob)
        self.outcomes: dict[str, dict[str, Any]] = {}
        self.post = self.qualifier.start_button["id"]

    def teardown(self) -> None:
        self._around.close()

    # -- what happens --------------------------------------------------------------------------------

    @rule(who=st.integers(0, 1), stop=STOPS)
    def confirm(self, who: int, stop: Any) -> None:
        until = int(self.world.now.timestamp()) + 60
        self._press(who, f"run.confirm:{self.qualifier.id}:{until}:1", self.qualifier.channel, stop)

    @rule(label=st.sampled_from(LABELS), run=RUNS, foreign=RARELY, stop=STOPS)
    def press(self, label: str, run: int, foreign: bool, stop: Any) -> None:
        self._press_of(label, run, foreign, stop)

    @rule(who=st.integers(0, 1), seconds=WAITS, stop=STOPS)
    def go_on(self, who: int, seconds: int, stop: Any) -> None:
        """With the button that the player sees, as somebody does who wants to race."""
        own = [each for each in self._runs() if each.user == self.players[who].user_id and each.status in NEXT]
        for run in own:
            self._press(who, NEXT[run.status].format(run=run.id, id=self.qualifier.id), self.qualifier.channel, stop)
        if not own:
            self.confirm(who, stop)
        self.world.discord.advance(seconds)

    @rule(run=RUNS, late=RARELY, foreign=RARELY, stop=STOPS)
    def confirm_forfeit(self, run: int, late: bool, foreign: bool, stop: Any) -> None:
        until = int(self.world.now.timestamp()) + (-5 if late else 30)
        self._press_of(f"run.forfeit-yes:{{run}}:{{id}}:{until}", run, foreign, stop)

    @rule(seconds=WAITS)
    def wait(self, seconds: int) -> None:
        self.world.discord.advance(seconds)

    @rule(stop=STOPS)
    def work(self, stop: Any) -> None:
        with self._stopped(stop):
            self.world.drain()

    @rule(stop=STOPS)
    def sweep(self, stop: Any) -> None:
        with self._stopped(stop):
            self.world.tick()

    def _press_of(self, label: str, run: int, foreign: bool, stop: Any) -> None:
        """`run` counts from the latest one; by its player, or by the other."""
        latest = sorted(self._runs(), key=lambda each: each.opened, reverse=True)
        for chosen in latest[run : run + 1]:
            who = (chosen.user != self.players[0].user_id) ^ foreign
            self._press(who, label.format(run=chosen.id, id=self.qualifier.id), self.qualifier.channel, stop)

    def _press(self, who: int, custom_id: str, channel: str, stop: Any) -> None:
        """As a client sends it; whether the button still shows is not asked."""
        player, control = self.players[who], self.world.discord
        data = {"component_type": BUTTON, "custom_id": custom_id, "id": 1}
        where = {"guild_id": player.guild_id, "channel_id": channel, "message_id": self.post}
        sent = control.open_interaction(PRESSED, player.user_id, resolve_ids=[], data=data, deadline=9.0, **where)
        with self._stopped(stop):
            player.deliver(json.dumps(sent))

    @contextlib.contextmanager
    def _stopped(self, stop: Any) -> Any:
        at, after = stop or (None, False)
        with watched(self.world, Stop(at, after)), contextlib.suppress(Stopped):
            yield

    # -- what always holds ---------------------------------------------------------------------------

    @invariant()
    def no_run_has_two_outcomes(self) -> None:
        told = Counter(each["subject"] for each in self.world.documents(Table.AUDIT) if each["action"] in OUTCOMES)
        closed = [each for each in self._runs() if each.status.is_closed]
        assert told == {f"run:{each.id}": 1 for each in closed}
        for run in closed:
            outcome = {"status": run.status, "ended": run.ended, "time": run.milliseconds, "by clock": run.timed_out}
            assert self.outcomes.setdefault(run.id, outcome) == outcome

    @invariant()
    def no_time_is_negative_or_beyond_the_limit(self) -> None:
        for run in self._runs():
            if run.milliseconds is not None:
                assert 0 <= run.milliseconds < run.limit_hours * 3_600_000
            assert run.deadline is None or run.ended is None

    @invariant()
    def every_score_lies_within_0_and_105(self) -> None:
        async_ = Async.model_validate(self.world.documents(Table.RECORDS, f"ASYNC#{self.qualifier.id}")[0])
        for pars in map(Pars.model_validate, self.world.documents(Table.RECORDS, "PARS")):
            for entrant in self._entrants():
                scores = [scoring.slot_score(slot, pars.by_permalink, async_) for slot in entrant.slots]
                assert all(each is None or 0 <= each <= 105 * scoring.POINT for each in scores)

    @invariant()
    def a_player_has_one_open_run_and_sees_no_permalink_twice(self) -> None:
        runs = self._runs()
        for entrant in self._entrants():
            own = {each.id: each for each in runs if each.user == entrant.user}
            assert {slot.id: slot.status for slot in entrant.slots} == {id: each.status for id, each in own.items()}
            assert sum(not slot.status.is_closed for slot in entrant.slots) <= 1
            assert len(entrant.revealed) == len(entrant.slots)
            assert entrant.until == next((each.deadline for each in own.values() if not each.status.is_closed), None)

    @invariant()
    def nobody_s_thread_is_shared(self) -> None:
        threads = [each.thread for each in self._runs() if each.thread]
        assert len(set(threads)) == len(threads)

    def _runs(self) -> list[Run]:
        return [Run.model_validate(each) for each in self.qualifier.runs]

    def _entrants(self) -> list[Entrant]:
        return [Entrant.model_validate(each) for each in self.qualifier.entrants]


def test_no_sequence_of_clicks_ticks_and_crashes_confuses_a_run(discord: Any) -> None:
    Clicks.discord = discord
    run_state_machine_as_test(
        Clicks,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
