"""Who becomes whom in a match."""

import pytest

from paddock.ids import PersonId, PlaceholderId, UserId
from paddock.matches.model import MOST_CREW, CrewMember, Place, Player, Role, Source
from paddock.placeholders import rules
from paddock.placeholders.model import Link, Links
from tests.support.values import ALICE, BOB, GHOST, TENANT, a_match

CAROL = UserId("13")
SEVEN = PlaceholderId("sg_7")
CREW_SEVEN = PlaceholderId("sg_crew_7")


def links(users: dict[str, str] | None = None) -> Links:
    made = {PlaceholderId(id): Link(user=UserId(user)) for id, user in (users or {}).items()}
    return Links(organization=TENANT, users=made)


def crew(id: str, role: Role = Role.TRACKER, *, approved: bool = False) -> CrewMember:
    return CrewMember(id=PersonId(id), name=f"crew {id}", role=role, approved=approved)


class TestAMatch:
    def test_a_player_becomes_the_user_and_keeps_name_and_stream(self) -> None:
        ghost = GHOST.model_copy(update={"stream": "ghosttv"})
        after = rules.relinked(a_match(players=(ALICE, ghost)), links({"sg_7": "13"}))
        assert after.players == (
            ALICE,
            Player(id=PersonId("13"), name="ghost", stream="ghosttv", placeholder=SEVEN),
        )

    def test_a_player_who_is_there_already_is_there_once(self) -> None:
        after = rules.relinked(a_match(players=(ALICE, GHOST)), links({"sg_7": "11"}))
        assert [each.id for each in after.players] == [ALICE.id]

    def test_one_of_the_crew_becomes_the_user_there_and_in_what_the_feed_named_last(self) -> None:
        source = Source(episode=1, fingerprint="x", crew=(crew("sg_crew_7"),))
        after = rules.relinked(a_match(crew=(crew("sg_crew_7"),), source=source), links({"sg_crew_7": "13"}))
        assert after.source is not None
        assert [each.user for each in (*after.crew, *after.source.crew)] == [CAROL, CAROL]

    def test_one_of_the_crew_who_is_there_already_is_there_once_and_approved_if_either_was(self) -> None:
        both = (crew("13"), crew("sg_crew_7", approved=True))
        after = rules.relinked(a_match(crew=both), links({"sg_crew_7": "13"}))
        assert [(each.user, each.approved) for each in after.crew] == [(CAROL, True)]

    def test_they_keep_both_of_two_roles(self) -> None:
        both = (crew("13", Role.COMMENTATOR), crew("sg_crew_7"))
        after = rules.relinked(a_match(crew=both), links({"sg_crew_7": "13"}))
        assert [each.role for each in after.crew] == [Role.COMMENTATOR, Role.TRACKER]

    @pytest.mark.parametrize(("placeholder", "id"), [("sg_crew_7", "11"), ("sg_7", "13")])
    def test_who_turns_out_to_be_a_player_is_not_its_crew(self, placeholder: str, id: str) -> None:
        match = a_match(players=(ALICE, GHOST), crew=(crew("sg_crew_7"), crew("13")))
        after = rules.relinked(match, links({placeholder: id}))
        assert id not in {each.id for each in after.crew}

    def test_a_result_follows_and_of_two_places_the_better_one_counts(self) -> None:
        places = (Place(player=GHOST.id, rank=1, seconds=9), Place(player=ALICE.id, rank=2))
        match = a_match(players=(ALICE, GHOST), result=places)
        assert rules.relinked(match, links({"sg_7": "13"})).result[0].player == "13"
        assert rules.relinked(match, links({"sg_7": "11"})).result == (Place(player=ALICE.id, rank=1, seconds=9),)

    def test_whoever_is_not_linked_stays(self) -> None:
        match = a_match(players=(ALICE, GHOST), crew=(crew("sg_crew_7"),))
        assert rules.relinked(match, links({"sg_8": "13"})) == match

    def test_once_it_has_followed_it_stays_as_it_is(self) -> None:
        once = rules.relinked(a_match(players=(BOB, GHOST), crew=(crew("sg_crew_7"),)), links({"sg_7": "13"}))
        assert rules.relinked(once, links({"sg_7": "13"})) == once

    def test_players_and_crew_of_one_number_are_two_people(self) -> None:
        match = a_match(players=(BOB, GHOST), crew=(crew("sg_crew_7"),))
        assert rules.placeholders(match) == {SEVEN: "ghost", CREW_SEVEN: "crew sg_crew_7"}

    def test_slots_of_a_bracket_are_nobodys_placeholder(self) -> None:
        slot = Player(id=PersonId("slot_7"), name="Winner of A")
        assert rules.placeholders(a_match(players=(slot, BOB))) == {}

    def test_it_follows_another_link_and_is_a_placeholder_again_without_one(self) -> None:
        ghost = GHOST.model_copy(update={"stream": "ghosttv"})
        source = Source(episode=1, fingerprint="x", crew=(crew("sg_crew_7"),))
        places = (Place(player=GHOST.id, rank=1), Place(player=ALICE.id, rank=2))
        match = a_match(players=(ALICE, ghost), crew=(crew("sg_crew_7"),), source=source, result=places)
        carol = rules.relinked(match, links({"sg_7": "13", "sg_crew_7": "13"}))
        dan = links({"sg_7": "14", "sg_crew_7": "15"})
        assert rules.relinked(carol, dan) == rules.relinked(match, dan)
        assert rules.relinked(rules.relinked(carol, dan), links()) == match

    def test_who_is_there_in_their_own_right_stays_and_the_placeholder_stands_beside_them_again(self) -> None:
        match = a_match(players=(ALICE, GHOST), crew=(crew("13"), crew("sg_crew_7")))
        wrong = rules.relinked(match, links({"sg_7": "11", "sg_crew_7": "13"}))
        assert ([each.id for each in wrong.players], [each.id for each in wrong.crew]) == (["11"], ["13"])
        assert rules.relinked(wrong, links()) == match
        right = rules.relinked(wrong, links({"sg_7": "14", "sg_crew_7": "15"}))
        assert [each.id for each in right.players] == ["11", "14"]
        assert [each.id for each in right.crew] == ["13", "15"]

    def test_their_own_name_and_stream_are_the_ones_that_stay(self) -> None:
        after = rules.relinked(a_match(players=(GHOST, ALICE)), links({"sg_7": "11"}))
        assert [(each.id, each.name) for each in after.players] == [(ALICE.id, ALICE.name)]

    def test_two_placeholders_of_one_user_part_again(self) -> None:
        other = Player(id=PersonId("sg_8"), name="Spook")
        match = a_match(players=(GHOST, other))
        one = rules.relinked(match, links({"sg_7": "13", "sg_8": "13"}))
        assert [each.id for each in one.players] == ["13"]
        assert [each.id for each in rules.relinked(one, links({"sg_8": "13"})).players] == ["sg_7", "13"]
        assert rules.relinked(one, links()) == match

    def test_who_parts_from_a_player_of_a_result_comes_in_last(self) -> None:
        places = (Place(player=GHOST.id, rank=1, seconds=9), Place(player=ALICE.id, rank=2))
        wrong = rules.relinked(a_match(players=(ALICE, GHOST), result=places), links({"sg_7": "11"}))
        after = rules.relinked(wrong, links({"sg_7": "13"}))
        assert after.result == (Place(player=ALICE.id, rank=1, seconds=9), Place(player=CAROL, rank=2))

    def test_one_of_the_crew_who_was_taken_for_a_player_is_crew_again(self) -> None:
        source = Source(episode=1, fingerprint="x", crew=(crew("sg_crew_7"),))
        match = a_match(players=(ALICE, GHOST), crew=(crew("sg_crew_7"),), source=source)
        wrong = rules.relinked(match, links({"sg_crew_7": "11"}))
        assert wrong.crew == ()
        assert rules.relinked(wrong, links()) == match
        assert [each.id for each in rules.relinked(wrong, links({"sg_crew_7": "13"})).crew] == ["13"]

    def test_whoever_comes_back_never_makes_the_crew_larger_than_it_can_be(self) -> None:
        source = Source(episode=1, fingerprint="x", crew=(crew("sg_crew_7"),))
        match = a_match(players=(ALICE, GHOST), crew=(crew("sg_crew_7"),), source=source)
        wrong = rules.relinked(match, links({"sg_crew_7": "11"}))
        full = wrong.model_copy(update={"crew": tuple(crew(str(100 + n)) for n in range(MOST_CREW))})
        assert rules.relinked(full, links()).crew == full.crew

    def test_in_whatever_order_links_are_made_and_unmade_the_last_ones_count(self) -> None:
        other = Player(id=PersonId("sg_8"), name="Spook")
        source = Source(episode=1, fingerprint="x", crew=(crew("sg_crew_7"), crew("13")))
        match = a_match(players=(ALICE, GHOST, other), crew=source.crew, source=source)
        ways = [
            links({"sg_7": a, "sg_8": b, "sg_crew_7": c})
            for a in ["13", "11"]
            for b in ["13", "14"]
            for c in ["13", "11"]
        ]
        for first in ways:
            for last in (*ways, links()):
                found = rules.relinked(rules.relinked(match, first), last)
                expected = rules.relinked(match, last)
                assert {each.id for each in found.players} == {each.id for each in expected.players}
                assert {each.id for each in found.crew} - {"13"} == {each.id for each in expected.crew} - {"13"}
                assert rules.relinked(found, links()).players == match.players
