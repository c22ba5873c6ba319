"""Which jobs hang on a match."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.calendar.asks import PublishEvent
from paddock.change import Cancelled, Planned
from paddock.ids import TournamentId, UserId
from paddock.matches import rules
from paddock.matches.model import Match, Place, Source, Status
from paddock.matches.plans import followed_up, reminder
from paddock.notices.asks import RemindPeople
from tests.support.values import ALICE, CAROL, GHOST, GUILD, NOW, OTHER_GUILD, a_match, a_tournament, an_organization

BOTH = (GUILD, OTHER_GUILD)
BEGUN_OR_OVER = (Status.STARTED, Status.FINISHED, Status.CONFIRMED, Status.CANCELLED)
ADMIN = UserId("10")
ELSEWHERE = TournamentId("301")


def published_in(match: Match, *, before: Match | None = None, **tournament: Any) -> list[str]:
    change = followed_up(before, match, a_tournament(**tournament), an_organization(servers=BOTH), NOW)
    jobs = [each.job for each in change.jobs if isinstance(each, Planned)]
    return [job.guild for job in jobs if isinstance(job, PublishEvent)]


def test_its_event_follows_at_once_in_every_server_of_the_tournament() -> None:
    assert published_in(a_match()) == list(BOTH)
    assert published_in(a_match(), event_servers=(OTHER_GUILD,)) == [OTHER_GUILD]


def test_a_tournament_without_events_promises_none() -> None:
    assert published_in(a_match(), scheduled_events=False) == []


def test_a_match_that_came_from_another_tournament_is_looked_at_in_every_server() -> None:
    assert published_in(a_match(), before=a_match(tournament=ELSEWHERE), scheduled_events=False) == list(BOTH)


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
        *(a_match(status=status) for status in BEGUN_OR_OVER),
    ],
)
def test_without_a_time_or_anybody_to_tell_or_once_it_has_begun_there_is_no_reminder(match: Match) -> None:
    assert isinstance(reminder(match, an_organization()), Cancelled)


# -- what follows from what ------------------------------------------------------------------------

STARTED = rules.stepped(a_match(), Status.STARTED, ALICE.user, NOW)
FOLLOWS: list[tuple[str, Match, set[str]]] = [
    ("comment", a_match(comment="late"), {"event"}),
    ("stream", a_match(stream="speedgaming"), {"event"}),
    ("title", a_match(title="Final"), {"event", "needs"}),
    ("time", a_match(when=NOW + timedelta(hours=9)), {"event", "remind", "needs", "tell"}),
    ("players", a_match(players=(ALICE, CAROL)), {"event", "remind", "needs", "tell"}),
    ("status", STARTED, {"event", "remind", "needs"}),
    ("cancellation", rules.cancelled(a_match(), None, NOW), {"event", "remind", "needs", "tell"}),
    ("seed", a_match(seed="https://example.org/"), set()),
    ("result", a_match(result=(Place(player=ALICE.id, rank=1),)), set()),
]


def followed(before: Match | None, after: Match, by: UserId | None = None) -> list[Planned | Cancelled]:
    tenant = an_organization(needs_channel="900")
    return list(followed_up(before, after, a_tournament(), tenant, NOW, by).jobs)


def kind(plan: Planned | Cancelled) -> str:
    id = plan.id if isinstance(plan, Cancelled) else plan.job.id
    return id.split(".")[0]


@pytest.mark.parametrize(("after", "kinds"), [each[1:] for each in FOLLOWS], ids=[each[0] for each in FOLLOWS])
def test_whatever_shows_a_field_follows_its_change_and_nothing_else_does(after: Match, kinds: set[str]) -> None:
    assert {kind(each) for each in followed(a_match(), after)} == kinds


def test_where_no_channel_is_set_no_list_of_needed_crew_is_kept() -> None:
    change = followed_up(None, a_match(), a_tournament(), an_organization(), NOW)
    assert "needs" not in {kind(each) for each in change.jobs}


# -- its end ---------------------------------------------------------------------------------------


def imported(**changes: Any) -> Match:
    return a_match(source=Source(episode=7, fingerprint="x"), **changes)


def end(before: Match | None, after: Match, by: UserId | None = None) -> Planned | Cancelled | None:
    return next((each for each in followed(before, after, by) if kind(each) == "finish"), None)


def test_an_imported_match_is_promised_to_end_four_hours_after_its_start() -> None:
    promise = end(None, imported())
    assert isinstance(promise, Planned)
    assert promise.due == NOW + timedelta(hours=7)
    assert end(None, a_match()) is None


def test_its_end_moves_with_it_and_goes_once_it_is_touched_or_has_no_time() -> None:
    later = imported(when=NOW + timedelta(hours=9))
    moved = end(imported(), later)
    assert isinstance(moved, Planned)
    assert moved.due == NOW + timedelta(hours=13)
    for after in (imported(when=None), rules.stepped(imported(), Status.CHECKED_IN, ALICE.user, NOW)):
        assert isinstance(end(imported(), after), Cancelled)
    assert end(imported(), imported(comment="late")) is None


def test_whoever_sets_a_match_back_after_its_end_was_due_keeps_it_open() -> None:
    match = imported(when=NOW - timedelta(hours=4))
    finished = rules.stepped(match, Status.FINISHED, None, NOW)
    assert isinstance(end(finished, match, ADMIN), Cancelled)
    assert isinstance(end(finished, match), Planned), "the import did"
    early = imported(when=NOW - timedelta(hours=3))
    assert isinstance(end(rules.cancelled(early, ADMIN, NOW), early, ADMIN), Planned)
