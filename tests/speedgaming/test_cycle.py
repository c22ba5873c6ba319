"""Rules 1, 9 and 11: what a cycle asks, reads and records."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest
from botocore.exceptions import ReadTimeoutError
from pydantic import ValidationError

from infra.local.feed_samples import CUP, OPEN
from paddock.attempts import attempted
from paddock.change import Cause
from paddock.ids import GuildId, OrganizationId
from paddock.organizations.records import ORGANIZATION, saved_server
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.backoff import BACKOFF
from paddock.speedgaming.cycle import BROKE_OFF, Cycle, import_cycle
from paddock.store.change import Put
from paddock.tasks.model import Run
from tests.speedgaming.desk import ADA, Desk
from tests.speedgaming.values import NOW, START
from tests.support.aws import Account

T = TypeVar("T")
NINE = OrganizationId("9")
FIVE = timedelta(minutes=5)
LATER = START + timedelta(hours=3)


def surviving(whose: str, work: Callable[[], T]) -> T | None:
    """As the door does."""
    try:
        return attempted(whose, work)
    except ValidationError:
        return None


def window(request: httpx.Request) -> tuple[datetime, datetime]:
    since, until = (datetime.fromisoformat(request.url.params[name]) for name in ("from", "to"))
    return since, until


class TestWhatIsAsked:
    """Rule 1."""

    def test_from_two_hours_ago_to_seven_days_ahead(self, desk: Desk) -> None:
        desk.cycle()
        (request,) = desk.feed.asked
        assert window(request) == (NOW - timedelta(hours=2), NOW + timedelta(days=7))

    def test_one_request_for_each_event_whoever_follows_it_with_the_widest_window(self, desk: Desk) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", speedgaming_days=30)
        desk.add_tournament("72", event=CUP)
        desk.cycle()
        assert sorted(desk.feed.questions) == [OPEN, CUP]
        untils = {request.url.params["event"]: window(request)[1] for request in desk.feed.asked}
        assert untils == {OPEN: NOW + timedelta(days=30), CUP: NOW + timedelta(days=7)}

    def test_what_only_the_wider_window_shows_is_not_imported_for_the_others(self, desk: Desk) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", speedgaming_days=30)
        desk.feed.put(1, start=NOW + timedelta(days=20))
        assert desk.cycle()["imported"] == 1
        assert (list(desk.matches("8")), list(desk.matches("9"))) == ([1], [])

    @pytest.mark.parametrize("changes", [{"active": False}, {"archived": True, "active": False}])
    def test_a_tournament_that_does_not_run_is_left_out(self, desk: Desk, changes: dict[str, Any]) -> None:
        desk.add_tournament("72", event=CUP, **changes)
        desk.cycle()
        assert desk.feed.questions == [OPEN]

    def test_an_organization_whose_task_is_disabled_is_left_out(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.disable()
        assert desk.cycle()["due"] == 0
        assert (desk.feed.asked, desk.matches()) == ([], {})


class TestWhatIsRead:
    def test_with_nobody_following_it_is_one_query(self, account: Account) -> None:
        desk = Desk()
        account.calls.clear()
        assert desk.cycle() == dict.fromkeys(
            ("due", "done", "failed", "fetched", "imported", "updated", "unchanged", "skipped", "cancelled"), 0
        )
        assert account.calls == ["Query"]

    @pytest.mark.parametrize("matches", [1, 60])
    def test_an_unchanged_import_is_three_reads_and_no_write(self, desk: Desk, account: Account, matches: int) -> None:
        for id in range(1, matches + 1):
            desk.feed.put(id)
        desk.feed.put(100, players=())
        desk.feed.put(101)
        desk.feed.spoil(101)
        desk.cycle()
        account.calls.clear()
        assert desk.cycle(NOW + FIVE)["unchanged"] == matches
        assert account.calls == ["Query", "BatchGetItem", "Query"]

    def test_each_further_organization_costs_one_more(self, desk: Desk, account: Account) -> None:
        for id in ("6", "7", "8"):
            desk.add_organization(id)
            desk.add_tournament(f"{id}1", id)
        desk.feed.put(1)
        desk.cycle()
        account.calls.clear()
        desk.cycle(NOW + FIVE)
        assert account.calls == ["Query", "BatchGetItem"] + ["Query"] * 4

    def test_a_moved_match_is_found_wherever_it_was(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.cycle()
        desk.feed.put(1, start=NOW + timedelta(days=20))
        desk.cycle(NOW + FIVE)
        desk.feed.put(1, start=LATER)
        assert desk.cycle(NOW + 2 * FIVE)["updated"] == 1
        assert desk.match(1).when == LATER


class TestFailures:
    """Rule 9."""

    def waits(self, desk: Desk, cycles: int) -> list[int]:
        """After how many minutes the feed was asked."""
        asked = []
        for number in range(cycles):
            before = len(desk.feed.asked)
            desk.cycle(NOW + number * FIVE)
            if len(desk.feed.asked) > before:
                asked.append(number * 5)
        return asked

    def test_it_is_asked_again_after_5_10_20_40_and_then_every_60_minutes(self, desk: Desk) -> None:
        desk.feed.fail(OPEN)
        assert self.waits(desk, 42) == [0, 5, 15, 35, 75, 135, 195]

    def test_a_tick_that_comes_some_seconds_early_counts(self, desk: Desk) -> None:
        desk.feed.fail(OPEN)
        desk.cycle()
        desk.cycle(NOW + FIVE - timedelta(seconds=10))
        assert len(desk.feed.asked) == 2

    def test_it_is_not_asked_before_the_time_that_it_names(self, desk: Desk) -> None:
        desk.feed.fail(OPEN, 429, Retry_After="1000")
        assert self.waits(desk, 5) == [0, 20]

    def test_after_a_good_answer_all_is_as_before(self, desk: Desk) -> None:
        desk.feed.fail(OPEN)
        self.waits(desk, 8)
        desk.feed.mend()
        desk.cycle(NOW + 15 * FIVE)
        desk.feed.fail(OPEN)
        desk.feed.asked.clear()
        for minutes in (100, 105):
            desk.cycle(NOW + timedelta(minutes=minutes))
        assert len(desk.feed.asked) == 2

    @pytest.mark.parametrize("failing", [OPEN, CUP])
    def test_one_events_failure_does_not_stop_the_others(self, desk: Desk, failing: str) -> None:
        desk.add_tournament("72", event=CUP)
        desk.feed.put(1, OPEN)
        desk.feed.put(2, CUP)
        desk.feed.fail(failing)
        told = desk.cycle()
        assert (told["imported"], told["failed"]) == (1, 1)
        assert failing in str(desk.last_run().error)

    def test_one_organizations_failure_does_not_stop_the_others(self, desk: Desk, account: Account) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8")
        desk.feed.put(1)
        queries = 0

        def be_silent_for_the_first(name: str) -> None:
            nonlocal queries
            queries += name == "Query"
            if name == "Query" and queries in (2, 3, 4):
                raise ReadTimeoutError(endpoint_url="dynamodb")

        account.before = be_silent_for_the_first
        told = desk.cycle()
        assert (told["imported"], told["failed"]) == (1, 1)
        matches = {id: list(desk.matches(id)) for id in ("8", "9")}
        assert sorted(matches.values()) == [[], [1]]
        errors = {id: desk.last_run(id).error for id in matches}
        assert errors == {id: None if found else BROKE_OFF for id, found in matches.items()}

    def test_an_import_that_is_switched_off_records_no_failure(self, desk: Desk) -> None:
        desk.disable()
        key = ORGANIZATION.key(id="9")
        desk.database.write([Put(key, {**key.wire, "doc": {"S": "{"}}, None)])
        with pytest.raises(ValidationError):
            desk.cycle()
        told = import_cycle(desk.database, desk.ledger, desk.client, NOW, surviving)
        assert (told["failed"], desk.task().runs) == (1, ())

    def test_an_organization_that_can_not_be_read_has_that_in_its_history(self, desk: Desk) -> None:
        key = ORGANIZATION.key(id="9")
        desk.database.write([Put(key, {**key.wire, "doc": {"S": "{"}}, None)])
        told = import_cycle(desk.database, desk.ledger, desk.client, NOW, surviving)
        assert (told["failed"], desk.last_run().error) == (1, BROKE_OFF)
        assert desk.last_run().counts == {"failed": 1}

    def test_a_backoff_that_can_not_be_written_stops_nobody(self, desk: Desk, account: Account) -> None:
        desk.add_tournament("72", event=CUP)
        desk.feed.put(1, CUP)
        desk.feed.fail(OPEN)
        writes = 0

        def be_silent_at_first(name: str) -> None:
            nonlocal writes
            writes += name == "TransactWriteItems"
            if name == "TransactWriteItems" and writes <= 3:
                raise ReadTimeoutError(endpoint_url="dynamodb")

        account.before = be_silent_at_first
        told = desk.cycle()
        assert (told["imported"], told["failed"]) == (1, 1)

    @pytest.mark.parametrize("body", ["[1]", "{}", '{"error": "Failed to find event."}', "<html>", "[" * 9000, "null"])
    def test_an_answer_that_is_no_schedule_changes_nothing_at_all(self, desk: Desk, body: str) -> None:
        desk.feed.put(1)
        desk.cycle()
        before = desk.matches()
        desk.feed.intervene = lambda request: httpx.Response(200, text=body)
        assert desk.cycle(NOW + FIVE)["failed"] == 1
        assert desk.matches() == before

    def test_a_bad_episode_is_counted_and_named_and_the_others_are_imported(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.feed.put(2)
        desk.feed.spoil(2)
        told = desk.cycle()
        assert (told["imported"], told["failed"], told["fetched"]) == (1, 1, 2)
        assert desk.last_run().notes == ("lantern-open, episode 2: when is no time",)

    def test_an_episode_without_players_is_skipped_and_counted_until_it_has_some(self, desk: Desk) -> None:
        desk.feed.put(1, players=())
        assert desk.cycle()["skipped"] == 1
        assert desk.last_run().notes == ("Round 1 (1) has no players yet",)
        desk.feed.put(1, players=(ADA,))
        assert desk.cycle(NOW + FIVE)["imported"] == 1


class TestTooManyRequests:
    """It is said of all of SpeedGaming, whatever was asked for."""

    @pytest.fixture
    def desk(self, desk: Desk) -> Desk:
        desk.add_tournament("72", event=CUP)
        desk.feed.put(1)
        desk.cycle()
        desk.feed.asked.clear()
        return desk

    def refuse(self, desk: Desk, what: str) -> None:
        """Schedules or episodes."""
        asks = "event" if what == "schedule" else "id"
        refusal = httpx.Response(429, headers={"Retry-After": "1000"})
        desk.feed.intervene = lambda request: refusal if asks in request.url.params else None

    def test_after_one_refusal_nothing_is_asked_in_this_cycle_nor_before_the_time_that_it_names(
        self, desk: Desk
    ) -> None:
        self.refuse(desk, "schedule")
        assert desk.cycle(NOW + FIVE)["failed"] == 1
        assert "not asked in this cycle: SpeedGaming asks for fewer requests" in str(desk.last_run().error)
        desk.feed.mend()
        for number in (2, 3, 4):
            desk.cycle(NOW + number * FIVE)
        assert len(desk.feed.asked) == 1
        desk.cycle(NOW + 5 * FIVE)
        assert sorted(desk.feed.questions[1:]) == [OPEN, CUP]
        assert desk.last_run().error is None

    def test_a_refused_look_up_counts_as_well(self, desk: Desk) -> None:
        desk.feed.remove(1)
        self.refuse(desk, "episode")
        desk.cycle(NOW + FIVE)
        assert desk.feed.questions[2:] == ["1"]
        desk.cycle(NOW + 2 * FIVE)
        assert len(desk.feed.asked) == 3
        desk.feed.mend()
        assert desk.cycle(NOW + 5 * FIVE)["cancelled"] == 1

    def test_without_a_time_it_is_left_alone_longer_and_longer(self, desk: Desk) -> None:
        desk.feed.intervene = lambda request: httpx.Response(429)
        for number in range(1, 9):
            desk.cycle(NOW + number * FIVE)
        assert len(desk.feed.asked) == 4, "after 5, 10, 20 and 40 minutes"


class TestWhoseTurnItIs:
    """A feed that is slow, or many that follow: what is left out now has its turn soon."""

    EVENTS = tuple(f"event-{number}" for number in range(40))

    @pytest.fixture
    def slow(self, account: Account) -> Desk:
        """Each answer takes two of the sixty seconds."""
        desk = Desk()
        desk.add_organization()
        for number, event in enumerate(self.EVENTS):
            desk.add_tournament(str(100 + number), event=event)
        return desk

    def cycle(self, desk: Desk, number: int) -> None:
        seconds = itertools.count(0, 2)
        asking = Asking(desk.client, 60.0, lambda: float(next(seconds)))
        Cycle(desk.database, desk.ledger, asking, NOW + number * FIVE, attempted).run()

    def test_of_many_events_each_is_asked_within_three_cycles(self, slow: Desk) -> None:
        asked: list[set[str]] = []
        for number in range(12):
            slow.feed.asked.clear()
            self.cycle(slow, number)
            asked.append(set(slow.feed.questions))
        assert {len(each) for each in asked} == {30}
        for three in zip(asked, asked[1:], asked[2:], strict=False):
            assert set.union(*three) == set(self.EVENTS)

    def test_whoever_was_left_out_is_told_so_and_is_not_backed_off_from(self, slow: Desk, account: Account) -> None:
        self.cycle(slow, 0)
        assert "not asked in this cycle: earlier answers took too long" in str(slow.last_run().error)
        assert slow.last_run().counts["failed"] == 0
        assert slow.database.query_raw(BACKOFF.table, "SPEEDGAMING") == []

    def test_every_organization_has_its_turn_to_look_up(self, desk: Desk) -> None:
        organizations = ["9", *map(str, range(20, 29))]
        for id in organizations[1:]:
            desk.add_organization(id)
            desk.add_tournament(f"{id}1", id)
        for episode in range(1, 8):
            desk.feed.put(episode)
        desk.cycle()
        failing = dict.fromkeys(organizations, 0)
        desk.feed.state.episodes.clear()
        desk.feed.fail_looking_up()
        for number in range(1, 7):
            desk.cycle(NOW + number * FIVE)
            for id in organizations:
                failing[id] += desk.last_run(id).counts["failed"]
        assert min(failing.values()) > 0


class TestPaused:
    """The bot was sent away."""

    def pause(self, desk: Desk, guild: str, paused: bool = True) -> None:
        server = desk.tools().organizations.server(GuildId(guild))
        after = server.model_copy(update={"paused": paused})
        desk.ledger.commit(saved_server(server, after, "server.paused"), Cause(NINE, "somebody", "test", NOW))

    def test_an_organization_that_has_sent_the_bot_away_is_left_out_and_its_event_is_not_asked_for(
        self, desk: Desk
    ) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", event=CUP)
        desk.feed.put(1)
        desk.feed.put(2, CUP)
        self.pause(desk, "9")
        assert (desk.cycle()["imported"], desk.feed.questions) == (1, [CUP])
        assert (desk.matches(), desk.task().runs) == ({}, ())
        self.pause(desk, "9", paused=False)
        assert desk.cycle(NOW + FIVE)["imported"] == 1

    def test_one_server_that_has_kept_it_is_enough(self, desk: Desk) -> None:
        desk.link_servers("10")
        desk.feed.put(1)
        self.pause(desk, "9")
        assert desk.cycle()["imported"] == 1
        self.pause(desk, "10")
        desk.feed.put(2)
        assert desk.cycle(NOW + FIVE)["due"] == 0


class TestTheHistory:
    """Rule 11."""

    def runs(self, desk: Desk) -> list[Run]:
        return list(reversed(desk.task().runs))

    def test_a_run_tells_fetched_imported_updated_unchanged_skipped_and_failed(self, desk: Desk) -> None:
        for id in (1, 2, 3):
            desk.feed.put(id)
        desk.cycle()
        desk.feed.put(2, start=LATER)
        desk.feed.put(3, players=())
        desk.feed.put(4)
        desk.feed.put(5)
        desk.feed.spoil(5)
        told = desk.cycle(NOW + FIVE)
        counts = {"fetched": 5, "imported": 1, "updated": 1, "unchanged": 1, "skipped": 1, "cancelled": 0, "failed": 1}
        assert desk.last_run().counts == counts
        assert told == {"due": 5, "done": 4, **counts}

    def test_a_cycle_that_does_nothing_new_is_not_kept(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.feed.put(2, players=())
        for minutes in (0, 5, 10):
            desk.cycle(NOW + timedelta(minutes=minutes))
        assert len(self.runs(desk)) == 1

    def test_another_reason_to_skip_is_kept(self, desk: Desk) -> None:
        desk.feed.put(1)
        desk.cycle()
        desk.feed.put(2, players=())
        desk.cycle(NOW + FIVE)
        desk.feed.remove(2)
        desk.cycle(NOW + 2 * FIVE)
        assert [run.notes for run in self.runs(desk)] == [(), ("Round 1 (2) has no players yet",), ()]

    def test_a_failure_is_kept_with_its_words_and_so_is_its_end(self, desk: Desk, account: Account) -> None:
        desk.feed.fail(OPEN)
        desk.cycle()
        desk.cycle(NOW + FIVE)
        account.calls.clear()
        desk.cycle(NOW + 2 * FIVE)
        assert account.calls == ["Query", "BatchGetItem"], "while it waits nothing is written"
        desk.feed.mend()
        desk.cycle(NOW + 3 * FIVE)
        assert [run.error for run in self.runs(desk)] == ["lantern-open: HTTP status 503"] * 2 + [None]

    def test_of_many_reasons_twenty_are_named(self, desk: Desk) -> None:
        for id in range(1, 31):
            desk.feed.put(id, players=())
        desk.cycle()
        notes = desk.last_run().notes
        assert (len(notes), notes[-1]) == (21, "and 10 more")

    def test_an_organization_reads_only_of_its_own_events(self, desk: Desk) -> None:
        desk.add_organization("8")
        desk.add_tournament("81", "8", event=CUP)
        desk.feed.put(2, CUP, players=())
        desk.feed.fail(OPEN)
        desk.cycle()
        assert (desk.last_run("9").notes, desk.last_run("8").notes) == ((), ("Round 1 (2) has no players yet",))
        assert desk.last_run("8").error is None


def test_the_instant_is_the_schedules_own(desk: Desk) -> None:
    then = datetime(2040, 1, 1, tzinfo=UTC)
    desk.feed.put(1, start=then + timedelta(hours=1))
    desk.cycle(then)
    assert desk.last_run().started == then
    (line,) = desk.tools().audit.latest(OrganizationId("9"), 1)
    assert (line.instant, line.actor, line.source) == (then, "system", f"speedgaming_import:{int(then.timestamp())}")
