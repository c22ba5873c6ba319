"""Who becomes whom in a match, and what is kept of who is linked to whom."""

import pytest

from paddock.ids import PersonId, PlaceholderId, UserId
from paddock.matches.model import CrewMember, Place, Player, Role, Source
from paddock.placeholders import rules
from paddock.placeholders.model import MOST_BY_HAND, MOST_LINKS, Link, Links
from tests.support.values import ALICE, BOB, GHOST, TENANT, a_match

CAROL, ADMIN = UserId("13"), UserId("99")
SEVEN = PlaceholderId("sg_7")
CREW_SEVEN = PlaceholderId("sg_crew_7")


def links(users: dict[str, str] | None = None, by: UserId | None = None) -> Links:
    made = {PlaceholderId(id): Link(user=UserId(user), by=by) for id, user in (users or {}).items()}
    return Links(organization=TENANT, users=made)


def crew(id: str, role: Role = Role.TRACKER, *, approved: bool = False) -> CrewMember:
    return CrewMember(id=PersonId(id), name=f"crew {id}", role=role, approved=approved)


class TestAMatch:
    def test_a_player_becomes_the_user_and_keeps_name_and_stream(self) -> None:
        ghost = GHOST.model_copy(update={"stream": "ghosttv"})
        after = rules.relinked(a_match(players=(ALICE, ghost)), links({"sg_7": "13"}))
        assert after.players == (ALICE, Player(id=PersonId("13"), name="ghost", stream="ghosttv"))

    def test_a_player_who_is_there_already_is_there_once(self) -> None:
        after = rules.relinked(a_match(players=(ALICE, GHOST)), links({"sg_7": "11"}))
        assert after.players == (ALICE,)

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


class TestLinks:
    def test_a_later_link_replaces_an_earlier_one(self) -> None:
        after = rules.linked_by_hand(links({"sg_7": "11"}), SEVEN, CAROL, ADMIN)
        assert after.find(SEVEN) == Link(user=CAROL, by=ADMIN)

    def test_the_same_link_again_is_refused(self) -> None:
        with pytest.raises(rules.LinkedAlready):
            rules.linked_by_hand(links({"sg_7": "13"}), SEVEN, CAROL, ADMIN)

    def test_an_unlinked_one_is_a_placeholder_again(self) -> None:
        after = rules.unlinked(links({"sg_7": "13"}), SEVEN)
        assert rules.person(SEVEN, after) == SEVEN

    def test_nobody_is_unlinked_twice(self) -> None:
        with pytest.raises(rules.NotLinked):
            rules.unlinked(links(), SEVEN)

    def test_of_too_many_those_that_speedgaming_made_first_are_forgotten(self) -> None:
        many = rules.linked(
            links({"sg_1": "11"}, by=ADMIN),
            {PlaceholderId(f"sg_{n}"): Link(user=CAROL) for n in range(2, MOST_LINKS + 2)},
        )
        assert len(many.users) == MOST_LINKS
        assert many.find(PlaceholderId("sg_1")) is not None, "it was made by hand"
        assert many.find(PlaceholderId("sg_2")) is None

    def test_they_fit_into_one_item(self) -> None:
        """DynamoDB's limit is 400 KB."""
        by_hand = {f"sg_crew_{10**18 + n}": f"{10**19 + n}" for n in range(MOST_BY_HAND)}
        told = {PlaceholderId(f"sg_crew_{2 * 10**18 + n}"): Link(user=UserId(f"{10**19}")) for n in range(MOST_LINKS)}
        assert len(rules.linked(links(by_hand, by=ADMIN), told).model_dump_json(exclude_none=True)) < 390_000

    def test_more_by_hand_than_fit_are_refused(self) -> None:
        full = links({f"sg_{number}": "11" for number in range(1, MOST_BY_HAND + 1)}, by=ADMIN)
        with pytest.raises(rules.TooManyLinks):
            rules.linked_by_hand(full, PlaceholderId("sg_5000"), CAROL, ADMIN)
