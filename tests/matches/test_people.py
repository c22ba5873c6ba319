"""How somebody who plays or covers a match is called."""

import pytest

from paddock.ids import PersonId
from paddock.matches import people
from paddock.matches.model import CrewMember, Player, Role
from tests.support.values import ALICE, GHOST, HOSTILE

CREW = CrewMember(id=ALICE.id, name="alice", role=Role.TRACKER)


@pytest.mark.parametrize("who", [ALICE, CREW])
def test_members_are_mentioned_where_mentions_are_rendered_and_named_elsewhere(who: Player | CrewMember) -> None:
    assert (people.shown(who), people.spelled(who)) == ("<@11>", "alice")


def test_whoever_is_no_member_is_named() -> None:
    assert people.shown(GHOST) == people.spelled(GHOST) == "ghost"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_escaped_cut_and_never_empty(name: str) -> None:
    who = Player(id=PersonId("sg_1"), name=name)
    assert 1 <= len(people.spelled(who)) <= 40
    assert 1 <= len(people.shown(who)) <= 120
    assert "@everyone" not in people.shown(who).replace("\\@everyone", "")
