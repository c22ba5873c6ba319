"""How many of a tournament's matches are not over: counted with each match, however it comes and goes."""

from typing import Any

import pytest

from paddock.ids import MatchId, OrganizationId, TournamentId
from paddock.matches.model import Match, Status
from paddock.matches.records import created, saved
from paddock.store.change import Add
from paddock.store.item import Table
from tests.support.league import League
from tests.support.values import NOW
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, together

TENANT = OrganizationId("1")
CUP, OPEN = TournamentId("71"), TournamentId("72")


def a_match(**changes: Any) -> Match:
    return Match(**{"organization": TENANT, "id": MatchId("1"), "tournament": CUP, "version": 1, **changes})


def added(change: Any) -> dict[str, int]:
    return {write.key.sk: write.amount for write in change.writes if isinstance(write, Add)}


def counted(world: World) -> list[int]:
    return [each["tally"] for each in world.documents(Table.RECORDS, "OPEN#")]


def test_a_new_match_counts() -> None:
    assert added(created(a_match(version=0))) == {"OPEN#71": 1}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"title": "Final"}, {}),
        ({}, {"status": Status.CHECKED_IN}, {}),
        ({}, {"status": Status.FINISHED}, {"OPEN#71": -1}),
        ({}, {"status": Status.CANCELLED}, {"OPEN#71": -1}),
        ({"status": Status.FINISHED}, {"status": Status.CONFIRMED}, {}),
        ({"status": Status.CANCELLED}, {"status": Status.SCHEDULED}, {"OPEN#71": 1}),
        ({}, {"tournament": OPEN}, {"OPEN#71": -1, "OPEN#72": 1}),
        ({"status": Status.CANCELLED}, {"tournament": OPEN}, {}),
        ({"status": Status.CANCELLED}, {"tournament": OPEN, "status": Status.SCHEDULED}, {"OPEN#72": 1}),
    ],
)
def test_a_change_counts_where_the_match_is_open_now(
    before: dict[str, Any], after: dict[str, Any], expected: dict[str, int]
) -> None:
    assert added(saved(a_match(**before), a_match(**before).model_copy(update=after), NOW)) == expected


def test_many_changes_in_one_transaction_are_one_addition() -> None:
    change = created(a_match(version=0)) + created(a_match(version=0, id=MatchId("2")))
    assert added(change) == {"OPEN#71": 2}
    assert change.size == 5
    assert added(change + saved(a_match(), a_match(status=Status.FINISHED), NOW)) == {"OPEN#71": 1}


def test_matches_are_counted_through_the_door(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    first, _ = league.match(tournament), league.match(tournament)
    assert counted(world) == [2]
    league.admin.slash("match edit", match=first, title="Final")
    league.admin.slash("match cancel", match=first)
    assert counted(world) == [1]


def test_matches_made_at_the_same_moment_are_all_counted(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    others = [world.add_admin(league.server, f"organizer{number}") for number in range(2)]

    def creates(person: Any) -> str:
        return str(person.slash("match create", tournament=tournament, when="in 3 hours", title="Final").said)

    with all_read_before_any_writes(world, 2):
        together(*(lambda person=person: creates(person) for person in others))
    made = [each for each in world.documents(Table.RECORDS, "MATCH") if "players" in each]
    assert counted(world) == [len(made)]
    assert made
