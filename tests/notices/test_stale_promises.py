"""A promise to remind that was made without knowing of the match's last move, or of the lead time, mends itself."""

from datetime import datetime, timedelta

import pytest

from functions.interactions.reception import WIRING
from paddock.audit.model import SYSTEM
from paddock.change import Cause, Change, Planned
from paddock.ids import MatchId, OrganizationId
from paddock.matches.model import Match
from paddock.notices.asks import RemindPeople
from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World


def promise(league: League, match: str, start: datetime, due: datetime) -> None:
    """Instead of the right one."""
    tenant, now = OrganizationId(league.server.id), league.world.now
    job = RemindPeople(organization=tenant, match=MatchId(match), start=start)
    WIRING.ledger.commit(Change(jobs=(Planned(job, due),)), Cause(tenant, SYSTEM, f"stale {now}", now))


def stored(world: World) -> Match:
    (document,) = world.documents(Table.RECORDS, "MATCH")
    return Match.model_validate(document)


def reminders(league: League) -> int:
    return len([each for each in league.dms(league.alice) if " starts " in each])


@pytest.mark.parametrize("hours", [1, 2, 5])
def test_a_reminder_of_another_start_becomes_one_of_the_right_start(world: World, hours: int) -> None:
    league = League(world)
    match = league.match(league.tournament(scheduled_events=False))
    start = stored(world).when
    assert start
    promise(league, match, start=start + timedelta(hours=hours), due=world.now + timedelta(minutes=10))
    world.pass_time(minutes=11)
    assert reminders(league) == 0
    world.pass_time(hours=2, minutes=20)
    assert reminders(league) == 1


def test_a_reminder_that_is_due_too_early_for_the_lead_time_comes_at_the_right_instant(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(scheduled_events=False))
    start = stored(world).when
    assert start
    promise(league, match, start=start, due=start - timedelta(hours=2))
    world.pass_time(hours=1, minutes=1)
    assert reminders(league) == 0
    (waiting,) = world.documents(Table.JOBS, "remind.")
    assert datetime.fromisoformat(waiting["due"]) == start - timedelta(minutes=30)
    world.pass_time(hours=1, minutes=30)
    assert reminders(league) == 1


def test_a_reminder_of_a_start_that_a_long_past_match_never_had_reminds_nobody(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(scheduled_events=False))
    start = stored(world).when
    assert start
    promise(league, match, start=start + timedelta(hours=1), due=start + timedelta(minutes=50))
    world.pass_time(hours=4)
    assert reminders(league) == 0
    assert {each["state"] for each in world.documents(Table.JOBS, "remind.")} == {"done"}
