"""What a cycle writes: rules 2, 6 and 7 on a real table, through conflicts, twins and crashes."""

from datetime import datetime, timedelta
from functools import cached_property
from threading import Thread
from typing import Any

import httpx
import pytest

from infra.local.feed_samples import CUP, OPEN, Json, player
from paddock.ids import OrganizationId, PersonId, TournamentId, UserId
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.matches.records import MatchStore
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.importing import Importer
from paddock.speedgaming.steps import Unchanged
from paddock.speedgaming.window import Window
from paddock.store.table import Session
from paddock.tools import Tools
from tests.speedgaming.desk import ADA, BEN, CYD, Desk
from tests.speedgaming.values import NO_LINKS, NOW, START, followed, match_id
from tests.support.aws import Account

LATER = START + timedelta(hours=3)
CAROL = "111111111111111105"
DOT = {"id": 601, "displayName": "Dot", "discordId": "", "approved": True, "ready": True}
SOON = NOW + timedelta(minutes=5)


class TestOneTransaction:
    def test_a_match_comes_with_its_audit_and_all_that_follows_from_it(self, desk: Desk, account: Account) -> None:
        desk.feed.put(1)
        desk.cycle()
        assert desk.match(1).when == START
        assert desk.jobs() == {"event.sg1.9", "remind.sg1", "finish.sg1"}
        assert desk.told() == {(ADA["discordId"], "scheduled"), (BEN["discordId"], "scheduled")}
        assert desk.audit() == [("match.imported", "match:sg1")]
        assert account.calls.count("TransactWriteItems") == 2, "the match, and the task's history"

    def test_its_reminder_moves_with_it(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.cycle()
        desk.feed.put(1, start=LATER)
        assert desk.cycle(SOON)["updated"] == 1
        assert desk.promised("remind.sg1") == LATER - timedelta(minutes=30)
        assert desk.audit()[0] == ("match.changed", "match:sg1")

    def test_a_tournament_without_events_promises_none(self, desk: Desk) -> None:
        desk.add_tournament("72", event=CUP, scheduled_events=False)
        desk.feed.put(1, CUP)
        desk.cycle()
        assert desk.jobs() == {"remind.sg1", "finish.sg1"}

    def test_placeholders_alone_are_not_reminded_and_told_nothing(self, desk: Desk) -> None:
        desk.feed.put(1, players=(CYD,))
        desk.cycle()
        assert (desk.jobs(), desk.told()) == ({"event.sg1.9", "finish.sg1"}, set())

    def test_sixty_matches_take_a_few_transactions_and_each_has_its_line_in_the_audit(
        self, desk: Desk, account: Account
    ) -> None:
        for id in range(1, 61):
            desk.feed.put(id)
        assert desk.cycle()["imported"] == 60
        assert len(set(desk.audit())) == 60
        assert account.calls.count("TransactWriteItems") == 6, "five of twelve matches, and the task's history"

    def test_a_match_moves_with_its_episode_to_the_tournament_that_follows_the_other_event(self, desk: Desk) -> None:
        desk.add_tournament("72", event=CUP)
        desk.feed.put(1)
        desk.cycle()
        desk.feed.put(1, CUP)
        assert desk.cycle(SOON)["updated"] == 1
        assert desk.match(1).tournament == "72"
        assert sorted(desk.feed.questions) == ["lantern-open"] * 2 + ["moss-cup"] * 2, "nothing had to be looked up"

    def test_where_that_one_shows_no_events_the_match_loses_its_event(self, desk: Desk) -> None:
        desk.add_tournament("72", event=CUP, scheduled_events=False)
        desk.feed.put(1, CUP)
        desk.cycle()
        assert "event.sg1.9" not in desk.jobs()
        desk.feed.put(1)
        desk.cycle(SOON)
        desk.feed.put(1, CUP)
        before = desk.promised("event.sg1.9")
        desk.cycle(SOON + timedelta(minutes=5))
        assert desk.promised("event.sg1.9") != before

    def test_a_match_that_was_put_into_a_tournament_that_follows_nothing_stays_there(self, desk: Desk) -> None:
        desk.add_tournament("73", event="", scheduled_events=False)
        desk.feed.put(1)
        desk.cycle()
        desk.change_match(1, tournament=TournamentId("73"))
        desk.feed.put(1, start=LATER)
        assert desk.cycle(SOON)["updated"] == 1
        assert (desk.match(1).tournament, desk.match(1).when) == ("73", LATER)


ORGANIZER = UserId("5")


def crowd(first: int, count: int) -> list[Json]:
    return [player(id, f"P{id}", discordId=str(10**17 + id)) for id in range(first, first + count)]


class TestTooLarge:
    """DynamoDB takes 100 items at once."""

    def put(self, desk: Desk, first: int, crew: int = 24, **changes: Any) -> None:
        covering = [each | {"approved": True} for each in crowd(first + 100, crew)]
        desk.feed.put(1, players=crowd(first, 8), commentators=covering, **changes)

    def sign_up(self, desk: Desk, count: int) -> None:
        signed_up = [
            CrewMember(id=PersonId(str(10**17 + id)), name="L", role=Role.TRACKER, approved=True, approved_by=ORGANIZER)
            for id in range(1, count + 1)
        ]
        desk.change_match(1, crew=(*desk.match(1).crew, *signed_up))

    @pytest.fixture
    def desk(self, desk: Desk) -> Desk:
        """Where a match that is an event in many servers changes all of its players and imported crew, and its time:
        everybody is to be told."""
        desk.link_servers(*(str(number) for number in range(100, 119)))
        self.put(desk, 1000)
        desk.cycle()
        self.sign_up(desk, 16)
        self.put(desk, 2000, start=LATER)
        return desk

    def test_a_change_that_fits_into_no_transaction_fails_alone_and_is_named(self, desk: Desk) -> None:
        desk.feed.put(2)
        told = desk.cycle(SOON)
        assert (told["imported"], told["updated"], told["failed"]) == (1, 0, 1)
        (note,) = desk.last_run().notes
        assert note.startswith("Round 1 (1) changes too much at once: ")
        assert (desk.match(1).when, desk.match(2).when) == (START, START)

    def test_with_fewer_people_it_is_followed(self, desk: Desk) -> None:
        desk.cycle(SOON)
        self.put(desk, 2000, 4, start=LATER)
        assert desk.cycle(SOON + timedelta(minutes=5))["updated"] == 1
        assert desk.match(1).when == LATER


class TestTenants:
    def test_two_organizations_that_follow_one_event_never_touch_each_other(self, desk: Desk) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", speedgaming_days=30)
        desk.feed.put(1)
        assert desk.cycle()["imported"] == 2
        desk.change_match(1, "8", status=Status.CANCELLED)
        desk.feed.put(1, start=LATER)
        desk.cycle(SOON)
        assert (desk.match(1).when, desk.match(1).tournament) == (LATER, "71")
        assert (desk.match(1, "8").when, desk.match(1, "8").tournament) == (START, "81")
        assert {subject for _, subject in desk.audit("8")} == {"match:sg1"}


class TestVanishing:
    """Rule 7."""

    @pytest.fixture
    def desk(self, desk: Desk) -> Desk:
        desk.feed.put(1)
        desk.cycle()
        desk.feed.asked.clear()
        return desk

    def test_it_is_looked_up_once_and_a_clear_not_found_cancels_it(self, desk: Desk) -> None:
        desk.feed.remove(1)
        assert desk.cycle(SOON)["cancelled"] == 1
        assert desk.feed.questions == ["lantern-open", "1"]
        assert desk.match(1).status is Status.CANCELLED
        assert desk.audit()[0] == ("match.vanished", "match:sg1")
        assert desk.jobs() == {"event.sg1.9"}, "its event goes with the next job, its reminder and its end are gone"
        assert desk.cycle(SOON + timedelta(minutes=5))["due"] == 0
        assert desk.feed.questions == ["lantern-open", "1", "lantern-open"]

    def test_a_returning_episode_revives_it(self, desk: Desk) -> None:
        desk.feed.remove(1)
        desk.cycle(SOON)
        desk.feed.put(1, start=LATER)
        assert desk.cycle(SOON + timedelta(minutes=5))["updated"] == 1
        assert (desk.match(1).status, desk.match(1).when) == (Status.SCHEDULED, LATER)
        assert desk.audit()[0] == ("match.returned", "match:sg1")
        assert "remind.sg1" in desk.jobs()

    def test_a_look_up_that_fails_leaves_it_and_is_noted(self, desk: Desk) -> None:
        desk.feed.remove(1)
        desk.feed.fail_looking_up()
        assert desk.cycle(SOON)["failed"] == 1
        assert desk.match(1).status is Status.SCHEDULED
        assert desk.last_run().notes == ("Round 1 (1) is no longer listed and could not be looked up: HTTP status 500",)
        desk.feed.mend()
        assert desk.cycle(SOON + timedelta(minutes=5))["cancelled"] == 1

    def test_one_that_was_moved_far_away_moves_here(self, desk: Desk) -> None:
        far = NOW + timedelta(days=40)
        desk.feed.put(1, start=far)
        assert desk.cycle(SOON)["updated"] == 1
        assert desk.match(1).when == far
        assert desk.cycle(SOON + timedelta(minutes=5))["due"] == 0
        assert desk.feed.questions == ["lantern-open", "1", "lantern-open"]

    def test_one_that_another_community_sees_further_ahead_is_not_asked_for(self, desk: Desk) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", speedgaming_days=30)
        desk.feed.put(1, start=NOW + timedelta(days=20))
        desk.cycle(SOON)
        assert desk.match(1).when == NOW + timedelta(days=20)
        assert desk.feed.questions == ["lantern-open"]

    def test_one_that_belongs_to_another_event_now_is_looked_up_once(self, desk: Desk) -> None:
        desk.feed.hide(1)
        for minutes in (5, 10, 15):
            desk.cycle(NOW + timedelta(minutes=minutes))
        assert desk.feed.questions == ["lantern-open", "1", "lantern-open", "lantern-open"]
        assert desk.match(1).status is Status.SCHEDULED

    def test_a_feed_that_is_broken_lets_nothing_vanish(self, desk: Desk) -> None:
        desk.feed.remove(1)
        desk.feed.fail("lantern-open")
        assert desk.cycle(SOON)["failed"] == 1
        assert desk.match(1).status is Status.SCHEDULED
        assert desk.feed.questions == ["lantern-open"]

    def test_a_bad_episode_has_not_vanished(self, desk: Desk) -> None:
        desk.feed.spoil(1)
        assert desk.cycle(SOON)["failed"] == 1
        assert desk.match(1).status is Status.SCHEDULED
        assert desk.last_run().notes == ("lantern-open, episode 1: when is no time",)

    def test_one_that_is_only_checked_in_here_is_cancelled_with_it(self, desk: Desk) -> None:
        desk.change_match(1, status=Status.CHECKED_IN)
        desk.feed.remove(1)
        assert desk.cycle(SOON)["cancelled"] == 1
        assert desk.feed.questions == ["lantern-open", "1"]

    def test_look_ups_that_fail_each_time_do_not_keep_the_others_from_theirs(self, desk: Desk) -> None:
        for id in range(2, 31):
            desk.feed.put(id)
        desk.cycle(SOON)
        for id in range(1, 31):
            desk.feed.remove(id)

        def fail_for_most(request: httpx.Request) -> httpx.Response | None:
            return httpx.Response(500) if request.url.params.get("id") in map(str, range(1, 30)) else None

        desk.feed.intervene = fail_for_most
        cancelled = [desk.cycle(NOW + timedelta(minutes=m))["cancelled"] for m in (10, 15, 20, 25)]
        assert sum(cancelled) == 1
        assert desk.match(30).status is Status.CANCELLED

    def test_what_was_not_looked_up_is_named_and_has_not_failed(self, desk: Desk) -> None:
        for id in range(2, 22):
            desk.feed.put(id)
        desk.cycle(SOON)
        desk.feed.state.episodes.clear()
        told = desk.cycle(NOW + timedelta(minutes=10))
        assert (told["cancelled"], told["skipped"], told["failed"]) == (20, 1, 0)
        (note,) = desk.last_run().notes
        assert note.endswith(
            "is no longer listed and not asked in this cycle: enough were looked up, the next cycle goes on"
        )

    def test_no_more_than_twenty_are_looked_up_in_one_cycle(self, desk: Desk) -> None:
        for id in range(2, 31):
            desk.feed.put(id)
        desk.cycle(SOON)
        desk.feed.state.episodes.clear()
        assert [desk.cycle(NOW + timedelta(minutes=m))["cancelled"] for m in (10, 15, 20)] == [20, 10, 0]


class Meanwhile:
    """Somebody else's change, made just before the transaction that the import is about to make."""

    def __init__(self, desk: Desk, account: Account, times: int) -> None:
        self._desk, self._account, self._times = desk, account, times
        account.before = self

    def __call__(self, name: str) -> None:
        if name == "TransactWriteItems" and self._times:
            self._times -= 1
            with self._account.unwatched():
                self._desk.change_match(1, comment=f"Edited, {self._times} more to come")


class TestConflicts:
    @pytest.fixture
    def desk(self, desk: Desk) -> Desk:
        for id in (1, 2, 3):
            desk.feed.put(id)
        desk.cycle()
        for id in (1, 2, 3):
            desk.feed.put(id, start=LATER)
        return desk

    def test_one_changed_meanwhile_is_read_again_and_both_changes_stay(self, desk: Desk, account: Account) -> None:
        Meanwhile(desk, account, times=1)
        assert desk.cycle(SOON)["updated"] == 3
        assert {match.when for match in desk.matches().values()} == {LATER}
        assert desk.match(1).comment == "Edited, 0 more to come"

    def test_one_that_is_changed_over_and_over_is_counted_failed_and_the_others_are_not_lost(
        self, desk: Desk, account: Account
    ) -> None:
        Meanwhile(desk, account, times=99)
        told = desk.cycle(SOON)
        assert (told["updated"], told["failed"]) == (2, 1)
        assert [desk.match(id).when for id in (1, 2, 3)] == [START, LATER, LATER]
        account.before = lambda name: None
        assert desk.cycle(SOON + timedelta(minutes=5))["updated"] == 1

    def test_one_that_begins_meanwhile_keeps_its_time(self, desk: Desk, account: Account) -> None:
        def begin(name: str) -> None:
            if name == "TransactWriteItems":
                account.before = lambda name: None
                with account.unwatched():
                    desk.change_match(1, status=Status.STARTED)

        account.before = begin
        told = desk.cycle(SOON)
        assert (told["updated"], told["skipped"]) == (2, 1)
        assert desk.match(1).when == START

    def test_what_a_twin_has_imported_meanwhile_is_unchanged(self, desk: Desk, account: Account) -> None:
        def let_the_twin_run(name: str) -> None:
            if name == "TransactWriteItems":
                account.before = lambda name: None
                with account.unwatched():
                    assert desk.cycle(SOON)["imported"] == 1

        desk.feed.put(4)
        account.before = let_the_twin_run
        told = desk.cycle(SOON)
        assert (told["unchanged"], told["imported"], told["failed"]) == (4, 0, 0)

    def test_an_index_that_lags_behind_is_not_trusted_twice(self, desk: Desk, account: Account) -> None:
        def let_the_twin_run(name: str) -> None:
            if name == "TransactWriteItems":
                account.before = lambda name: None
                with account.unwatched():
                    desk.cycle(SOON)

        desk.feed.put(4)
        desk.feed.remove(3)
        tools, asking = LaggingTools(desk), Asking(desk.client, 60.0)
        theirs = asking.schedule(OPEN, Window.ahead(7, NOW))
        account.before = let_the_twin_run
        steps = Importer(desk.organization(), [followed(*theirs.episodes)], NO_LINKS, asking, tools).run()
        assert set(steps) == {Unchanged(match_id(id)) for id in (1, 2, 4)}

    def test_a_task_that_is_switched_off_meanwhile_stays_off_and_has_its_history(
        self, desk: Desk, account: Account
    ) -> None:
        writes = 0

        def switch_off(name: str) -> None:
            nonlocal writes
            writes += name == "TransactWriteItems"
            if writes == 2:
                account.before = lambda name: None
                with account.unwatched():
                    desk.disable()

        account.before = switch_off
        desk.cycle(SOON)
        assert (desk.task().enabled, desk.last_run().counts["updated"]) == (False, 3)


class TestItsTournament:
    def meanwhile(self, desk: Desk, account: Account, **changes: Any) -> None:
        """Somebody changes the tournament just before the import writes."""

        def change(name: str) -> None:
            if name == "TransactWriteItems":
                account.before = lambda name: None
                with account.unwatched():
                    desk.change_tournament(**changes)

        account.before = change

    @pytest.mark.parametrize(
        "changes", [{"archived": True, "active": False}, {"active": False}, {"speedgaming": None}, {"speedgaming": CUP}]
    )
    def test_one_that_stops_following_meanwhile_gets_no_matches(
        self, desk: Desk, account: Account, changes: dict[str, Any]
    ) -> None:
        desk.feed.put(1)
        desk.feed.put(2)
        self.meanwhile(desk, account, **changes)
        told = desk.cycle()
        assert (told["imported"], told["skipped"], told["failed"]) == (0, 2, 0)
        assert (desk.matches(), desk.jobs()) == ({}, set())
        assert "follows SpeedGaming no more" in desk.last_run().notes[0]

    def test_one_that_is_only_renamed_meanwhile_gets_them(self, desk: Desk, account: Account) -> None:
        desk.feed.put(1)
        desk.feed.put(2)
        self.meanwhile(desk, account, name="Renamed")
        assert desk.cycle()["imported"] == 2

    def test_a_match_of_a_tournament_that_was_deleted_comes_back_into_the_one_that_follows(self, desk: Desk) -> None:
        elsewhere = desk.add_tournament("72", speedgaming=None)
        desk.feed.put(1)
        desk.cycle()
        desk.change_match(1, tournament=elsewhere.id)
        desk.feed.remove(1)
        assert desk.cycle(SOON)["cancelled"] == 1
        desk.change_tournament("72", archived=True, active=False)
        desk.feed.put(1)
        assert desk.cycle(SOON + timedelta(minutes=5))["updated"] == 1
        assert (desk.match(1).status, desk.match(1).tournament) == (Status.SCHEDULED, "71")
        assert desk.open_matches("71") == 1

    def test_after_a_tournament_was_deleted_the_next_that_follows_has_its_matches(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.cycle()
        desk.change_match(1, status=Status.CANCELLED)
        desk.change_tournament(archived=True, active=False)
        desk.add_tournament("74")
        assert desk.cycle(SOON)["updated"] == 1
        assert (desk.match(1).status, desk.match(1).tournament) == (Status.SCHEDULED, "74")
        assert desk.audit()[0] == ("match.returned", "match:sg1")
        assert {"remind.sg1", "event.sg1.9"} <= desk.jobs()
        assert desk.cycle(SOON + timedelta(minutes=5))["unchanged"] == 1

    def test_one_that_nobody_may_take_back_is_told(self, desk: Desk) -> None:
        desk.feed.put(1, start=NOW + timedelta(minutes=3))
        desk.cycle()
        desk.change_match(1, status=Status.CANCELLED)
        desk.change_tournament(archived=True, active=False)
        desk.add_tournament("74")
        assert desk.cycle(SOON)["skipped"] == 1
        assert desk.last_run().notes == ("Round 1 (1) was cancelled here",)

    def test_its_open_matches_are_counted(self, desk: Desk) -> None:
        for id in range(1, 31):
            desk.feed.put(id)
        desk.cycle()
        assert desk.open_matches() == 30
        desk.feed.remove(1)
        desk.cycle(SOON)
        assert desk.open_matches() == 29
        desk.feed.put(1)
        desk.cycle(SOON + timedelta(minutes=5))
        assert desk.open_matches() == 30


class LaggingMatches(MatchStore):
    """Its index shows the matches as they were when it was made."""

    def __init__(self, session: Session, shown: list[Match]) -> None:
        super().__init__(session)
        self._shown = shown

    def between(
        self, organization: OrganizationId, since: datetime, until: datetime | None = None, limit: int = 1000
    ) -> list[Match]:
        return self._shown


class LaggingTools(Tools):
    def __init__(self, desk: Desk) -> None:
        self._shown = list(desk.matches().values())
        super().__init__(Session(desk.database), desk.scribe(SOON))

    @cached_property
    def matches(self) -> MatchStore:
        return LaggingMatches(self._session, self._shown)


class TestRepetitions:
    def test_the_same_cycle_twice_writes_once(self, desk: Desk, account: Account) -> None:
        desk.feed.put(1)
        desk.feed.put(2, players=())
        desk.cycle()
        before = (desk.matches(), desk.audit(), desk.task())
        account.calls.clear()
        assert desk.cycle()["unchanged"] == 1
        assert "TransactWriteItems" not in account.calls
        assert (desk.matches(), desk.audit(), desk.task()) == before

    def test_twins_import_each_match_once(self, desk: Desk) -> None:
        for id in range(1, 31):
            desk.feed.put(id)
        twins = [Thread(target=desk.cycle) for _ in range(3)]
        for twin in twins:
            twin.start()
        for twin in twins:
            twin.join()
        assert {match.version for match in desk.matches().values()} == {1}
        assert sorted(desk.audit()) == sorted(("match.imported", f"match:sg{id}") for id in range(1, 31))

    def test_twins_follow_each_change_once(self, desk: Desk) -> None:
        for id in range(1, 31):
            desk.feed.put(id)
        desk.cycle()
        for id in range(1, 31):
            desk.feed.put(id, players=(ADA, CYD))
        desk.feed.remove(30)
        twins = [Thread(target=desk.cycle, args=(SOON,)) for _ in range(3)]
        for twin in twins:
            twin.start()
        for twin in twins:
            twin.join()
        assert {match.version for match in desk.matches().values()} == {2}
        assert len(desk.audit()) == 60

    def test_twins_that_learn_who_somebody_is_at_the_same_moment_note_it_once(self, desk: Desk) -> None:
        for id in range(1, 11):
            desk.feed.put(id, players=(ADA, CYD), commentators=[DOT])
        desk.cycle()
        for id in range(1, 11):
            desk.feed.put(id, players=(ADA, CYD | {"discordId": CAROL}), commentators=[DOT | {"approved": False}])
        twins = [Thread(target=desk.cycle, args=(SOON,)) for _ in range(3)]
        for twin in twins:
            twin.start()
        for twin in twins:
            twin.join()
        assert desk.audit().count(("player.linked", "player:sg_503")) == 1
        for match in desk.matches().values():
            assert (match.version, match.players[1].id, match.crew[0].approved) == (2, CAROL, False)


class Stop(BaseException):
    """The program ends here, as after a kill: nothing catches it."""


class TestCrashes:
    def story(self, desk: Desk) -> None:
        """Thirty matches are imported, and two cycles later one of them has vanished."""
        for id in range(1, 31):
            desk.feed.put(id)
        desk.cycle()
        desk.cycle(SOON)
        desk.feed.remove(2)
        desk.cycle(NOW + timedelta(minutes=10))

    @pytest.mark.parametrize("side", ["before", "after"])
    @pytest.mark.parametrize("calls", range(1, 18))
    def test_a_cycle_that_is_stopped_at_any_call_is_made_good_by_the_next(
        self, desk: Desk, account: Account, calls: int, side: str
    ) -> None:
        left = calls

        def stop(name: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stop

        setattr(account, side, stop)
        with pytest.raises(Stop):
            self.story(desk)
        setattr(account, side, lambda name: None)
        desk.feed.remove(2)
        desk.cycle(NOW + timedelta(minutes=15))
        matches = desk.matches()
        assert set(matches) | {2} == set(range(1, 31))
        assert {match.version for id, match in matches.items() if id != 2} == {1}
        assert 2 not in matches or matches[2].status is Status.CANCELLED
        assert {f"event.sg{id}.9" for id in matches} <= desk.jobs()
        assert len(desk.audit()) == len(set(desk.audit())), "nothing is told twice"

    def story_of_an_upgrade(self, desk: Desk) -> None:
        """Ten matches with a placeholder and a crew; then SpeedGaming says who the placeholder is."""
        for id in range(1, 11):
            desk.feed.put(id, players=(ADA, CYD), commentators=[DOT])
        desk.cycle()
        for id in range(1, 6):
            desk.feed.put(id, players=(ADA, CYD | {"discordId": CAROL}), commentators=[DOT | {"approved": False}])
        desk.cycle(SOON)

    @pytest.mark.parametrize("side", ["before", "after"])
    @pytest.mark.parametrize("calls", range(1, 17))
    def test_an_upgrade_that_is_stopped_at_any_call_is_made_good_by_the_next(
        self, desk: Desk, account: Account, calls: int, side: str
    ) -> None:
        left = calls

        def stop(name: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stop

        setattr(account, side, stop)
        with pytest.raises(Stop):
            self.story_of_an_upgrade(desk)
        setattr(account, side, lambda name: None)
        self.story_of_an_upgrade(desk)
        desk.cycle(NOW + timedelta(minutes=15))
        matches = desk.matches()
        assert {match.players[1].id for match in matches.values()} == {CAROL}
        assert [matches[id].crew[0].approved for id in range(1, 11)] == [False] * 5 + [True] * 5
        assert {"link.sg_503"} <= desk.jobs()
        assert desk.audit().count(("player.linked", "player:sg_503")) == 1
        assert desk.appearances("sg_crew_601") == [f"sg{id}" for id in sorted(range(1, 11), key=str)]
