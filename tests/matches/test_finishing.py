"""An imported match that nobody touches is taken for finished four hours after its start."""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock import aws
from paddock.change import Cause, Change, Planned
from paddock.ids import MatchId, OrganizationId
from paddock.jobs.queue import Queue
from paddock.ledger import Ledger, Scribe
from paddock.matches.asks import FinishUntouched
from paddock.matches.model import Match, Source
from paddock.matches.plans import followed_up
from paddock.matches.records import saved
from paddock.settings import Settings
from paddock.store.item import Table
from paddock.store.table import Database, Session
from paddock.tools import Tools
from tests.support.league import League, labels
from tests.support.world import World


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


@pytest.fixture
def league(world: World) -> League:
    """With an imported match in an hour."""
    league = League(world)
    match = league.match(league.tournament(), when="in 1 hour")
    change_there(league, match, source=Source(episode=7, fingerprint="x"))
    return league


def change_there(league: League, id: str, **changes: Any) -> None:
    """As the import does it."""
    tools = _tools(league)
    before = tools.matches.get(OrganizationId(league.server.id), MatchId(id))
    after = before.model_copy(update=changes)
    tools.commit(saved(before, after) + _followed_up(before, after, tools))
    league.world.drain()


def _followed_up(before: Match, after: Match, tools: Tools) -> Change:
    organization = tools.organizations.get(before.organization)
    tournament = tools.tournaments.get(before.organization, before.tournament)
    return followed_up(before if before.source else None, after, tournament, organization, tools.now)


def _tools(league: League) -> Tools:
    settings = Settings.read(os.environ)
    database = Database(aws.dynamodb(), settings.tables)
    cause = Cause(OrganizationId(league.server.id), "system", "import", league.world.now)
    return Tools(Session(database), Scribe(Ledger(database, Queue(aws.sqs, settings.queue_url)), cause))


def finishes(league: League) -> list[dict[str, Any]]:
    return [each for each in league.world.documents(Table.AUDIT) if each["action"] == "match.finished"]


def test_it_is_finished_four_hours_after_its_start_by_itself(league: League) -> None:
    league.world.pass_time(hours=5, minutes=-2)
    assert only(league)["status"] == "scheduled"
    league.world.pass_time(minutes=3)
    assert only(league)["status"] == "finished"
    (step,) = only(league)["steps"]
    assert step["before"] == "scheduled"
    assert step.get("by") is None
    assert [each["actor"] for each in finishes(league)] == ["system"]
    assert "finished by itself" in league.admin.slash("match show", match=only(league)["id"]).said


def test_a_match_made_here_is_not(world: World) -> None:
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(hours=6)
    assert only(league)["status"] == "scheduled"


def test_a_match_that_moved_is_finished_after_its_new_start_alone(league: League) -> None:
    when = datetime.fromisoformat(only(league)["when"])
    change_there(league, only(league)["id"], when=when + timedelta(hours=3))
    league.world.pass_time(hours=6)
    assert only(league)["status"] == "scheduled"
    league.world.pass_time(hours=2, minutes=2)
    assert only(league)["status"] == "finished"
    assert len(finishes(league)) == 1


@pytest.mark.parametrize("button", ["Check in", "Start"])
def test_a_match_that_somebody_touched_is_left_to_them(league: League, button: str) -> None:
    league.admin.slash("match show", match=only(league)["id"])
    for each in ("Check in", "Start"):
        league.admin.click(each)
        if each == button:
            break
    league.world.drain()
    touched = only(league)["status"]
    league.world.pass_time(hours=6)
    assert only(league)["status"] == touched


def test_a_cancelled_match_stays_cancelled(league: League) -> None:
    league.admin.slash("match cancel", match=only(league)["id"])
    league.world.drain()
    league.world.pass_time(hours=6)
    assert only(league)["status"] == "cancelled"


def test_a_step_that_was_undone_in_time_leaves_it_untouched(league: League) -> None:
    league.admin.slash("match show", match=only(league)["id"])
    league.admin.click("Check in")
    league.admin.click("Undo")
    league.world.drain()
    league.world.pass_time(hours=6)
    assert only(league)["status"] == "finished"


def test_whoever_sets_it_back_is_not_overruled(league: League) -> None:
    league.world.pass_time(hours=6)
    shown = league.admin.slash("match show", match=only(league)["id"])
    assert labels(shown)[:2] == ["Confirm", "Undo"]
    league.admin.click("Undo")
    league.world.drain()
    league.world.pass_time(hours=1)
    assert only(league)["status"] == "scheduled"


def test_promised_twice_it_is_finished_once(league: League) -> None:
    league.world.pass_time(hours=6)
    before = only(league)
    tools = _tools(league)
    job = FinishUntouched(
        organization=OrganizationId(league.server.id),
        match=MatchId(before["id"]),
        start=datetime.fromisoformat(before["when"]),
    )
    _promise(tools, job)
    league.world.drain()
    assert only(league) == before
    assert len(finishes(league)) == 1


def test_a_promise_for_an_earlier_start_finishes_nothing(league: League) -> None:
    """As it comes late from the queue, after the match has moved."""
    start = datetime.fromisoformat(only(league)["when"])
    league.world.pass_time(hours=3)
    tenant, match = OrganizationId(league.server.id), MatchId(only(league)["id"])
    _promise(_tools(league), FinishUntouched(organization=tenant, match=match, start=start - timedelta(hours=1)))
    league.world.drain()
    assert only(league)["status"] == "scheduled"


def _promise(tools: Tools, job: FinishUntouched) -> None:
    tools.commit(Change(jobs=(Planned(job),)))
