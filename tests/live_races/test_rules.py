"""What holds of a live race, as plain values."""

from datetime import datetime, timedelta

import pytest

from paddock.ids import AsyncId, GuildId, LiveRaceId, OrganizationId
from paddock.live_races.model import Calling, RaceList, State
from paddock.live_races.rules import CALLED_BEFORE, GO_HOLDS, call_due, cancelled, is_over, is_to_be_called
from paddock.runs.model import Status
from tests.live_races.values import STARTS, a_race
from tests.scores.values import a_run
from tests.support.values import NOW

SECOND = timedelta(seconds=1)


def test_the_calls_come_minutes_before_the_start_and_at_it() -> None:
    race = a_race()
    assert (call_due(race, Calling.SOON), call_due(race, Calling.GO)) == (STARTS - CALLED_BEFORE, STARTS)


@pytest.mark.parametrize(
    ("calling", "state", "now", "expected"),
    [
        (Calling.SOON, State.OPEN, STARTS - CALLED_BEFORE, True),
        (Calling.SOON, State.OPEN, STARTS - SECOND, True),
        (Calling.SOON, State.OPEN, STARTS, False),
        (Calling.SOON, State.STARTED, STARTS + SECOND, False),
        (Calling.SOON, State.CANCELLED, STARTS - SECOND, False),
        (Calling.GO, State.STARTED, STARTS, True),
        (Calling.GO, State.STARTED, STARTS + GO_HOLDS - SECOND, True),
        (Calling.GO, State.STARTED, STARTS + GO_HOLDS, False),
        (Calling.GO, State.CANCELLED, STARTS, False),
        (Calling.GO, State.OPEN, STARTS, False),
    ],
)
def test_a_call_is_given_as_long_as_it_says_what_is_true(
    calling: Calling, state: State, now: datetime, expected: bool
) -> None:
    assert is_to_be_called(a_race(state=state), calling, STARTS, now) is expected


@pytest.mark.parametrize("calling", list(Calling))
def test_of_a_start_that_was_moved_nobody_is_called(calling: Calling) -> None:
    race = a_race(state=State.STARTED if calling is Calling.GO else State.OPEN)
    assert not is_to_be_called(race, calling, STARTS - SECOND, STARTS - SECOND)


def test_a_race_is_over_when_it_has_started_and_nobody_races_any_more() -> None:
    racing, done = a_run(status=Status.IN_PROGRESS), a_run(status=Status.FINISHED)
    assert is_over(a_race(state=State.STARTED), [done, done])
    assert is_over(a_race(state=State.STARTED), [])
    assert not is_over(a_race(state=State.STARTED), [done, racing])
    assert not is_over(a_race(state=State.OPEN), [])


def test_a_list_of_races_knows_where_any_goes_on() -> None:
    races = RaceList(organization=OrganizationId("100"), async_=AsyncId("500"))
    race = a_race(guild=GuildId("1"))
    assert not races.goes_on_in(GuildId("1"))
    assert races.listing(race).goes_on_in(GuildId("1"))
    assert not races.listing(race).goes_on_in(GuildId("2"))
    assert not races.listing(race).listing(race, over=True).goes_on_in(GuildId("1"))
    assert not races.listing(race).listing(cancelled(race, NOW)).goes_on_in(GuildId("1"))


def test_a_race_keeps_its_place_in_the_list() -> None:
    races = RaceList(organization=OrganizationId("100"), async_=AsyncId("500"))
    first, second = a_race(id=LiveRaceId("1")), a_race(id=LiveRaceId("2"))
    listed = races.listing(first).listing(second)
    assert [each.race for each in listed.listing(first, over=True).races] == ["1", "2"]
