"""Other matches at the same time."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.crews import conflicts
from paddock.crews.conflicts import Lengths
from paddock.ids import MatchId, PersonId, TournamentId
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.tournaments.model import Directory
from tests.crews.desk import Desk
from tests.support.values import ALICE, NOW, TENANT, a_match, a_tournament, an_organization

LONG = TournamentId("301")
DIRECTORY = (
    Directory(organization=TENANT)
    .listing(a_tournament())
    .listing(a_tournament(id=LONG, slug="marathon", event_minutes=600))
)
LENGTHS = Lengths(DIRECTORY, an_organization(event_minutes=120))


def another(hours: float, **changes: Any) -> Match:
    return a_match(**{"id": MatchId("401"), "when": NOW + timedelta(hours=hours), **changes})


def clash(other: Match) -> bool:
    return conflicts.clash(a_match(when=NOW), other, LENGTHS)


@pytest.mark.parametrize(("hours", "at_once"), [(-2, False), (-1.99, True), (0, True), (1.99, True), (2, False)])
def test_matches_clash_while_one_begins_before_the_other_ends(hours: float, at_once: bool) -> None:
    assert clash(another(hours)) is at_once


def test_each_match_is_as_long_as_its_tournament_s_events() -> None:
    assert clash(another(-9, tournament=LONG))
    assert not clash(another(-10, tournament=LONG))
    assert not clash(another(2, tournament=LONG))


def test_a_match_without_a_time_or_that_is_over_clashes_with_none() -> None:
    assert not clash(another(0, when=None))
    assert not clash(another(0, status=Status.CANCELLED))
    assert not conflicts.clash(a_match(when=None), another(0), LENGTHS)


def test_a_match_does_not_clash_with_itself() -> None:
    assert not clash(a_match(when=NOW))


def test_players_and_crew_are_taken_helpers_are_not() -> None:
    crew = tuple(
        CrewMember(id=PersonId(id), name="x", role=role) for id, role in (("50", Role.TRACKER), ("51", Role.HELPER))
    )
    others = (another(0, crew=crew),)
    assert conflicts.of(ALICE.id, others) == others
    assert conflicts.of(PersonId("50"), others) == others
    assert conflicts.of(PersonId("51"), others) == ()


def test_a_long_match_that_began_hours_ago_is_found(desk: Desk, carol: Any) -> None:
    marathon = desk.tournament(name="Marathon", slug="marathon", event_minutes=600)
    desk.match(marathon, title="Long one", player1=carol.user_id, when="in 1 hours")
    match = desk.match(desk.cup, when="in 9 hours")
    assert "**Long one**" in desk.signs_up(carol, match).said


def test_another_crew_counts_as_well(desk: Desk, carol: Any) -> None:
    desk.signs_up(carol, desk.match(desk.cup, title="Semifinal"))
    assert "they are on the crew of **Semifinal**" in desk.signs_up(carol, desk.match(desk.cup)).said


def test_many_conflicts_are_counted(desk: Desk, carol: Any) -> None:
    for number in range(5):
        desk.match(desk.cup, title=f"Match {number}", player1=carol.user_id)
    said = desk.signs_up(carol, desk.match(desk.cup)).said
    assert said.count("play in") == 3
    assert "and 2 more." in said
