"""`/config tasks speedgaming_import run`: one organization, at once, with a report."""

import os
from dataclasses import replace

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
    clients = replace(Wiring(Settings.read(os.environ)).clients, speedgaming=desk.client)
    return JobTools(Session(desk.database), Scribe(desk.ledger, Cause(NINE, "admin", "job", NOW)), clients)


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
