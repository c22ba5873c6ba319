"""Which matches a server shows as events."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.calendar.model import EventRecord
from paddock.calendar.rules import Verdict, is_going_on, length, verdict
from paddock.ids import GuildId
from paddock.matches.model import Match, Status
from paddock.tournaments.model import EventFilter, Tournament
from tests.support.values import GUILD, NOW, OTHER_GUILD, a_match, a_tournament, an_organization

SECOND = timedelta(seconds=1)


def judged(match: Match, tournament: Tournament | None = None, guild: GuildId = GUILD) -> Verdict:
    """What becomes of its event, which says the true start if there is one."""
    organization = an_organization(servers=(GUILD, OTHER_GUILD))
    return verdict(match, tournament or a_tournament(), organization, guild, NOW, an_event(match.when))


def an_event(start: datetime | None, **changes: Any) -> EventRecord:
    match = a_match()
    return EventRecord(organization=match.organization, match=match.id, guild=GUILD, start=start, **changes)


def test_a_coming_match_of_an_active_tournament_with_events_is_shown() -> None:
    assert judged(a_match()) is Verdict.SHOW


@pytest.mark.parametrize(
    "tournament",
    [
        a_tournament(active=False),
        a_tournament(archived=True),
        a_tournament(scheduled_events=False),
        a_tournament(master_switch=False),
        a_tournament(event_filter=EventFilter.NONE),
        a_tournament(event_servers=()),
        a_tournament(event_servers=(OTHER_GUILD,)),
    ],
)
def test_a_tournament_that_does_not_want_events_here_shows_none(tournament: Tournament) -> None:
    assert judged(a_match(), tournament) is Verdict.HIDE


def test_a_match_whose_tournament_is_gone_is_not_shown() -> None:
    assert verdict(a_match(), None, an_organization(), GUILD, NOW, None) is Verdict.HIDE


def test_a_server_that_was_unlinked_shows_nothing() -> None:
    assert verdict(a_match(), a_tournament(), an_organization(), OTHER_GUILD, NOW, None) is Verdict.HIDE


@pytest.mark.parametrize(("stream", "expected"), [("speedgaming", Verdict.SHOW), (None, Verdict.HIDE)])
def test_the_filter_streamed_shows_matches_with_a_stream(stream: str | None, expected: Verdict) -> None:
    assert judged(a_match(stream=stream), a_tournament(event_filter=EventFilter.STREAMED)) is expected


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED])
@pytest.mark.parametrize("ahead", [-SECOND, SECOND, timedelta(days=8)])
def test_a_match_that_was_played_is_not_shown_and_its_event_ends(status: Status, ahead: timedelta) -> None:
    assert judged(a_match(status=status, when=NOW + ahead)) is Verdict.END


@pytest.mark.parametrize("ahead", [-SECOND, SECOND])
def test_a_match_that_was_cancelled_is_not_shown(ahead: timedelta) -> None:
    assert judged(a_match(status=Status.CANCELLED, when=NOW + ahead)) is Verdict.HIDE


@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.CHECKED_IN, Status.STARTED])
def test_a_match_that_is_not_over_is_shown(status: Status) -> None:
    assert judged(a_match(status=status)) is Verdict.SHOW


def test_a_match_without_a_time_is_not_shown() -> None:
    assert judged(a_match(when=None)) is Verdict.HIDE


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (-SECOND, Verdict.KEEP),
        (timedelta(0), Verdict.KEEP),
        (SECOND, Verdict.SHOW),
        (timedelta(days=7), Verdict.SHOW),
        (timedelta(days=7) + SECOND, Verdict.HIDE),
    ],
)
def test_times_from_now_to_seven_days_ahead_are_shown(ahead: timedelta, expected: Verdict) -> None:
    assert judged(a_match(when=NOW + ahead)) is expected


OTHER_STARTS = pytest.mark.parametrize("told", [None, an_event(None), an_event(NOW), an_event(NOW + SECOND)])


def begun(status: Status, told: EventRecord | None) -> Verdict:
    match = a_match(when=NOW - SECOND, status=status)
    return verdict(match, a_tournament(), an_organization(servers=(GUILD,)), GUILD, NOW, told)


@OTHER_STARTS
@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.CHECKED_IN])
def test_an_event_that_says_another_start_than_that_of_a_begun_match_goes(
    status: Status, told: EventRecord | None
) -> None:
    assert begun(status, told) is Verdict.HIDE


@OTHER_STARTS
def test_the_event_of_a_match_that_is_played_right_now_stays_whatever_start_it_says(told: EventRecord | None) -> None:
    assert begun(Status.STARTED, told) is Verdict.KEEP


@pytest.mark.parametrize(
    ("status", "ahead", "active"),
    [
        (Status.SCHEDULED, SECOND, False),
        (Status.CHECKED_IN, SECOND, False),
        (Status.STARTED, SECOND, True),
        (Status.STARTED, -SECOND, True),
        (Status.SCHEDULED, -SECOND, True),
    ],
)
def test_an_event_is_active_once_its_match_has_started_or_its_time_has_come(
    status: Status, ahead: timedelta, active: bool
) -> None:
    assert is_going_on(a_match(status=status, when=NOW + ahead), NOW) is active


@pytest.mark.parametrize(("days", "expected"), [(30, Verdict.SHOW), (29, Verdict.HIDE)])
def test_how_far_ahead_is_settable_to_thirty_days(days: int, expected: Verdict) -> None:
    assert judged(a_match(when=NOW + timedelta(days=30)), a_tournament(event_days=days)) is expected


@given(
    match=st.builds(
        a_match,
        when=st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)),
        status=st.sampled_from(Status),
        stream=st.sampled_from([None, "speedgaming"]),
    ),
    tournament=st.builds(
        a_tournament,
        active=st.booleans(),
        archived=st.booleans(),
        scheduled_events=st.booleans(),
        event_filter=st.sampled_from(EventFilter),
        event_days=st.integers(1, 30),
        event_servers=st.sampled_from([None, (), (GUILD,), (OTHER_GUILD,)]),
    ),
)
def test_every_match_has_a_verdict_and_a_start_in_the_past_is_never_sent(match: Match, tournament: Tournament) -> None:
    decided = judged(match, tournament)
    assert decided in Verdict
    if decided is Verdict.SHOW:
        assert match.when
        assert match.when > NOW


@pytest.mark.parametrize(
    ("tournament", "organization", "minutes"),
    [({}, {}, 120), ({}, {"event_minutes": 90}, 90), ({"event_minutes": 45}, {"event_minutes": 90}, 45)],
)
def test_an_event_is_as_long_as_the_tournament_says_else_the_organization(
    tournament: dict[str, Any], organization: dict[str, Any], minutes: int
) -> None:
    assert length(a_tournament(**tournament), an_organization(**organization)) == timedelta(minutes=minutes)
