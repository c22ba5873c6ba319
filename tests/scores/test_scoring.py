"""Pars follow the runs: once, whatever is delivered twice or happens at once, and without touching what stays."""

import pytest

from functions.interactions import worker
from paddock.ids import PermalinkId
from paddock.store.item import Table
from tests.scores.furnished import add_players, pars, records, set_pars, written
from tests.scores.values import HOUR
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, times, together

PERMALINK = "1-1"


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    """With one permalink, that everybody draws."""
    return Qualifier(world, pools=1, permalinks=1)


def under_way(qualifier: Qualifier, *players: object, **taken: float) -> list[Racer]:
    """All started, the first one so long ago."""
    racers = [qualifier.draw(player) for player in players]
    for racer in racers:
        racer.ready()
    qualifier.world.discord.advance(10)
    qualifier.world.pass_time(**taken)
    return racers


def mean(*racers: Racer) -> int:
    taken = [int(racer.run["milliseconds"]) for racer in racers]
    return sum(taken) // len(taken)


def scorings(qualifier: Qualifier) -> int:
    return qualifier.audit().count("async.scored")


# -- what a finish writes --------------------------------------------------------------------------


@pytest.fixture
def crowded(qualifier: Qualifier) -> Qualifier:
    """500 have run the permalink; the five fastest took an hour and two seconds at the mean."""
    add_players(qualifier, 500)
    set_pars(qualifier, p1_1=HOUR + 2000)
    return qualifier


def test_a_fast_finish_on_a_permalink_with_500_runs_writes_the_pars_and_no_other_run(crowded: Qualifier) -> None:
    (racer,) = under_way(crowded, crowded.alice, minutes=30)
    racer.press("Finish")
    before = records(crowded)
    crowded.world.drain()
    assert written(before, crowded) == ["PARS"]
    fastest = [racer.run["milliseconds"], *(HOUR + number * 1000 for number in range(4))]
    assert pars(crowded) == {PERMALINK: sum(fastest) // 5}


def test_a_slow_finish_on_a_permalink_with_500_runs_writes_nothing(crowded: Qualifier) -> None:
    (racer,) = under_way(crowded, crowded.alice, hours=2)
    racer.press("Finish")
    before = records(crowded)
    crowded.world.drain()
    assert racer.run["status"] == "finished"
    assert written(before, crowded) == []


def test_a_forfeit_changes_no_par(crowded: Qualifier) -> None:
    (racer,) = under_way(crowded, crowded.alice, minutes=30)
    question = racer.press("Forfeit").message
    racer.press("Confirm Forfeit", card=question)
    crowded.world.drain()
    assert racer.run["status"] == "forfeit"
    assert pars(crowded) == {PERMALINK: HOUR + 2000}


def test_the_change_of_a_par_is_in_the_audit_with_what_it_was(crowded: Qualifier) -> None:
    (racer,) = under_way(crowded, crowded.alice, minutes=30)
    racer.finish()
    (entry,) = [each for each in crowded.world.documents(Table.AUDIT) if each["action"] == "async.scored"]
    assert entry["actor"] == "system"
    assert entry["before"]["pars"][0]["milliseconds"] == HOUR + 2000
    assert entry["after"]["pars"][0]["milliseconds"] == pars(crowded)[PermalinkId(PERMALINK)]


# -- twice, and at once ----------------------------------------------------------------------------


def test_scoring_delivered_to_two_workers_at_once_gives_one_truth(qualifier: Qualifier) -> None:
    (racer,) = under_way(qualifier, qualifier.alice, hours=1)
    racer.press("Finish")
    messages = [each for each in qualifier.world._received() if "score." in each["body"]]
    with all_read_before_any_writes(qualifier.world, 2):
        answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    qualifier.world._settle(messages, held[0] | held[1])
    qualifier.world.drain()
    assert pars(qualifier) == {PERMALINK: mean(racer)}
    assert scorings(qualifier) == 1


def test_of_two_who_finish_at_once_both_make_the_par(qualifier: Qualifier) -> None:
    racers = under_way(qualifier, qualifier.alice, qualifier.bob, hours=1)
    with all_read_before_any_writes(qualifier.world, 2):
        together(*(lambda racer=racer: racer.press("Finish") for racer in racers))
    qualifier.world.drain()
    assert [racer.run["status"] for racer in racers] == ["finished", "finished"]
    assert pars(qualifier) == {PERMALINK: mean(*racers)}


def test_whoever_finishes_while_the_scores_are_worked_out_is_in_them_afterwards(qualifier: Qualifier) -> None:
    alice, bob = under_way(qualifier, qualifier.alice, qualifier.bob, hours=1)
    alice.press("Finish")
    with just_before(qualifier.world, COMMIT, lambda: bob.press("Finish")):
        qualifier.world.drain()
    assert scorings(qualifier) == 2
    assert pars(qualifier) == {PERMALINK: mean(alice, bob)}
