"""Which jobs hang on a match."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.calendar.asks import PublishEvent
from paddock.change import Cancelled, Planned
from paddock.matches.model import Match, Status
from paddock.matches.plans import followed_up, reminder
from paddock.notices.asks import RemindPeople
from tests.support.values import GHOST, GUILD, NOW, OTHER_GUILD, a_match, a_tournament, an_organization

BOTH = (GUILD, OTHER_GUILD)


def published_in(match: Match, *, moved: bool = False, **tournament: Any) -> list[str]:
    change = followed_up(match, a_tournament(**tournament), an_organization(servers=BOTH), moved=moved)
    jobs = [each.job for each in change.jobs if isinstance(each, Planned)]
    return [job.guild for job in jobs if isinstance(job, PublishEvent)]


def test_its_event_follows_at_once_in_every_server_of_the_tournament() -> None:
    assert published_in(a_match()) == list(BOTH)
    assert published_in(a_match(), event_servers=(OTHER_GUILD,)) == [OTHER_GUILD]


def test_a_tournament_without_events_promises_none() -> None:
    assert published_in(a_match(), scheduled_events=False) == []


def test_a_match_that_came_from_another_tournament_is_looked_at_in_every_server() -> None:
    assert published_in(a_match(), moved=True, scheduled_events=False) == list(BOTH)


def test_a_reminder_is_due_before_the_start_by_the_organizations_lead_time() -> None:
    match = a_match(when=NOW + timedelta(hours=3))
    planned = reminder(match, an_organization(reminder_minutes=45))
    assert isinstance(planned, Planned)
    assert isinstance(planned.job, RemindPeople)
    assert planned.job.start == match.when
    assert planned.due == NOW + timedelta(hours=2, minutes=15)


def test_a_match_has_one_reminder_however_often_it_moves() -> None:
    first, second = (reminder(a_match(when=NOW + timedelta(hours=each)), an_organization()) for each in (1, 2))
    assert isinstance(first, Planned)
    assert isinstance(second, Planned)
    assert first.job.id == second.job.id


@pytest.mark.parametrize(
    "match",
    [
        a_match(when=None),
        a_match(players=()),
        a_match(players=(GHOST, GHOST.model_copy(update={"name": "other"}))),
        *(a_match(status=status) for status in Status if status is not Status.SCHEDULED),
    ],
)
def test_without_a_time_or_anybody_to_tell_or_once_it_has_begun_there_is_no_reminder(match: Match) -> None:
    assert isinstance(reminder(match, an_organization()), Cancelled)
