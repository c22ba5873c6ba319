"""Rule 5: who covers an imported match, as the feed and whoever acts here say in turn."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.ids import PersonId, UserId
from paddock.matches.model import MOST_CREW, CrewMember, Match, Player, Role, Status
from paddock.speedgaming.crewing import merged
from paddock.speedgaming.steps import Import, Unchanged, Update
from tests.speedgaming.values import (
    ADA,
    BEN,
    DOT,
    EVE,
    an_episode,
    followed,
    imported,
    links,
    only_step,
)

Crew = tuple[CrewMember, ...]

CAROL = UserId("111111111111111105")
ORGANIZER = UserId("111111111111111199")
BEGUN = (Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED)


def member(id: str = "7", role: Role = Role.COMMENTATOR, **changes: Any) -> CrewMember:
    return CrewMember(id=PersonId(id), role=role, **{"name": f"Crew {id}", **changes})


def after(match: Match, **changes: Any) -> Match:
    """The match once the feed lists the episode so."""
    step = only_step(followed(an_episode(**changes)), ours=(match,))
    assert isinstance(step, Update)
    return step.after


class TestWhatIsImported:
    def test_a_new_match_comes_with_its_crew(self) -> None:
        step = only_step(followed(an_episode(crew=(DOT, EVE))))
        assert isinstance(step, Import)
        assert [(each.id, each.role, each.approved, each.approved_by) for each in step.match.crew] == [
            ("111111111111111104", Role.COMMENTATOR, True, None),
            ("sg_crew_602", Role.TRACKER, False, None),
        ]

    def test_helpers_are_kept(self) -> None:
        step = only_step(followed(an_episode(crew=(DOT.model_copy(update={"role": Role.HELPER}),))))
        assert isinstance(step, Import)
        assert [each.role for each in step.match.crew] == [Role.HELPER]
        assert step.match.approved_crew == (), "whom nobody is told about"

    def test_a_slot_of_a_bracket_among_the_crew_is_no_user(self) -> None:
        slot = DOT.model_copy(update={"name": "Winner of Group A"})
        step = only_step(followed(an_episode(crew=(slot,))))
        assert isinstance(step, Import)
        assert [each.user for each in step.match.crew] == [None]

    def test_a_player_never_crews_their_own_match_and_that_is_told(self) -> None:
        both = DOT.model_copy(update={"discord_id": ADA.discord_id})
        step = only_step(followed(an_episode(crew=(both, EVE))))
        assert isinstance(step, Import)
        assert [each.name for each in step.match.crew] == ["Eve"]
        assert step.remark == "Dot can't crew a match that they play"
        assert isinstance(only_step(followed(an_episode(crew=(both, EVE))), ours=(step.match,)), Unchanged)

    def test_who_plays_no_more_crews_it_again_as_the_feed_says(self) -> None:
        both = DOT.model_copy(update={"discord_id": ADA.discord_id})
        ours = imported(an_episode(crew=(both,)))
        assert [each.name for each in after(ours, players=(BEN,), crew=(both,)).crew] == ["Dot"]

    def test_who_signed_up_here_and_is_made_a_player_there_is_crew_no_more(self) -> None:
        signed_up = imported(an_episode(players=(BEN,)), crew=(member(str(ADA.discord_id)),))
        assert after(signed_up).crew == ()

    def test_a_role_of_which_the_feed_says_nothing_stays_as_it_was(self) -> None:
        ours = imported(an_episode(crew=(DOT, EVE)))
        silent = after(ours, crew=(EVE,), unsaid=(Role.COMMENTATOR,))
        assert silent.crew == ours.crew
        assert [each.name for each in after(silent, crew=(EVE,)).crew] == ["Eve"], "once it says that nobody has it"

    def test_an_unchanged_crew_is_left_alone(self) -> None:
        episode = an_episode(crew=(DOT, EVE))
        assert isinstance(only_step(followed(episode), ours=(imported(episode),)), Unchanged)

    @pytest.mark.parametrize("status", BEGUN)
    def test_a_match_that_has_begun_here_keeps_its_players_and_follows_the_crew(self, status: Status) -> None:
        begun = imported(an_episode(), status=status)
        changed = after(begun, players=(BEN,), crew=(DOT,))
        assert (changed.players, [each.name for each in changed.crew]) == (begun.players, ["Dot"])

    def test_two_accounts_that_are_linked_to_one_user_are_one_of_the_crew_and_approved_if_either_is(self) -> None:
        twice = (EVE, EVE.model_copy(update={"id": 603, "approved": True}))
        linked = links(sg_crew_602=CAROL, sg_crew_603=CAROL)
        step = only_step(followed(an_episode(crew=twice)), linked=linked)
        assert isinstance(step, Import)
        assert [(each.user, each.approved) for each in step.match.crew] == [(CAROL, True)]


class TestWhoSaysWhat:
    """What the feed changes there changes here; what was decided here stays."""

    def test_whom_the_feed_adds_is_added_behind_the_others(self) -> None:
        local = member("8")
        assert merged((), (member(),), (local,), ()) == (local, member())

    def test_whom_the_feed_removes_is_removed(self) -> None:
        assert merged((member(),), (), (member(), member("8")), ()) == (member("8"),)

    def test_whom_the_feed_approves_is_approved_by_it(self) -> None:
        approved = member(approved=True)
        assert merged((member(),), (approved,), (member(),), ()) == (approved,)

    def test_whom_it_approves_no_more_is_not(self) -> None:
        approved = member(approved=True)
        assert merged((approved,), (member(),), (approved,), ()) == (member(),)

    def test_a_local_sign_up_stays_whatever_the_feed_says_of_others(self) -> None:
        local = member("8", approved=True, approved_by=ORGANIZER)
        assert merged((member(),), (member("9"),), (member(), local), ()) == (local, member("9"))

    def test_a_local_approval_stays_while_the_feed_says_nothing_new_of_them(self) -> None:
        local = member(approved=True, approved_by=ORGANIZER)
        assert merged((member(),), (member(), member("9")), (local,), ()) == (local, member("9"))

    def test_a_local_removal_stays_while_the_feed_says_nothing_new_of_them(self) -> None:
        assert merged((member(),), (member(), member("9")), (), ()) == (member("9"),)

    def test_whom_the_feed_approves_after_they_were_removed_here_is_back(self) -> None:
        assert merged((member(),), (member(approved=True),), (), ()) == (member(approved=True),)

    def test_whom_it_approves_no_more_after_they_were_removed_here_stays_away(self) -> None:
        assert merged((member(approved=True),), (member(),), (), ()) == ()

    def test_who_signed_up_here_and_was_approved_is_not_unapproved_by_being_named_there(self) -> None:
        local = member(approved=True, approved_by=ORGANIZER)
        assert merged((), (member(),), (local,), ()) == (local,)

    def test_a_word_about_one_role_is_none_about_another(self) -> None:
        tracker = member(role=Role.TRACKER, approved=True, approved_by=ORGANIZER)
        assert merged((member(),), (), (member(), tracker), ()) == (tracker,)

    def test_a_name_that_changes_there_changes_here(self) -> None:
        local = member(approved=True, approved_by=ORGANIZER)
        (only,) = merged((member(),), (member(name="New"),), (local,), ())
        assert (only.name, only.approved_by) == ("New", ORGANIZER)

    def test_of_too_many_the_approved_ones_and_the_first_stay(self) -> None:
        waiting = tuple(member(str(number)) for number in range(100, 100 + MOST_CREW))
        approved = tuple(member(str(number), approved=True) for number in range(200, 203))
        kept = merged((), approved, waiting, ())
        assert kept == (*waiting[:-3], *approved)
        Match.model_validate_json(imported(an_episode(), crew=kept).model_dump_json())


people = st.builds(
    CrewMember,
    id=st.sampled_from(["1", "2", "3", "sg_crew_4"]).map(PersonId),
    name=st.just("Somebody"),
    role=st.sampled_from([Role.COMMENTATOR, Role.TRACKER]),
    approved=st.booleans(),
)
crews = st.lists(people, max_size=5, unique_by=lambda each: (each.id, each.role)).map(tuple)
players = st.lists(st.sampled_from(["1", "9"]), max_size=2, unique=True).map(
    lambda ids: tuple(Player(id=PersonId(id), name=id) for id in ids)
)
locally = member("5", approved=True, approved_by=ORGANIZER)


class TestProperties:
    @given(crews, crews, crews, players)
    def test_the_same_feed_again_changes_nothing(
        self, before: Crew, now: Crew, ours: Crew, playing: tuple[Player, ...]
    ) -> None:
        once = merged(before, now, ours, playing)
        assert merged(now, now, once, playing) == once

    @given(st.lists(crews, min_size=2, max_size=6))
    def test_who_only_signed_up_here_outlives_whatever_the_feed_says_of_others(self, feeds: Sequence[Crew]) -> None:
        ours: Crew = (locally,)
        for before, now in pairwise(feeds):
            ours = merged(before, now, ours, ())
        assert locally in ours

    @given(people, st.lists(crews, min_size=2, max_size=6), st.booleans())
    def test_what_was_decided_of_somebody_here_outlives_feeds_that_say_the_same_of_them(
        self, somebody: CrewMember, feeds: Sequence[Crew], removed: bool
    ) -> None:
        constant = [(somebody, *(each for each in feed if place(each) != place(somebody))) for feed in feeds]
        decided = somebody.model_copy(update={"approved": not somebody.approved, "approved_by": ORGANIZER})
        ours: Crew = () if removed else (decided,)
        for before, now in pairwise(constant):
            ours = merged(before, now, ours, ())
        assert [each for each in ours if place(each) == place(somebody)] == ([] if removed else [decided])

    @given(crews, crews)
    def test_where_nothing_was_decided_here_ours_is_theirs(self, before: Crew, now: Crew) -> None:
        assert {*merged(before, now, before, ())} == {*now}

    @given(crews, crews, crews, players)
    def test_nobody_is_twice_in_a_role_and_no_player_is_among_them(
        self, before: Crew, now: Crew, ours: Crew, playing: tuple[Player, ...]
    ) -> None:
        places = [place(each) for each in merged(before, now, ours, playing)]
        assert len(places) == len(set(places))
        assert not {id for id, _ in places} & {each.id for each in playing}


def place(who: CrewMember) -> tuple[PersonId, Role]:
    return who.id, who.role
