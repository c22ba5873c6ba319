"""`/async extend`: the staff give a run more time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

WEEK = 7 * 24 * 60


def extend(racer: Racer, minutes: int, by: Any = None) -> Any:
    outcome = (by or racer.qualifier.admin).slash("async extend", run=racer.id, minutes=minutes)
    racer.world.drain()
    return outcome


def instant(racer: Racer, field: str) -> datetime:
    return datetime.fromisoformat(racer.run[field])


def in_progress(qualifier: Qualifier) -> Racer:
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.discord.advance(10)
    return racer


def a_reviewer(qualifier: Qualifier) -> Any:
    """Who holds the role that the async names, and no other."""
    discord, server = qualifier.world.discord, qualifier.server
    role = discord.create_role(server.id, "reviewers")["id"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "reviewer_role": role})
    reviewer = qualifier.world.add_player(server, "reviewer")
    discord.give_role(server.id, reviewer.user_id, role)
    return reviewer


def warnings(racer: Racer) -> list[str]:
    return [line for line in racer.lines if "press `" in line]


# -- what it does --------------------------------------------------------------------------------


def test_a_run_that_is_not_started_gets_more_time_and_is_told_so(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    before = instant(racer, "start_by")
    said = extend(racer, 30).said
    after = instant(racer, "start_by")
    assert after - before == timedelta(minutes=30)
    shown = f"<t:{int(after.timestamp())}:F>"
    assert shown in said
    assert racer.lines[0].startswith(f"<@{qualifier.alice.user_id}>, the staff gave you more time: until {shown}")
    assert f"<t:{int(after.timestamp())}:T>" in str(racer.card["embeds"])


def test_a_run_in_progress_gets_more_time(world: World) -> None:
    racer = in_progress(Qualifier(world))
    before = instant(racer, "finish_by")
    assert "may be finished until" in extend(racer, 60).said
    assert instant(racer, "finish_by") - before == timedelta(hours=1)
    world.pass_time(hours=12, minutes=30)
    assert "Finished" in racer.finish().said


def test_the_old_deadline_forfeits_nothing_any_more_and_the_new_one_does(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    extend(racer, 30)
    world.pass_time(minutes=21)
    assert racer.run["status"] == "pending"
    world.pass_time(minutes=30)
    assert racer.run["timed_out"]
    assert racer.run["ended"] == racer.run["start_by"]


def test_the_warning_is_armed_anew(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.pass_time(minutes=11)
    assert len(warnings(racer)) == 1
    extend(racer, 30)
    world.pass_time(minutes=20)
    assert len(warnings(racer)) == 1
    world.pass_time(minutes=12)
    assert len(warnings(racer)) == 2


def test_a_warning_before_the_extension_is_not_given_for_the_old_deadline(world: World) -> None:
    """It was found due; then the staff moved the deadline before the thread was told."""
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(11 * 60)
    world.discord.fail("create_message", status=503, times=3)
    world.tick()
    extend(racer, 60)
    for _ in range(3):
        world.pass_time(minutes=3)
    assert warnings(racer) == []


def test_of_two_extensions_that_come_before_the_thread_is_told_it_is_told_the_last(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    for minutes in (5, 7):
        qualifier.admin.slash("async extend", run=racer.id, minutes=minutes)
        world.discord.advance(1)
    world.drain()
    (line,) = racer.lines
    assert f"<t:{int(instant(racer, 'start_by').timestamp())}:F>" in line


def test_an_extension_of_the_start_is_not_told_once_the_run_has_started(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    qualifier.admin.slash("async extend", run=racer.id, minutes=5)
    racer.ready()
    assert racer.lines == []


def test_an_extension_stands_in_the_audit_with_both_deadlines(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    before = racer.run["start_by"]
    extend(racer, 5)
    (entry,) = [each for each in world.documents(Table.AUDIT) if each["action"] == "run.extended"]
    assert entry["actor"] == qualifier.admin.user_id
    assert (entry["before"], entry["after"]) == ({"start_by": before}, {"start_by": racer.run["start_by"]})


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [1, WEEK])
def test_from_a_minute_to_a_week_may_be_given(world: World, minutes: int) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    before = instant(racer, "start_by")
    extend(racer, minutes)
    assert instant(racer, "start_by") - before == timedelta(minutes=minutes)


@pytest.mark.parametrize("minutes", [0, -5, WEEK + 1])
def test_less_than_a_minute_and_more_than_a_week_are_refused(world: World, minutes: int) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    before = racer.run
    said = qualifier.league.forge("async extend", run=racer.id, minutes=minutes)
    assert "`minutes`" in said
    assert racer.run == before


@pytest.mark.parametrize("swept", [False, True])
def test_no_time_brings_back_a_run_whose_time_was_up_whether_or_not_a_sweep_ran(world: World, swept: bool) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(20 * 60 + 30)
    if swept:
        world.tick()
    before = racer.run
    said = extend(racer, 60).said
    assert "Its time ran out" in said
    assert "`/async reattempt` with `grant`" in said
    assert racer.run == before


def test_a_run_that_is_over_is_refused_kindly(world: World) -> None:
    qualifier = Qualifier(world)
    finished = qualifier.race(qualifier.alice, minutes=5)
    assert "This run is finished." in extend(finished, 5).said
    late = qualifier.draw(qualifier.bob)
    world.pass_time(minutes=21)
    assert "Its time ran out" in extend(late, 5).said
    assert late.run["status"] == "forfeit"


def test_a_run_that_nobody_knows_is_not_found(world: World) -> None:
    qualifier = Qualifier(world)
    assert "I can't find that run" in qualifier.league.forge("async extend", run="12345", minutes=5)


def test_players_may_not_extend_not_even_their_own(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    before = racer.run
    assert "reviewers and organizers" in extend(racer, 5, by=qualifier.alice).said
    assert racer.run == before


def test_a_reviewer_of_the_async_may_and_of_another_may_not(world: World) -> None:
    qualifier = Qualifier(world)
    reviewer = a_reviewer(qualifier)
    racer = qualifier.draw(qualifier.alice)
    assert "may be started until" in extend(racer, 5, by=reviewer).said
    role = world.discord.create_role(qualifier.server.id, "others")["id"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "reviewer_role": role})
    assert "reviewers and organizers" in extend(racer, 5, by=reviewer).said


# -- suggestions ---------------------------------------------------------------------------------


def suggested(somebody: Any, text: str = "") -> list[str]:
    return [each["name"] for each in somebody.autocomplete("async extend", "run", text).choices]


def test_open_runs_are_offered_to_the_staff_the_next_deadline_first(world: World) -> None:
    qualifier = Qualifier(world)
    in_progress(qualifier)
    qualifier.draw(qualifier.bob)
    offered = suggested(qualifier.admin)
    assert [name.split(",")[0] for name in offered] == ["bob - Pool A", "alice - Pool A"]
    assert offered[0].endswith("Winter Qualifier, not started yet")
    assert len(suggested(qualifier.admin, "ALICE")) == 1


def test_neither_runs_that_are_over_are_offered_nor_others_to_players(world: World) -> None:
    qualifier = Qualifier(world)
    reviewer = a_reviewer(qualifier)
    qualifier.race(qualifier.alice, minutes=1)
    qualifier.draw(qualifier.bob)
    assert len(suggested(reviewer)) == 1
    assert suggested(qualifier.alice) == []


def test_a_run_whose_time_is_up_is_not_offered_though_no_sweep_ran(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.draw(qualifier.alice)
    world.discord.advance(20 * 60)
    assert suggested(qualifier.admin) == []


def test_a_suggested_run_is_the_one_that_is_extended(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    (choice,) = qualifier.admin.autocomplete("async extend", "run", "ali").choices
    assert choice["value"] == racer.id


def test_a_run_of_another_organization_is_not_found(world: World) -> None:
    ours, theirs = Qualifier(world), Qualifier(world)
    racer = ours.draw(ours.alice)
    before = racer.run
    assert "I can't find that run" in theirs.league.forge("async extend", run=racer.id, minutes=5)
    assert racer.run == before


def test_nobody_gives_more_time_to_themselves(world: World) -> None:
    qualifier = Qualifier(world)
    for person in (a_reviewer(qualifier), qualifier.admin):
        racer = qualifier.draw(person)
        before = racer.run
        assert extend(racer, 30, by=person).said.startswith("You can't give yourself more time")
        assert racer.run == before
