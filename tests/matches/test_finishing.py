"""An imported match that nobody touches is taken for finished four hours after its start."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock.change import Change, Planned
from paddock.ids import MatchId, OrganizationId
from paddock.matches.asks import FinishUntouched
from paddock.store.item import Table
from tests.support.imported import change_there, importing
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
    change_there(world, league.server.id, match)
    return league


def moved_there(league: League, when: datetime) -> None:
    change_there(league.world, league.server.id, only(league)["id"], when=when)


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
    moved_there(league, when + timedelta(hours=3))
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


def promise(league: League, start: datetime) -> None:
    tenant, match = OrganizationId(league.server.id), MatchId(only(league)["id"])
    job = FinishUntouched(organization=tenant, match=match, start=start)
    importing(league.world, league.server.id).commit(Change(jobs=(Planned(job),)))
    league.world.drain()


def test_promised_twice_it_is_finished_once(league: League) -> None:
    league.world.pass_time(hours=6)
    before = only(league)
    promise(league, datetime.fromisoformat(before["when"]))
    assert only(league) == before
    assert len(finishes(league)) == 1


def test_a_promise_for_an_earlier_start_finishes_nothing(league: League) -> None:
    """As it comes late from the queue, after the match has moved."""
    league.world.pass_time(hours=3)
    promise(league, datetime.fromisoformat(only(league)["when"]) - timedelta(hours=1))
    assert only(league)["status"] == "scheduled"
