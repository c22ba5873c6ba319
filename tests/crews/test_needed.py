"""Which matches lack crew, as plain values."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.crews.needed import in_need, lacking
from paddock.ids import PersonId, TournamentId
from paddock.matches.model import CrewMember, Match, Player, Role, Status
from paddock.tournaments.model import Directory
from tests.support.values import ALICE, BOB, CAROL, GHOST, NOW, TENANT, WINTER, a_match, a_tournament

COMMENTATOR, TRACKER = Role.COMMENTATOR, Role.TRACKER


def crew(*roles: Role, approved: bool = True) -> tuple[CrewMember, ...]:
    return tuple(
        CrewMember(id=PersonId(str(50 + number)), name="x", role=role, approved=approved)
        for number, role in enumerate(roles)
    )


@pytest.mark.parametrize(
    ("players", "trackers"),
    [((), 1), ((ALICE, BOB), 1), ((ALICE, BOB, CAROL), 2), ((ALICE, BOB, CAROL, GHOST), 2)],
    ids=["none yet", "two", "three", "four"],
)
def test_two_commentators_and_with_more_than_two_players_two_trackers(
    players: tuple[Player, ...], trackers: int
) -> None:
    assert lacking(a_match(players=players)) == {COMMENTATOR: 2, TRACKER: trackers}


def test_only_the_approved_count() -> None:
    waiting = crew(COMMENTATOR, COMMENTATOR, TRACKER, approved=False)
    assert lacking(a_match(crew=waiting)) == {COMMENTATOR: 2, TRACKER: 1}


def test_what_is_there_is_not_needed() -> None:
    assert lacking(a_match(crew=crew(COMMENTATOR, TRACKER))) == {COMMENTATOR: 1}
    assert lacking(a_match(crew=crew(COMMENTATOR, COMMENTATOR, TRACKER, TRACKER))) == {}


def test_a_restreamer_is_welcome_not_needed() -> None:
    assert lacking(a_match(crew=crew(Role.RESTREAMER, Role.HELPER))) == {COMMENTATOR: 2, TRACKER: 1}


def listed(match: Match, tournament: TournamentId | None = None, **changes: Any) -> bool:
    directory = Directory(organization=TENANT).listing(a_tournament(**changes))
    return bool(in_need([match], directory, NOW, tournament))


def test_a_match_is_listed_until_its_start() -> None:
    assert listed(a_match(when=NOW + timedelta(seconds=1)))
    assert not listed(a_match(when=NOW))
    assert not listed(a_match(status=Status.STARTED))
    assert not listed(a_match(status=Status.CANCELLED))


def test_only_tournaments_that_are_going_on_need_crew() -> None:
    assert listed(a_match())
    assert not listed(a_match(), active=False)
    assert not listed(a_match(), active=False, archived=True)


def test_one_tournament_may_be_asked_for() -> None:
    assert listed(a_match(), WINTER)
    assert not listed(a_match(), TournamentId("301"))
