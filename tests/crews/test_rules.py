"""Who may join a crew, as plain values."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.crews import rules
from paddock.ids import PersonId, UserId
from paddock.matches.model import MOST_CREW, CrewMember, Match, Role, Status
from tests.support.values import ALICE, NOW, a_match

START = NOW + timedelta(hours=3)
CAROL, BOSS = PersonId("13"), UserId("99")


def a_member(**changes: Any) -> CrewMember:
    return CrewMember(**{"id": CAROL, "name": "carol", "role": Role.TRACKER, **changes})


def signed_up(match: Match, role: Role = Role.TRACKER, at: Any = NOW) -> Match:
    return rules.signed_up(match, CAROL, "carol", role, at)


@pytest.mark.parametrize(("seconds", "is_open"), [(-1, True), (0, False), (1, False)])
def test_sign_up_closes_at_the_very_start(seconds: int, is_open: bool) -> None:
    assert rules.is_open(a_match(when=START), START + timedelta(seconds=seconds)) is is_open


@pytest.mark.parametrize("status", Status)
def test_sign_up_is_open_only_before_the_match_has_begun(status: Status) -> None:
    assert rules.is_open(a_match(status=status), NOW) is (status in (Status.SCHEDULED, Status.CHECKED_IN))


def test_sign_up_is_open_while_the_time_is_not_known() -> None:
    assert rules.is_open(a_match(when=None), NOW)


def test_who_signs_up_waits_for_approval() -> None:
    assert signed_up(a_match()).crew == (a_member(),)


def test_a_player_never_crews_their_own_match() -> None:
    with pytest.raises(rules.OwnMatch):
        rules.signed_up(a_match(), ALICE.id, "alice", Role.TRACKER, NOW)
    with pytest.raises(rules.PlaysInMatch):
        rules.added(a_match(), ALICE.id, "alice", Role.TRACKER, BOSS)


def test_a_role_is_taken_once_by_the_same_person() -> None:
    with pytest.raises(rules.AlreadySignedUp, match="waiting"):
        signed_up(a_match(crew=(a_member(),)))
    with pytest.raises(rules.AlreadySignedUp, match="approved"):
        signed_up(a_match(crew=(a_member(approved=True),)))


def test_after_the_start_nobody_signs_up() -> None:
    with pytest.raises(rules.SignUpClosed):
        signed_up(a_match(when=START), at=START)


def test_a_crew_has_an_end() -> None:
    crowd = tuple(a_member(id=PersonId(str(number))) for number in range(100, 100 + MOST_CREW))
    with pytest.raises(rules.CrewFull):
        signed_up(a_match(crew=crowd))
    with pytest.raises(rules.CrewFull):
        rules.added(a_match(crew=crowd), CAROL, "carol", Role.TRACKER, BOSS)


def test_withdrawing_leaves_all_roles_whatever_state_the_match_is_in() -> None:
    other = a_member(id=PersonId("14"))
    crew = (a_member(), other, a_member(role=Role.COMMENTATOR, approved=True))
    for status in Status:
        assert rules.withdrawn(a_match(crew=crew, status=status), CAROL).crew == (other,)


def test_what_speedgaming_says_about_helpers_is_nobody_s_to_withdraw() -> None:
    with pytest.raises(rules.NotSignedUp):
        rules.withdrawn(a_match(crew=(a_member(role=Role.HELPER),)), CAROL)


def test_helpers_are_kept_and_never_shown() -> None:
    match = a_match(crew=(a_member(role=Role.HELPER), a_member(approved=True), a_member(role=Role.COMMENTATOR)))
    assert [each.role for each in rules.visible(match)] == [Role.COMMENTATOR, Role.TRACKER], "who waits comes first"


def test_an_approval_says_who_approved() -> None:
    after = rules.approved(a_match(crew=(a_member(),)), CAROL, Role.TRACKER, BOSS)
    assert after.crew == (a_member(approved=True, approved_by=BOSS),)


def test_an_approval_concerns_one_role_of_one_person() -> None:
    crew = (a_member(role=Role.COMMENTATOR), a_member(), a_member(id=PersonId("14")))
    after = rules.approved(a_match(crew=crew), CAROL, Role.TRACKER, BOSS)
    assert [each.approved for each in after.crew] == [False, True, False]


def test_who_is_approved_is_not_approved_again() -> None:
    with pytest.raises(rules.AlreadyApproved):
        rules.approved(a_match(crew=(a_member(approved=True),)), CAROL, Role.TRACKER, BOSS)


def test_who_is_not_on_the_crew_is_neither_approved_nor_removed() -> None:
    with pytest.raises(rules.NotInCrew):
        rules.approved(a_match(), CAROL, Role.TRACKER, BOSS)
    with pytest.raises(rules.NotInCrew):
        rules.removed(a_match(crew=(a_member(),)), CAROL, Role.COMMENTATOR)


@pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED, Status.CANCELLED])
def test_the_crew_of_a_match_that_is_over_stays_as_it_was(status: Status) -> None:
    match = a_match(crew=(a_member(),), status=status)
    with pytest.raises(rules.MatchOver):
        rules.approved(match, CAROL, Role.TRACKER, BOSS)
    with pytest.raises(rules.MatchOver):
        rules.removed(match, CAROL, Role.TRACKER)
    with pytest.raises(rules.MatchOver):
        rules.added(match, PersonId("14"), "dave", Role.TRACKER, BOSS)


def test_who_is_added_needs_nobody_s_approval() -> None:
    after = rules.added(a_match(), CAROL, "carol", Role.TRACKER, BOSS)
    assert after.crew == (a_member(approved=True, approved_by=BOSS),)
    assert rules.added(a_match(crew=(a_member(),)), CAROL, "carol", Role.TRACKER, BOSS).crew == after.crew
