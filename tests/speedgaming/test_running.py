"""`/config tasks speedgaming_import run`: one organization, at once, with a report."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest

from infra.local.feed_samples import CUP
from paddock.change import Cause
from paddock.ids import OrganizationId
from paddock.job_catalog import RUNNERS
from paddock.job_tools import JobTools
from paddock.ledger import Scribe
from paddock.settings import Settings
from paddock.speedgaming.running import run_import
from paddock.store.table import Session
from paddock.tasks.asks import RunTask
from paddock.tasks.model import Run, Task
from paddock.tasks.running import running
from paddock.wiring import Wiring
from tests.speedgaming.desk import Desk
from tests.speedgaming.values import NOW, OPEN

NINE = OrganizationId("9")


@pytest.fixture
def tools(desk: Desk) -> JobTools:
    return job_tools(desk)


def job_tools(desk: Desk, now: datetime = NOW) -> JobTools:
    clients = replace(Wiring(Settings.read(os.environ)).clients, speedgaming=desk.client)
    return JobTools(Session(desk.database), Scribe(desk.ledger, Cause(NINE, "admin", "job", now)), clients)


def run(tools: JobTools) -> Run:
    change, told = run_import(NINE, tools)
    assert not change, "all is written already"
    return told


class TestARun:
    @pytest.fixture(autouse=True)
    def _listed(self, desk: Desk) -> None:
        desk.list_tournaments()

    def test_it_imports_and_counts(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.put(1)
        desk.feed.put(2, players=())
        told = run(tools)
        assert (told.counts["imported"], told.counts["skipped"]) == (1, 1)
        assert told.notes == ("Round 1 (2) has no players yet",)
        assert list(desk.matches()) == [1]

    def test_it_counts_though_nothing_changed(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.put(1)
        desk.cycle()
        assert run(tools).counts["unchanged"] == 1

    def test_it_asks_only_for_the_events_of_its_organization(self, desk: Desk, tools: JobTools) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", event=CUP)
        run(tools)
        assert desk.feed.questions == [OPEN]

    def test_it_asks_though_the_feed_is_backed_off_from(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.fail(OPEN)
        desk.cycle()
        desk.feed.mend()
        desk.feed.put(1)
        assert run(tools).counts["imported"] == 1

    def test_a_failure_is_noted_as_the_cycle_does(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.fail(OPEN)
        run(tools)
        desk.cycle(NOW + timedelta(minutes=4))
        assert len(desk.feed.asked) == 1
        desk.cycle(NOW + timedelta(minutes=5))
        assert len(desk.feed.asked) == 2

    @pytest.mark.parametrize("status", [429, 503])
    def test_it_does_not_ask_before_the_time_that_speedgaming_named(
        self, desk: Desk, tools: JobTools, status: int
    ) -> None:
        desk.feed.fail(OPEN, status, Retry_After="1000")
        desk.cycle(NOW - timedelta(minutes=5))
        desk.feed.mend()
        told = run(tools)
        named = int((NOW - timedelta(minutes=5)).timestamp()) + 1000
        assert told.error == f"lantern-open: SpeedGaming asks to be left alone until <t:{named}:t>"
        assert (len(desk.feed.asked), told.counts["failed"]) == (1, 0)

    def test_a_time_that_speedgaming_names_here_holds_for_the_cycles_too(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.fail(OPEN, 429, Retry_After="1000")
        run(tools)
        desk.cycle(NOW + timedelta(minutes=15))
        assert len(desk.feed.asked) == 1
        desk.cycle(NOW + timedelta(minutes=20))
        assert len(desk.feed.asked) == 2

    def test_a_refused_look_up_holds_for_them_too(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.put(1)
        desk.cycle()
        desk.feed.remove(1)
        refusal = httpx.Response(429, headers={"Retry-After": "1000"})
        desk.feed.intervene = lambda request: refusal if "id" in request.url.params else None
        run(tools)
        desk.feed.asked.clear()
        desk.cycle(NOW + timedelta(minutes=5))
        assert desk.feed.asked == []

    @pytest.mark.parametrize("failing", [False, True])
    def test_an_event_is_asked_at_most_once_a_minute(self, desk: Desk, failing: bool) -> None:
        if failing:
            desk.feed.fail(OPEN)
        run(job_tools(desk))
        told = run(job_tools(desk, NOW + timedelta(seconds=59)))
        asked = f"lantern-open: it was asked at <t:{int(NOW.timestamp())}:T>; once a minute is enough"
        assert (told.error, len(desk.feed.asked)) == (asked, 1)
        run(job_tools(desk, NOW + timedelta(seconds=60)))
        assert len(desk.feed.asked) == 2

    def test_a_demand_that_is_delivered_twice_is_carried_out_twice(self, desk: Desk) -> None:
        desk.feed.put(1)
        assert run(job_tools(desk)).counts["imported"] == 1
        assert run(job_tools(desk)).counts["unchanged"] == 1

    def test_a_demand_backs_off_from_nothing(self, desk: Desk, tools: JobTools) -> None:
        run(tools)
        desk.cycle(NOW + timedelta(seconds=1))
        assert len(desk.feed.asked) == 2

    def test_a_failure_is_told(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.fail(OPEN)
        told = run(tools)
        assert (told.error, told.counts["failed"]) == ("lantern-open: HTTP status 503", 1)

    def test_it_goes_into_the_history_and_to_whoever_asked(self, desk: Desk, tools: JobTools) -> None:
        desk.feed.put(1)
        outcome = running(RUNNERS)(RunTask(organization=NINE, task=Task.SPEEDGAMING), tools)
        tools.commit(outcome.change)
        assert desk.last_run().counts["imported"] == 1
        assert outcome.message is not None
        assert "1 imported" in str(outcome.message.payload())


def test_without_a_tournament_that_follows_an_event_it_says_so(desk: Desk, tools: JobTools) -> None:
    assert run(tools).notes == ("No running tournament follows a SpeedGaming event.",)
    assert desk.feed.asked == []
