"""The import's rules 1 to 4, 6, 7 and 9, as values."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock.ids import PersonId, TournamentId, UserId
from paddock.matches import views
from paddock.matches.model import CrewMember, Match, Place, Role, Status, Step
from paddock.matches.rules import LockedByImport, edited, stepped, unstepped
from paddock.speedgaming.episode import BadEpisode, Episode
from paddock.speedgaming.plan import found, gone, plan
from paddock.speedgaming.steps import Failed, Import, Skip, Unchanged, Update, Vanished
from paddock.speedgaming.steps import Step as Taken
from tests.speedgaming.values import (
    ADA,
    BEN,
    CUP,
    CYD,
    EVE,
    NO_LINKS,
    NOW,
    OPEN,
    START,
    a_tournament,
    an_episode,
    followed,
    imported,
    links,
    match_id,
    only_step,
    planned,
)

LATER = START + timedelta(hours=3)
BEGUN = (Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED)


def updated(episode: Episode, match: Match) -> Update:
    step = only_step(followed(episode), ours=(match,))
    assert isinstance(step, Update)
    return step


class TestTheWindow:
    """Rule 1."""

    @pytest.mark.parametrize("start", [NOW - timedelta(hours=2), NOW, NOW + timedelta(days=7)])
    def test_it_reaches_from_two_hours_ago_to_seven_days_ahead(self, start: datetime) -> None:
        assert isinstance(only_step(followed(an_episode(start=start))), Import)

    def test_what_lies_outside_is_not_imported(self) -> None:
        early, late = NOW - timedelta(hours=2, seconds=1), NOW + timedelta(days=7, seconds=1)
        assert planned(followed(an_episode(1, start=early), an_episode(2, start=late))) == ()

    def test_a_tournament_can_look_thirty_days_ahead(self) -> None:
        far = a_tournament(speedgaming_days=30)
        assert isinstance(only_step(followed(an_episode(start=NOW + timedelta(days=29)), tournament=far)), Import)


class TestOneEpisodeIsOneMatch:
    """Rule 2."""

    def test_its_id_is_the_episodes(self) -> None:
        step = only_step(followed(an_episode(3001)))
        assert isinstance(step, Import)
        assert step.match.id == "sg3001"

    def test_a_doubleheader_is_one_match(self) -> None:
        four = (ADA, BEN, CYD, CYD.model_copy(update={"id": 504, "name": "Dot"}))
        step = only_step(followed(an_episode(players=four)))
        assert isinstance(step, Import)
        assert [player.name for player in step.match.players] == ["Ada", "Ben", "Cyd", "Dot"]

    def test_two_tournaments_that_follow_one_event_have_it_once(self) -> None:
        first, second = a_tournament("71"), a_tournament("72")
        step = only_step(followed(an_episode(), tournament=first), followed(an_episode(), tournament=second))
        assert isinstance(step, Import)
        assert step.match.tournament == "71"

    def test_the_one_that_looks_further_ahead_has_what_only_it_sees(self) -> None:
        far = an_episode(start=NOW + timedelta(days=20))
        near, wide = a_tournament("71"), a_tournament("72", speedgaming_days=30)
        step = only_step(followed(far, tournament=near), followed(far, tournament=wide))
        assert isinstance(step, Import)
        assert step.match.tournament == "72"

    def test_an_episode_that_moves_to_another_event_takes_its_match_along(self) -> None:
        lantern, moss = a_tournament("71"), a_tournament("72", CUP)
        ours = imported(an_episode(), lantern)
        step = only_step(followed(tournament=lantern), followed(an_episode(), tournament=moss), ours=(ours,))
        assert isinstance(step, Update)
        assert (step.after.id, step.after.tournament) == (ours.id, "72")

    def test_a_match_that_was_put_into_another_tournament_here_stays_there(self) -> None:
        moved = imported(an_episode(), tournament="75")
        assert isinstance(only_step(followed(an_episode()), ours=(moved,)), Unchanged)
        assert updated(an_episode(start=LATER), moved).after.tournament == "75"


class TestLinkedPlaceholders:
    """Rule 4."""

    CAROL = "111111111111111105"

    def test_a_placeholder_that_is_linked_is_its_user(self) -> None:
        step = only_step(followed(an_episode()), linked=links(sg_502=self.CAROL))
        assert isinstance(step, Import)
        assert [player.id for player in step.match.players] == [ADA.discord_id, self.CAROL]

    def test_players_and_crew_are_linked_apart(self) -> None:
        step = only_step(followed(an_episode()), linked=links(sg_crew_502=self.CAROL))
        assert isinstance(step, Import)
        assert [player.id for player in step.match.players] == [ADA.discord_id, "sg_502"]

    def test_a_valid_discord_id_goes_before_a_link(self) -> None:
        step = only_step(followed(an_episode()), linked=links(sg_501=self.CAROL))
        assert isinstance(step, Import)
        assert step.match.players[0].id == ADA.discord_id

    def test_who_is_linked_to_another_player_of_the_match_is_there_once(self) -> None:
        step = only_step(followed(an_episode()), linked=links(sg_502=str(ADA.discord_id)))
        assert isinstance(step, Import)
        assert [player.name for player in step.match.players] == ["Ada"]

    def test_a_link_changes_a_match_though_its_episode_did_not(self) -> None:
        ours = imported(an_episode())
        step = only_step(followed(an_episode()), ours=(ours,), linked=links(sg_502=self.CAROL))
        assert isinstance(step, Update)
        assert step.after.players[1].id == self.CAROL
        again = only_step(followed(an_episode()), ours=(step.after,), linked=links(sg_502=self.CAROL))
        assert isinstance(again, Unchanged)

    def test_a_match_that_has_begun_keeps_its_players_under_their_linked_names(self) -> None:
        begun = imported(an_episode(), status=Status.STARTED)
        step = only_step(followed(an_episode()), ours=(begun,), linked=links(sg_502=self.CAROL))
        assert isinstance(step, Update)
        assert (step.after.players[1].id, step.note) == (self.CAROL, None)

    def test_what_was_decided_of_somebody_here_stays_when_they_are_linked(self) -> None:
        episode = an_episode(crew=(EVE,))
        ours = imported(episode)
        approved = ours.model_copy(update={"crew": (ours.crew[0].model_copy(update={"approved": True}),)})
        step = only_step(followed(episode), ours=(approved,), linked=links(sg_crew_602=self.CAROL))
        assert isinstance(step, Update)
        assert [(each.id, each.approved) for each in step.after.crew] == [(self.CAROL, True)]


class TestPeople:
    """Rules 3 and 4: what the feed's own tests leave open."""

    def test_a_valid_discord_id_is_the_player_and_anybody_else_a_placeholder(self) -> None:
        step = only_step(followed(an_episode()))
        assert isinstance(step, Import)
        assert [(player.id, player.user) for player in step.match.players] == [
            ("111111111111111101", "111111111111111101"),
            ("sg_502", None),
        ]

    def test_a_slot_of_a_bracket_is_shown_by_name_and_is_never_a_user(self) -> None:
        slot = ADA.model_copy(update={"name": "Winner of Group A"})
        step = only_step(followed(an_episode(players=(slot, BEN))))
        assert isinstance(step, Import)
        first = step.match.players[0]
        assert (first.id, first.name, first.user) == ("slot_501", "Winner of Group A", None)

    def test_two_slots_that_share_an_id_stay_two_players(self) -> None:
        slots = tuple(ADA.model_copy(update={"name": f"Winner of {group}"}) for group in "AB")
        step = only_step(followed(an_episode(players=slots)))
        assert isinstance(step, Import)
        assert [player.id for player in step.match.players] == ["slot_501", "slot_501_2"]

    def test_when_an_id_appears_the_player_becomes_that_user(self) -> None:
        known = BEN.model_copy(update={"discord_id": "111111111111111102"})
        after = updated(an_episode(players=(ADA, known)), imported(an_episode())).after
        assert [player.id for player in after.players] == ["111111111111111101", "111111111111111102"]

    @pytest.mark.parametrize("id", [2**63 - 1])
    def test_the_longest_ids_are_ids_of_ours(self, id: int) -> None:
        slot = BEN.model_copy(update={"id": id, "name": "Loser of A"})
        step = only_step(followed(an_episode(id, players=(BEN.model_copy(update={"id": id}), slot, slot))))
        assert isinstance(step, Import)
        Match.model_validate_json(step.match.model_dump_json())
        assert all(PersonId.fits(player.id) for player in step.match.players)

    def test_a_title_and_the_stream_are_taken_over(self) -> None:
        step = only_step(followed(an_episode(title="Final", channels=("fabletv", "other"))))
        assert isinstance(step, Import)
        assert (step.match.title, step.match.stream, step.match.when) == ("Final", "fabletv", START)


class TestChanges:
    """Rule 6."""

    def test_an_unchanged_episode_is_left_alone(self) -> None:
        assert only_step(followed(an_episode()), ours=(imported(an_episode()),)) == Unchanged(match_id(1))

    def test_time_title_players_and_channel_are_followed(self) -> None:
        after = updated(
            an_episode(start=LATER, title="Final", players=(BEN, CYD), channels=("fabletv",)), imported(an_episode())
        ).after
        assert (after.when, after.title, after.stream) == (LATER, "Final", "fabletv")
        assert [player.name for player in after.players] == ["Ben", "Cyd"]

    def test_once_followed_it_is_unchanged(self) -> None:
        moved = an_episode(start=LATER)
        after = updated(moved, imported(an_episode())).after
        assert isinstance(only_step(followed(moved), ours=(after,)), Unchanged)

    @pytest.mark.parametrize("status", BEGUN)
    def test_a_match_that_has_begun_here_keeps_its_time_and_players(self, status: Status) -> None:
        begun = imported(an_episode(), status=status)
        step = only_step(followed(an_episode(start=LATER, players=(BEN, CYD))), ours=(begun,))
        assert step == Skip(begun.id, f"Round 1 (1) is {status} here and keeps its time and players")

    @pytest.mark.parametrize("status", BEGUN)
    def test_the_rest_of_it_is_followed_and_the_reason_told(self, status: Status) -> None:
        begun = imported(an_episode(), status=status)
        step = updated(an_episode(start=LATER, title="Final", channels=("fabletv",)), begun)
        assert (step.after.when, step.after.title, step.after.stream) == (START, "Final", "fabletv")
        assert (step.after.status, step.note) == (status, f"Final (1) is {status} here and keeps its time")

    def test_what_it_kept_is_taken_over_once_it_is_set_back(self) -> None:
        moved = an_episode(start=LATER, title="Final")
        begun = updated(moved, imported(an_episode(), status=Status.STARTED)).after
        assert isinstance(only_step(followed(moved), ours=(begun,)), Skip)
        set_back = begun.model_copy(update={"status": Status.SCHEDULED})
        assert updated(moved, set_back).after.when == LATER

    def test_a_match_that_was_cancelled_here_stays_cancelled(self) -> None:
        cancelled = imported(an_episode(), status=Status.CANCELLED)
        for episode in (an_episode(), an_episode(start=LATER)):
            step = only_step(followed(episode), ours=(cancelled,))
            assert step == Skip(cancelled.id, "Round 1 (1) was cancelled here")

    def test_a_stream_that_was_set_here_stays_while_the_feed_names_the_same_channel(self) -> None:
        streamed = imported(an_episode(channels=("fabletv",)), stream="ours")
        assert updated(an_episode(start=LATER, channels=("fabletv",)), streamed).after.stream == "ours"

    def test_a_stream_that_was_set_here_gives_way_to_another_channel_of_the_feed(self) -> None:
        streamed = imported(an_episode(channels=("fabletv",)), stream="ours")
        assert updated(an_episode(channels=("mosstv",)), streamed).after.stream == "mosstv"
        assert updated(an_episode(), streamed).after.stream is None

    def test_a_comment_stays(self) -> None:
        commented = imported(an_episode(), comment="Bring snacks")
        assert updated(an_episode(start=LATER), commented).after.comment == "Bring snacks"


class TestVanishing:
    """Rule 7."""

    def vanished(self) -> Vanished:
        step = only_step(followed(), ours=(imported(an_episode()),))
        assert isinstance(step, Vanished)
        return step

    def test_a_match_that_is_not_listed_any_more_is_to_be_looked_up(self) -> None:
        assert self.vanished().source.episode == 1

    def test_a_clear_not_found_cancels_and_marks_it(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        assert step.cancels
        assert step.after.source is not None
        assert step.after.source.vanished

    def test_a_cancelled_one_is_not_looked_up_again(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        assert planned(followed(), ours=(step.after,)) == ()

    def test_the_cancellation_is_a_step_that_nobody_took_and_coming_back_takes_it_back(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        assert step.after.steps == (Step(before=Status.SCHEDULED, after=Status.CANCELLED, at=NOW),)
        assert updated(an_episode(), step.after).after.steps == ()

    def test_one_that_was_taken_up_again_here_stays_and_the_reason_is_told(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        restored = unstepped(step.after)
        assert only_step(followed(), ours=(restored,)) == Skip(
            match_id(1), "Round 1 (1) was taken up again here, though SpeedGaming has it no more"
        )
        assert updated(an_episode(), restored).after == imported(an_episode())

    def test_a_returning_episode_revives_it_as_the_feed_has_it_now(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        back = updated(an_episode(start=LATER), step.after)
        assert back.revives
        assert (back.after.status, back.after.when) == (Status.SCHEDULED, LATER)
        assert isinstance(only_step(followed(an_episode(start=LATER)), ours=(back.after,)), Unchanged)

    def test_an_unchanged_episode_revives_it_too(self) -> None:
        step = gone(self.vanished(), NOW)
        assert isinstance(step, Update)
        assert updated(an_episode(), step.after).after == imported(an_episode())

    @pytest.mark.parametrize("hours", [-3, -2, 24 * 7 + 1])
    def test_aging_out_of_the_window_is_not_vanishing(self, hours: int) -> None:
        ours = imported(an_episode(start=NOW + timedelta(hours=hours)))
        assert planned(followed(), ours=(ours,)) == ()

    def test_at_the_edge_where_the_feed_cuts_by_the_broadcast_nothing_vanishes(self) -> None:
        ours = imported(an_episode(start=NOW - timedelta(hours=1, minutes=50)))
        assert planned(followed(), ours=(ours,)) == ()

    def test_a_bad_episode_has_not_vanished(self) -> None:
        bad = BadEpisode(position=1, id=1, reason="when is blank")
        (step,) = planned(followed(bad=(bad,)), ours=(imported(an_episode()),))
        assert isinstance(step, Failed)

    def test_an_episode_without_players_has_not_vanished(self) -> None:
        (step,) = planned(followed(an_episode(players=())), ours=(imported(an_episode()),))
        assert isinstance(step, Skip)

    def test_an_event_that_could_not_be_asked_lets_nothing_vanish(self) -> None:
        moss = a_tournament("72", CUP)
        assert planned(followed(tournament=moss), ours=(imported(an_episode()),)) == ()

    def test_a_match_that_was_made_here_never_vanishes(self) -> None:
        assert planned(followed(), ours=(imported(an_episode(), source=None),)) == ()

    def test_a_match_that_has_started_here_is_not_looked_up_and_the_reason_told(self) -> None:
        step = only_step(followed(), ours=(imported(an_episode(), status=Status.STARTED),))
        assert step == Skip(match_id(1), "Round 1 (1) is started here, though no longer listed")

    def checked_in(self) -> Match:
        return stepped(imported(an_episode()), Status.CHECKED_IN, None, NOW)

    def test_one_that_is_only_checked_in_is_cancelled_once_it_is_clearly_gone(self) -> None:
        step = only_step(followed(), ours=(self.checked_in(),))
        assert isinstance(step, Vanished)
        cancelled = gone(step, NOW)
        assert isinstance(cancelled, Update)
        assert cancelled.cancels

    def test_when_it_returns_it_is_checked_in_again_and_keeps_its_time(self) -> None:
        step = only_step(followed(), ours=(self.checked_in(),))
        assert isinstance(step, Vanished)
        cancelled = gone(step, NOW)
        assert isinstance(cancelled, Update)
        back = updated(an_episode(start=LATER), cancelled.after)
        assert (back.after.status, back.after.when) == (Status.CHECKED_IN, START)
        assert back.note == "Round 1 (1) is checked in here and keeps its time"

    def test_one_that_is_checked_in_and_exists_elsewhere_is_looked_up_once(self) -> None:
        step = only_step(followed(), ours=(self.checked_in(),))
        assert isinstance(step, Vanished)
        elsewhere = found(step, an_episode(start=LATER), followed(), NO_LINKS)
        assert isinstance(elsewhere, Update)
        assert (elsewhere.after.status, elsewhere.after.when) == (Status.CHECKED_IN, START)
        assert planned(followed(), ours=(elsewhere.after,)) == ()

    @pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED, Status.CANCELLED])
    def test_a_match_that_is_over_is_not_looked_up(self, status: Status) -> None:
        assert planned(followed(), ours=(imported(an_episode(), status=status),)) == ()

    def test_one_that_was_moved_out_of_the_window_moves_here(self) -> None:
        far = START + timedelta(days=30)
        step = found(self.vanished(), an_episode(start=far), followed(), NO_LINKS)
        assert isinstance(step, Update)
        assert step.after.when == far
        assert planned(followed(), ours=(step.after,)) == ()
        weeks_later = followed(now=NOW + timedelta(days=28))
        assert isinstance(only_step(weeks_later, ours=(step.after,)), Vanished), "once it is near, it can vanish"

    def test_one_that_exists_elsewhere_is_looked_up_once(self) -> None:
        step = found(self.vanished(), an_episode(), followed(), NO_LINKS)
        assert isinstance(step, Update)
        assert step.after.status is Status.SCHEDULED
        assert not step.is_seen
        assert planned(followed(), ours=(step.after,)) == ()

    def test_once_it_is_listed_again_it_can_vanish_again(self) -> None:
        elsewhere = found(self.vanished(), an_episode(), followed(), NO_LINKS)
        assert isinstance(elsewhere, Update)
        listed = updated(an_episode(), elsewhere.after).after
        assert isinstance(only_step(followed(), ours=(listed,)), Vanished)

    def test_one_that_lost_its_players_elsewhere_stays_as_it_was(self) -> None:
        vanished = self.vanished()
        step = found(vanished, an_episode(start=LATER, players=()), followed(), NO_LINKS)
        assert isinstance(step, Update)
        assert (step.after.when, step.after.players) == (vanished.match.when, vanished.match.players)


class TestDeletedTournaments:
    """Its matches had to be cancelled; whoever lists their episodes has them."""

    again = a_tournament("74")

    def orphan(self, episode: Episode | None = None, **changes: Any) -> Match:
        cancelled = stepped(imported(episode or an_episode()), Status.CANCELLED, UserId("7"), NOW)
        return cancelled.model_copy(update=changes)

    def step(self, episode: Episode, ours: Match) -> Taken | Vanished:
        (step,) = plan([followed(episode, tournament=self.again)], {ours.id: ours}, NO_LINKS, {TournamentId("71")})
        return step

    def test_a_listed_match_is_taken_over_and_its_cancellation_undone(self) -> None:
        step = self.step(an_episode(start=LATER), self.orphan())
        assert isinstance(step, Update)
        assert step.revives
        assert (step.after.tournament, step.after.status, step.after.steps) == ("74", Status.SCHEDULED, ())
        assert step.after.when == LATER

    def test_from_then_on_it_is_as_any_other(self) -> None:
        step = self.step(an_episode(), self.orphan())
        assert isinstance(step, Update)
        assert isinstance(self.step(an_episode(), step.after), Unchanged)
        again = stepped(step.after, Status.CANCELLED, UserId("7"), NOW)
        assert self.step(an_episode(), again) == Skip(match_id(1), "Round 1 (1) was cancelled here")

    def test_one_whose_time_has_passed_stays_cancelled(self) -> None:
        past = an_episode(start=NOW - timedelta(hours=1))
        assert isinstance(self.step(past, self.orphan(past)), Skip)

    @pytest.mark.parametrize("status", [Status.FINISHED, Status.CONFIRMED])
    def test_one_that_was_played_stays_where_it_was(self, status: Status) -> None:
        assert isinstance(self.step(an_episode(), imported(an_episode(), status=status)), Unchanged)

    def test_one_that_is_listed_no_more_stays_cancelled(self) -> None:
        orphan = self.orphan()
        listing = [followed(tournament=self.again)]
        assert plan(listing, {orphan.id: orphan}, NO_LINKS, {TournamentId("71")}) == ()


class TestSlots:
    """Rule 9: a tournament can ask for episodes without players."""

    asking = a_tournament(speedgaming_slots=True)

    def slot(self) -> Match:
        step = only_step(followed(an_episode(players=(), title="TBD"), tournament=self.asking))
        assert isinstance(step, Import)
        return step.match

    def test_they_are_imported_without_players(self) -> None:
        assert (self.slot().players, self.slot().title) == ((), "TBD")

    def test_they_are_shown_as_tbd(self) -> None:
        card = views.card(self.slot(), self.asking, NOW).card
        assert card is not None
        assert "**Players** TBD" in card.lines

    def test_once_they_have_players_the_match_has_them(self) -> None:
        step = only_step(followed(an_episode(), tournament=self.asking), ours=(self.slot(),))
        assert isinstance(step, Update)
        assert [player.name for player in step.after.players] == ["Ada", "Ben"]

    def test_of_two_tournaments_the_one_that_asks_for_them_has_them(self) -> None:
        first = followed(an_episode(players=()), tournament=a_tournament("70"))
        step = only_step(first, followed(an_episode(players=()), tournament=self.asking))
        assert isinstance(step, Import)
        assert step.match.tournament == "71"


class TestLocks:
    """Rule 10."""

    def test_time_title_and_players_are_locked_against_local_edits(self) -> None:
        for changes in ({"when": LATER}, {"title": "Final"}, {"players": ()}):
            with pytest.raises(LockedByImport):
                edited(imported(an_episode()), changes, {OPEN})

    def test_stream_comment_and_seed_stay_editable(self) -> None:
        changes = {"stream": "ours", "comment": "Bring snacks", "seed": "https://example.org/1"}
        after = edited(imported(an_episode()), changes, {OPEN})
        assert (after.stream, after.comment, after.seed) == ("ours", "Bring snacks", "https://example.org/1")
        assert isinstance(only_step(followed(an_episode()), ours=(after,)), Unchanged), "and outlive the next import"

    def test_crew_status_and_result_stay_editable_and_outlive_the_next_import(self) -> None:
        ours = imported(an_episode())
        covered = CrewMember(id=PersonId("7"), name="carol", role=Role.TRACKER)
        placed = Place(player=ours.players[0].id, rank=1)
        begun = stepped(ours, Status.CHECKED_IN, None, NOW)
        after = begun.model_copy(update={"crew": (covered,), "result": (placed,)})
        assert isinstance(only_step(followed(an_episode()), ours=(after,)), Unchanged)


class TestWhatIsNotImported:
    """Rule 9."""

    def test_an_episode_without_players_is_skipped_until_it_has_some(self) -> None:
        assert only_step(followed(an_episode(players=()))) == Skip(match_id(1), "Round 1 (1) has no players yet")
        assert isinstance(only_step(followed(an_episode())), Import)

    def test_a_match_whose_episode_lost_its_players_stays_as_it_was(self) -> None:
        step = only_step(followed(an_episode(players=(), start=LATER)), ours=(imported(an_episode()),))
        assert isinstance(step, Skip)

    def test_a_bad_episode_is_named_and_the_others_are_imported(self) -> None:
        bad = (
            BadEpisode(position=1, id=5, reason="when is blank"),
            BadEpisode(position=2, id=None, reason="id is missing"),
        )
        good, *notes = planned(followed(an_episode(), bad=bad))
        assert isinstance(good, Import)
        assert notes == [
            Failed(match_id(5), "lantern-open, episode 5: when is blank"),
            Failed(None, "lantern-open, the episode at place 2: id is missing"),
        ]

    def test_a_bad_episode_of_an_event_that_two_follow_is_named_once(self) -> None:
        bad = (BadEpisode(position=1, id=5, reason="when is blank"),)
        first, second = a_tournament("71"), a_tournament("72")
        assert len(planned(followed(tournament=first, bad=bad), followed(tournament=second, bad=bad))) == 1
