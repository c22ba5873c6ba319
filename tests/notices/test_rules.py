"""Who is told what when a match changes, clause by clause."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.ids import PersonId, UserId
from paddock.matches.model import CrewMember, Match, Player, Role, Source, Status
from paddock.notices.model import Fact, Telling
from paddock.notices.rules import tellings
from tests.support.values import ALICE, BOB, CAROL, GHOST, NOW, a_match

SOON, LATER, PAST = (NOW + timedelta(hours=hours) for hours in (1, 2, -1))
ORGANIZER = UserId("90")


def crew(user: str, role: Role = Role.COMMENTATOR, **changes: Any) -> CrewMember:
    approved_by = UserId("90") if changes.get("approved", True) else None
    usual = {"approved": True, "approved_by": approved_by}
    return CrewMember(id=PersonId(user), name=f"member {user}", role=role, **{**usual, **changes})


EVE, FAY = crew("21"), crew("22", Role.TRACKER)
WAITING = crew("23", approved=False)
HELPER = crew("24", Role.HELPER, approved_by=None)
NAMELESS = crew("sg_crew_5", approved_by=None)


def the_match(**changes: Any) -> Match:
    return a_match(**{"when": SOON, "version": 1, **changes})


def told(before: Match | None, after: Match, by: UserId | None = ORGANIZER) -> dict[str, Fact]:
    """The fact for each person; a person who is told two has a test of their own."""
    return {each.user: each.fact for each in tellings(before, after, NOW, by)}


def only(before: Match | None, after: Match, by: UserId | None = ORGANIZER) -> Telling:
    (telling,) = tellings(before, after, NOW, by)
    return telling


# -- scheduled ------------------------------------------------------------------------------------------------------


def test_the_players_of_a_new_match_are_told_that_it_is_scheduled() -> None:
    assert told(None, the_match(version=0)) == {"11": Fact.SCHEDULED, "12": Fact.SCHEDULED}


def test_of_a_new_match_without_a_time_nobody_is_told() -> None:
    assert told(None, the_match(version=0, when=None)) == {}


def test_once_a_match_has_a_time_players_and_approved_crew_are_told_that_it_is_scheduled() -> None:
    people = {"crew": (EVE, WAITING, HELPER, NAMELESS)}
    found = told(the_match(when=None, **people), the_match(**people))
    assert found == {"11": Fact.SCHEDULED, "12": Fact.SCHEDULED, "21": Fact.SCHEDULED}


def test_who_is_known_by_name_only_can_be_told_nothing() -> None:
    assert told(None, the_match(version=0, players=(ALICE, GHOST))) == {"11": Fact.SCHEDULED}


def test_a_player_who_joins_is_told_and_nobody_else() -> None:
    assert told(the_match(), the_match(players=(ALICE, BOB, CAROL))) == {"13": Fact.SCHEDULED}


def test_a_placeholder_that_turns_out_to_be_somebody_is_told_of_their_match() -> None:
    before, after = the_match(players=(ALICE, GHOST)), the_match(players=(ALICE, CAROL))
    assert told(before, after, by=None) == {"13": Fact.SCHEDULED}


def test_a_player_who_joins_a_match_without_a_time_is_told_once_it_has_one() -> None:
    before, joined = the_match(when=None), the_match(when=None, players=(ALICE, BOB, CAROL))
    assert told(before, joined) == {}
    assert told(joined, joined.model_copy(update={"when": SOON}))["13"] is Fact.SCHEDULED


# -- moved ----------------------------------------------------------------------------------------------------------


def test_of_another_time_players_and_approved_crew_are_told() -> None:
    people = {"crew": (EVE, FAY, WAITING, HELPER)}
    moved = dict.fromkeys(("11", "12", "21", "22"), Fact.MOVED)
    assert told(the_match(**people), the_match(when=LATER, **people)) == moved
    assert told(the_match(**people), the_match(when=LATER, **people), by=None) == moved


def test_a_time_that_is_taken_back_is_told_like_another_one() -> None:
    assert told(the_match(), the_match(when=None)) == {"11": Fact.MOVED, "12": Fact.MOVED}


@pytest.mark.parametrize("change", [{"title": "Final"}, {"stream": "zelda"}, {"comment": "be early"}, {"seed": "x"}])
def test_of_anything_else_nobody_is_told(change: dict[str, Any]) -> None:
    assert told(the_match(), the_match(**change)) == {}


@pytest.mark.parametrize("before", [None, {}, {"when": None}, {"players": (ALICE, CAROL)}])
@pytest.mark.parametrize("by", [None, ORGANIZER])
def test_a_start_that_is_past_is_news_to_nobody(before: dict[str, Any] | None, by: UserId | None) -> None:
    earlier = None if before is None else the_match(**before)
    assert told(earlier, the_match(when=PAST), by) == {}


@pytest.mark.parametrize("status", [Status.STARTED, Status.FINISHED, Status.CONFIRMED])
def test_once_it_has_begun_nobody_is_told_of_times_and_players(status: Status) -> None:
    assert told(the_match(status=status), the_match(status=status, when=LATER, players=(ALICE, CAROL))) == {}


@pytest.mark.parametrize("step", [Status.CHECKED_IN, Status.STARTED, Status.FINISHED])
def test_a_step_is_told_to_nobody_nor_its_undoing(step: Status) -> None:
    assert told(the_match(), the_match(status=step)) == told(the_match(status=step), the_match()) == {}


# -- dropped players ------------------------------------------------------------------------------------------------


def test_a_player_who_is_replaced_is_told_so_and_the_new_one_of_the_match() -> None:
    found = told(the_match(), the_match(players=(ALICE, CAROL)))
    assert found == {"12": Fact.DROPPED, "13": Fact.SCHEDULED}


def test_a_player_who_is_replaced_before_there_is_a_time_was_told_nothing_and_is_told_nothing() -> None:
    before = the_match(when=None)
    assert told(before, the_match(when=None, players=(ALICE, CAROL))) == {}
    assert "12" not in told(before, the_match(players=(ALICE, CAROL)))


def test_a_player_who_is_dropped_from_a_match_that_moves_reads_only_that() -> None:
    found = told(the_match(), the_match(players=(ALICE, CAROL), when=LATER))
    assert found == {"12": Fact.DROPPED, "13": Fact.SCHEDULED, "11": Fact.MOVED}


# -- crew -----------------------------------------------------------------------------------------------------------


def test_whoever_is_approved_is_told_and_nobody_else() -> None:
    approved = WAITING.model_copy(update={"approved": True, "approved_by": ORGANIZER})
    telling = only(the_match(crew=(EVE, WAITING)), the_match(crew=(EVE, approved)))
    assert telling == Telling(user=UserId("23"), fact=Fact.APPROVED, roles=(Role.COMMENTATOR,))


def test_a_sign_up_that_waits_is_told_to_nobody() -> None:
    assert told(the_match(), the_match(crew=(WAITING,)), by=UserId("23")) == {}


@pytest.mark.parametrize("member", [EVE, WAITING], ids=["approved", "waiting"])
def test_whoever_is_removed_by_somebody_else_is_told(member: CrewMember) -> None:
    assert only(the_match(crew=(member,)), the_match()).fact is Fact.REMOVED


def test_a_withdrawal_is_told_to_whoever_approved_and_nobody_else() -> None:
    telling = only(the_match(crew=(EVE,)), the_match(), by=UserId("21"))
    assert telling == Telling(user=ORGANIZER, fact=Fact.WITHDREW, roles=(Role.COMMENTATOR,), who="member 21")


@pytest.mark.parametrize("match", [{"when": PAST}, {"status": Status.STARTED}, {"status": Status.CANCELLED}])
def test_a_withdrawal_is_told_however_late(match: dict[str, Any]) -> None:
    assert told(the_match(crew=(EVE,), **match), the_match(**match), by=UserId("21")) == {"90": Fact.WITHDREW}


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED])
def test_a_withdrawal_from_a_match_that_is_played_is_told_to_nobody(status: Status) -> None:
    assert told(the_match(crew=(EVE,), status=status), the_match(status=status), by=UserId("21")) == {}


@pytest.mark.parametrize("member", [EVE, WAITING.model_copy(update={"id": PersonId("21")})])
def test_whoever_withdraws_from_an_imported_match_is_only_noted(member: CrewMember) -> None:
    about: dict[str, Any] = {"source": Source(episode=1, fingerprint="")}
    found = tellings(the_match(crew=(member,), **about), the_match(**about), NOW, UserId("21"))
    (noted,) = (each for each in found if each.user == UserId("21"))
    assert (noted.fact, noted.silent, noted.roles) == (Fact.REMOVED, True, (Role.COMMENTATOR,))


def test_a_withdrawal_before_approval_is_told_to_nobody() -> None:
    assert told(the_match(crew=(WAITING,)), the_match(), by=UserId("23")) == {}


def test_a_withdrawal_of_somebody_whom_speedgaming_approved_is_told_to_nobody() -> None:
    member = EVE.model_copy(update={"approved_by": None})
    assert told(the_match(crew=(member,)), the_match(), by=UserId("21")) == {}


def test_organizers_who_approved_themselves_are_not_told_that_they_withdrew() -> None:
    own = crew("90")
    assert told(the_match(crew=(own,)), the_match()) == {}


def test_who_leaves_two_roles_at_once_is_one_message_to_each_who_approved() -> None:
    other = UserId("91")
    roles = (crew("21"), crew("21", Role.TRACKER), crew("21", Role.RESTREAMER, approved_by=other))
    found = {each.user: each.roles for each in tellings(the_match(crew=roles), the_match(), NOW, UserId("21"))}
    assert found == {ORGANIZER: (Role.COMMENTATOR, Role.TRACKER), other: (Role.RESTREAMER,)}


def test_two_roles_that_are_approved_at_once_are_one_message() -> None:
    both = tuple(crew("21", role, approved_by=None) for role in (Role.COMMENTATOR, Role.TRACKER))
    telling = only(the_match(players=()), the_match(players=(), crew=both), by=None)
    assert (telling.roles, telling.imported) == ((Role.COMMENTATOR, Role.TRACKER), True)


def test_whoever_changes_roles_is_told_of_one_of_them_only() -> None:
    assert len(tellings(the_match(crew=(EVE,)), the_match(crew=(crew("21", Role.TRACKER),)), NOW, ORGANIZER)) == 1


def test_helpers_and_those_without_an_account_are_told_nothing() -> None:
    some = (HELPER, NAMELESS)
    assert told(the_match(), the_match(crew=some), by=None) == told(the_match(crew=some), the_match(), by=None) == {}


def test_whoever_is_approved_in_a_match_that_moves_reads_the_time_in_one_message() -> None:
    found = told(the_match(players=(), crew=(EVE, WAITING)), the_match(players=(), crew=(EVE, crew("23")), when=LATER))
    assert found == {"21": Fact.MOVED, "23": Fact.APPROVED}


@pytest.mark.parametrize(
    ("before", "after", "instead"),
    [
        ({"crew": (EVE,)}, {"when": LATER}, Fact.MOVED),
        ({"crew": (EVE,), "when": None}, {}, Fact.SCHEDULED),
        ({"players": (ALICE, Player(id=PersonId("21"), name="eve"))}, {"players": (ALICE, BOB)}, Fact.DROPPED),
        ({}, {}, None),
    ],
)
def test_an_approval_comes_before_whatever_else_the_same_change_brings(
    before: dict[str, Any], after: dict[str, Any], instead: Fact | None
) -> None:
    crew_after = (*before.get("crew", ()), crew("21", Role.TRACKER, approved_by=None))
    found = tellings(the_match(**before), the_match(**after, crew=crew_after), NOW, None)
    (telling,) = (each for each in found if each.user == UserId("21"))
    assert (telling.fact, telling.roles, telling.instead) == (Fact.APPROVED, (Role.TRACKER,), instead)


def test_the_approved_crew_of_a_match_that_is_imported_is_told_of_it() -> None:
    match = the_match(version=0, crew=(EVE.model_copy(update={"approved_by": None}), WAITING))
    assert told(None, match, by=None) == {"11": Fact.SCHEDULED, "12": Fact.SCHEDULED, "21": Fact.APPROVED}


def test_the_crew_of_a_match_that_is_imported_afterwards_is_told_nothing() -> None:
    assert told(None, the_match(version=0, when=PAST, crew=(EVE,)), by=None) == {}
    assert told(the_match(when=PAST, crew=(EVE,)), the_match(when=PAST), by=None) == {}


def test_an_approval_after_the_start_by_a_person_is_told() -> None:
    assert told(the_match(when=PAST), the_match(when=PAST, crew=(EVE,))) == {"21": Fact.APPROVED}


# -- cancelled and back ---------------------------------------------------------------------------------------------

CANCELLED = {"status": Status.CANCELLED, "crew": (EVE, WAITING, HELPER)}


@pytest.mark.parametrize("by", [None, ORGANIZER])
@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.CHECKED_IN, Status.STARTED])
def test_a_cancellation_is_told_to_all_also_those_who_wait(status: Status, by: UserId | None) -> None:
    before = the_match(status=status, crew=CANCELLED["crew"])
    assert told(before, the_match(**CANCELLED), by) == dict.fromkeys(("11", "12", "21", "23"), Fact.CANCELLED)


def test_a_cancellation_that_also_drops_somebody_is_told_to_them() -> None:
    assert told(the_match(), the_match(status=Status.CANCELLED, players=(ALICE, CAROL)), by=None).keys() == {
        "11",
        "12",
        "13",
    }


def test_a_match_that_is_past_is_cancelled_by_people_with_and_by_imports_without_a_word() -> None:
    before, after = the_match(when=PAST), the_match(when=PAST, status=Status.CANCELLED)
    assert told(before, after) == dict.fromkeys(("11", "12"), Fact.CANCELLED)
    assert told(before, after, by=None) == {}


def test_of_a_match_that_is_imported_as_cancelled_nobody_is_told() -> None:
    assert told(None, the_match(status=Status.CANCELLED, version=0), by=None) == {}


def test_of_changes_to_a_cancelled_match_nobody_is_told() -> None:
    assert told(the_match(**CANCELLED), the_match(**{**CANCELLED, "when": LATER, "crew": ()})) == {}


@pytest.mark.parametrize("when", [SOON, LATER, None])
def test_a_match_that_is_on_again_is_told_to_all_whom_its_end_was_told(when: Any) -> None:
    after = the_match(crew=CANCELLED["crew"], when=when)
    revived = dict.fromkeys(("11", "12", "21", "23"), Fact.REVIVED)
    assert told(the_match(**CANCELLED), after, by=None) == told(the_match(**CANCELLED), after) == revived


def test_a_sign_up_that_is_new_and_waits_in_a_match_that_is_on_again_is_told_to_nobody() -> None:
    assert "23" not in told(the_match(status=Status.CANCELLED), the_match(crew=(WAITING,)))


def test_who_joins_a_match_that_is_on_again_is_told_that_it_is_scheduled() -> None:
    found = told(the_match(status=Status.CANCELLED), the_match(players=(ALICE, CAROL)), by=None)
    assert found == {"11": Fact.REVIVED, "13": Fact.SCHEDULED}


def test_an_import_that_takes_back_the_cancellation_of_a_past_match_tells_nobody() -> None:
    assert told(the_match(status=Status.CANCELLED), the_match(when=PAST), by=None) == {}


# -- always ---------------------------------------------------------------------------------------------------------


def test_nobody_reads_two_messages_about_one_change() -> None:
    player_and_crew = crew("11", Role.TRACKER)
    befores = [None, the_match(), the_match(when=None), the_match(crew=(EVE, WAITING)), the_match(**CANCELLED)]
    afters = [
        the_match(crew=(EVE, FAY, player_and_crew)),
        the_match(when=LATER, players=(BOB, CAROL), crew=(player_and_crew, crew("12"))),
        the_match(status=Status.CANCELLED, players=(BOB, CAROL), crew=(crew("13"), EVE, crew("21", Role.TRACKER))),
    ]
    for found in (
        tellings(before, after, NOW, by) for before in befores for after in afters for by in (None, EVE.user)
    ):
        users = [each.user for each in found]
        assert len(users) == len(set(users))
