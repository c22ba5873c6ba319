"""Limits under hard conditions: twins, repetitions, outages, clicks at the very instant, and many runs."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.interactions import worker
from functions.timeouts.app import handler as timeouts
from infra.local.inprocess_aws import insert
from paddock.audit.model import SYSTEM
from paddock.change import Cause, Planned
from paddock.ids import AsyncId, OrganizationId, RunId
from paddock.jobs.records import planned
from paddock.runs.asks import FinishRun, TimeOutRun
from paddock.runs.records import RUN
from paddock.store.change import Put
from paddock.store.item import Table
from tests.support.payloads import a_press
from tests.support.qualifier import Qualifier, Racer
from tests.support.queue import Message, received, settle, work
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together


def in_progress(qualifier: Qualifier, player: Any = None) -> Racer:
    racer = qualifier.draw(player or qualifier.alice)
    racer.ready()
    qualifier.world.discord.advance(10)
    return racer


def stamp_of(racer: Racer, field: str) -> datetime:
    return datetime.fromisoformat(racer.run[field])


def tick(world: World) -> dict[str, Any]:
    return timeouts({"time": world.now.strftime("%Y-%m-%dT%H:%M:%SZ")}, None)


def audit_of(world: World, action: str) -> int:
    return sum(each["action"] == action for each in world.documents(Table.AUDIT))


def test_more_time_and_the_sweep_at_the_same_moment_give_one_or_the_other(world: World) -> None:
    """Whoever writes first has it: the sweep has no more to do, or nothing is left that could get more time."""
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(20 * 60 - 1)
    later = (stamp_of(racer, "start_by") + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def sweep() -> None:
        timeouts({"time": later}, None)
        world.drain()

    with just_before(world, COMMIT, sweep):
        said = qualifier.admin.slash("async extend", run=racer.id, minutes=30).said
    world.drain()
    won = "may be started until" in said
    assert (racer.run["status"] == "pending") is won
    assert won or "counts as forfeit" in said
    assert audit_of(world, "run.timed out") == int(not won)
    assert audit_of(world, "run.extended") == int(won)


# -- twice ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [11, 21], ids=["warning", "forfeit"])
def test_two_sweeps_at_once_or_one_repeated_tell_it_once(world: World, minutes: int) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(minutes * 60)
    together(lambda: tick(world), lambda: tick(world))
    world.drain()
    for _ in range(3):
        tick(world)
        world.drain()
    assert len(racer.lines) == 1
    assert audit_of(world, "run.warned") + audit_of(world, "run.timed out") == 1


def test_one_job_that_two_workers_have_at_once_forfeits_once(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(21 * 60)
    tick(world)
    messages = received()
    answers = together(*[lambda: worker.handler({"Records": messages}, None)] * 2)
    settle(messages, {each["itemIdentifier"] for answer in answers for each in answer["batchItemFailures"]})
    world.drain()
    assert audit_of(world, "run.timed out") == 1
    assert len(racer.lines) == 1


# -- late ----------------------------------------------------------------------------------------


def test_a_sweep_that_comes_an_hour_late_gives_the_same_run_as_one_in_time(world: World) -> None:
    qualifier = Qualifier(world)
    in_time = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=20, seconds=30)
    late = qualifier.draw(qualifier.bob)
    world.discord.advance(80 * 60)
    tick(world)
    world.drain()
    assert outcome(in_time) == outcome(late)
    assert len(late.lines) == 1, "no warning of a deadline that has passed"


def outcome(racer: Racer) -> tuple[object, ...]:
    """All of its end that does not depend on when it began."""
    lasted = stamp_of(racer, "ended") - stamp_of(racer, "opened")
    entrant = next(each for each in racer.qualifier.entrants if each["user"] == racer.player.user_id)
    slots = [slot[2:] for slot in entrant["slots"]]
    return racer.run["status"], racer.run["timed_out"], lasted, racer.run.get("milliseconds"), slots


def test_a_button_after_the_deadline_is_refused_though_no_sweep_ran(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(21 * 60)
    assert "The latest start was" in racer.press("Ready").said
    assert "Its time ran out" in racer.press("Forfeit").said
    assert racer.run["status"] == "pending"
    tick(world)
    world.drain()
    assert racer.run["timed_out"]


def test_finish_after_the_limit_is_refused_though_no_sweep_ran(world: World) -> None:
    qualifier = Qualifier(world)
    racer = in_progress(qualifier)
    world.discord.advance(12 * 3600)
    assert "The time limit was reached" in racer.press("Finish").said
    assert racer.run["status"] == "in_progress"


def test_whoever_wants_to_start_the_next_run_need_not_wait_for_the_sweep(world: World) -> None:
    qualifier = Qualifier(world)
    first = qualifier.draw(qualifier.alice, "Pool A")
    world.discord.advance(21 * 60)
    second = qualifier.draw(qualifier.alice, "Pool B")
    assert second.id != first.id
    assert (first.run["status"], first.run["ended"]) == ("forfeit", first.run["start_by"])
    (entry,) = [each for each in world.documents(Table.AUDIT) if each["action"] == "run.timed out"]
    assert entry["actor"] == SYSTEM
    assert "`Ready` was not pressed before <t:" in first.lines[-1]


# -- at the very instant -------------------------------------------------------------------------


def finish_at(racer: Racer, moment: datetime) -> str:
    """`Finish` with a click of that instant, whenever it arrives; what the runner reads."""
    custom_id = FinishRun(run=RunId(racer.id), async_=AsyncId(racer.qualifier.id)).custom_id
    press = a_press(custom_id, now=moment, guild=racer.qualifier.server.id, user=racer.player.user_id)
    answer = json.loads(racer.player.deliver(json.dumps(press))[2])
    return str(answer["data"].get("content") or answer["data"]["embeds"])


def _worked(messages: list[Message]) -> str:
    """By a worker of its own; nobody reads anything."""
    answer = worker.handler({"Records": messages}, None)
    settle(messages, {each["itemIdentifier"] for each in answer["batchItemFailures"]})
    return ""


def sweep_at(moment: datetime) -> None:
    timeouts({"time": moment.isoformat()}, None)


@pytest.mark.parametrize(("early", "won"), [(1, True), (0, False)], ids=["a millisecond before", "at the instant"])
def test_finish_counts_until_the_instant_of_the_limit(world: World, early: int, won: bool) -> None:
    racer = in_progress(Qualifier(world))
    said = finish_at(racer, stamp_of(racer, "finish_by") - timedelta(milliseconds=early))
    assert ("Finished" in said, racer.run["status"] == "finished") == (won, won)
    assert won or "The time limit was reached" in said


def test_a_click_before_the_limit_that_is_still_on_its_way_when_the_sweep_comes_counts(world: World) -> None:
    racer = in_progress(Qualifier(world))
    limit = stamp_of(racer, "finish_by")
    sweep_at(limit + timedelta(seconds=1))
    assert work(received()), "the forfeit waits for clicks"
    assert "Finished" in finish_at(racer, limit - timedelta(milliseconds=1))
    world.drain()
    assert racer.run["status"] == "finished"
    assert audit_of(world, "run.timed out") == 0


def test_a_click_that_is_on_its_way_counts_however_often_the_forfeit_s_message_came_before(world: World) -> None:
    racer = in_progress(Qualifier(world))
    limit = stamp_of(racer, "finish_by")
    sweep_at(limit + timedelta(seconds=1))
    for _ in range(3):
        assert work(received()), "the forfeit waits for clicks"
    world.drain()
    assert "Finished" in finish_at(racer, limit - timedelta(milliseconds=1))
    assert audit_of(world, "run.timed out") == 0


def test_of_finish_and_the_forfeit_at_one_moment_exactly_one_wins_and_the_loser_reads_why(world: World) -> None:
    racer = in_progress(Qualifier(world))
    limit = stamp_of(racer, "finish_by")
    sweep_at(limit + timedelta(seconds=5))
    messages = received()
    with all_read_before_any_writes(world, 2):
        said, _ = together(
            lambda: finish_at(racer, limit - timedelta(milliseconds=1)),
            lambda: _worked(messages),
        )
    world.drain()
    finished = racer.run["status"] == "finished"
    assert finished == ("Finished" in said)
    assert finished or "Its time ran out" in said
    assert (audit_of(world, "run.finished"), audit_of(world, "run.timed out")) == (int(finished), int(not finished))


# -- many ----------------------------------------------------------------------------------------


def test_a_run_that_fails_stops_no_other(world: World) -> None:
    qualifier = Qualifier(world)
    broken, other = qualifier.draw(qualifier.alice), qualifier.draw(qualifier.bob)
    kept = broken.run
    key = RUN.key(organization=kept["organization"], id=broken.id)
    worker.WIRING.database.write([Put(key, {**key.wire, "doc": {"S": "{}"}}, None)])
    world.discord.advance(21 * 60)
    tick(world)
    world.drain()
    found = [each for each in world.documents(Table.RECORDS, "RUN") if each.get("id") == other.id]
    assert [each["timed_out"] for each in found] == [True]


def some_waiting(world: World, numbers: range, due: datetime) -> None:
    """The promised forfeits of so many open runs."""
    organization = OrganizationId("7")
    jobs = (TimeOutRun(organization=organization, run=RunId(f"{each}"), deadline=due) for each in numbers)
    writes = (planned(Planned(job, due), Cause(organization, "test", f"{job.run}", due)) for job in jobs)
    insert(world.account, f"paddock-{Table.JOBS}", (each.attributes for each in writes if isinstance(each, Put)))


def test_the_work_of_a_sweep_does_not_grow_with_the_runs_that_are_open(world: World) -> None:
    tomorrow = world.now + timedelta(days=1)
    some_waiting(world, range(10), tomorrow)
    with world.counted() as few:
        assert tick(world)["due"] == 0
    some_waiting(world, range(10, 1000), tomorrow)
    with world.counted() as many:
        assert tick(world)["due"] == 0
    assert many == few
    assert len(few) <= 4
