"""The hourly repair of pars, and the same by hand."""

from typing import Any

import pytest

from functions.scoring.app import WIRING
from functions.scoring.app import handler as scoring
from paddock.scores.records import PARS
from paddock.store.change import Put
from paddock.store.item import Table
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from tests.support.kept import document
from tests.support.logged import logged
from tests.support.qualifier import Qualifier
from tests.support.world import World

SCORES = "async_tournament_score_calculation"


def pars(world: World) -> list[dict[str, Any]]:
    return world.documents(Table.RECORDS, "PARS")


def manage(qualifier: Qualifier, **options: Any) -> str:
    answer = qualifier.admin.slash("config tasks", task=SCORES, **options)
    qualifier.world.drain()
    return str(answer.said)


def spoil(qualifier: Qualifier) -> None:
    """As a bug might: the par is lost, though a run made one."""
    key = PARS.key(organization=qualifier.server.id, async_=qualifier.id)
    kept = PARS.load(WIRING.database.fetch([key])[key])
    WIRING.database.write([Put(key, PARS.dump(kept.model_copy(update={"pars": ()})), None)])


def test_a_second_pass_writes_nothing_to_the_pars(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    before = pars(world)
    for _ in range(2):
        assert world.score() == {"due": 1, "done": 1, "failed": 0}
    assert pars(world) == before
    assert before[0]["version"] == 1
    assert world.documents(Table.RECORDS, "TASK#") == []


def test_what_went_wrong_is_repaired_and_told(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    right = pars(world)[0]["pars"]
    spoil(qualifier)
    world.score()
    assert [each["milliseconds"] for each in pars(world)[0]["pars"]] == [each["milliseconds"] for each in right]
    assert "1 changed pars" in manage(qualifier)


def test_a_par_that_a_run_has_changed_is_no_repair(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    assert "Nothing to report yet." in manage(qualifier)


@pytest.mark.parametrize(
    ("options", "due"), [({"action": "disable"}, 1), ({"asyncs": "Winter Qualifier"}, 2), ({"asyncs": "all"}, 2)]
)
def test_the_task_says_whether_and_which(world: World, options: dict[str, Any], due: int) -> None:
    ours, theirs = Qualifier(world), Qualifier(world)
    manage(ours, **options)
    assert theirs.id != ours.id
    assert world.score() == {"due": due, "done": due, "failed": 0}


def test_an_async_that_the_task_leaves_out_is_left_alone(world: World) -> None:
    qualifier = Qualifier(world)
    channel = world.discord.create_channel(qualifier.server.id, "spring")["id"]
    qualifier.admin.slash("async create", name="Spring", channel=channel)
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    manage(qualifier, asyncs="Spring")
    assert world.score()["due"] == 1
    assert pars(world)[0].get("pars", []) == []


def test_a_closed_async_is_not_repaired(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.admin.slash("async close", {"async": qualifier.id})
    assert world.score() == {"due": 0, "done": 0, "failed": 0}


def test_an_organization_that_can_not_be_read_is_logged_and_stops_no_other(world: World) -> None:
    broken, other = Qualifier(world), Qualifier(world)
    other.race(other.alice, minutes=30)
    spoil(other)
    key = TASK.key(organization=broken.server.id, task=Task.SCORES)
    WIRING.database.write([Put(key, {**key.wire, "doc": {"S": "{"}}, None)])
    with logged() as log:
        told = world.score()
    assert [line["whose"] for line in log() if line["message"] == "scoring fault"] == [broken.server.id]
    assert told == {"due": 2, "done": 1, "failed": 1}
    assert len(pars(world)[0]["pars"]) == 1


def test_an_async_that_can_not_be_scored_stops_no_other(world: World) -> None:
    qualifier = Qualifier(world)
    channel = world.discord.create_channel(qualifier.server.id, "broken")["id"]
    broken = qualifier.admin.slash("async create", name="Broken", channel=channel).id
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    key = PARS.key(organization=qualifier.server.id, async_=broken)
    WIRING.database.write([Put(key, {**key.wire, "doc": {"S": "{}"}}, None)])
    assert world.score() == {"due": 2, "done": 2, "failed": 0}
    kept = document(
        WIRING.database.fetch([own := PARS.key(organization=qualifier.server.id, async_=qualifier.id)])[own]
    )
    assert len(kept["pars"]) == 1


def test_a_tick_that_comes_again_is_harmless(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    for _ in range(2):
        scoring({"time": "2037-11-23T13:00:00Z"}, None)
        world.drain()
    assert pars(world)[0]["version"] == 3, "of the run, of whoever spoilt it, of the repair"
    assert manage(qualifier).count("changed pars") == 1


# -- by hand -------------------------------------------------------------------------------------


def test_by_hand_the_report_tells_which_pars_changed(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    said = manage(qualifier, action="run")
    assert "1 checked, 1 changed pars" in said
    assert "Winter Qualifier: 1 par changed" in said
    assert len(pars(world)[0]["pars"]) == 1
    assert "1 checked" in manage(qualifier, action="run")
    assert pars(world)[0]["version"] == 3


def test_by_hand_two_asyncs_of_one_name_are_two(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    Qualifier(world, league=qualifier.league)
    assert "2 checked, 1 changed pars" in manage(qualifier, action="run")


def test_by_hand_it_runs_though_it_is_off(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=30)
    spoil(qualifier)
    manage(qualifier, action="disable")
    assert "1 changed pars" in manage(qualifier, action="run")
