"""The program is stopped before and after each of its calls while somebody decides on a run; the end is the same."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from paddock.store.item import Table
from tests.reviews.desk import Desk
from tests.support.crashing import Stop, Stopped, fresh_world, watched
from tests.support.qualifier import Racer
from tests.support.world import World

MINUTE = 60_000
COMMIT = "TransactWriteItems"
READS = ("BatchGetItem", "Query", "GET ")
Act = Callable[[Desk, Racer], Any]


def claims(desk: Desk, run: Racer) -> Any:
    desk.claims(run)


def approved(desk: Desk, run: Racer) -> Any:
    desk.approves(run)


ACTS: dict[str, tuple[Act | None, Act]] = {
    "a run is claimed": (None, claims),
    "a claim is given back": (claims, lambda desk, run: desk.presses("Release")),
    "a run is approved": (claims, lambda desk, run: desk.presses("Approve")),
    "a run is rejected": (claims, lambda desk, run: desk.rejects("no VOD")),
    "a time is corrected": (claims, lambda desk, run: desk.corrects("0:59:00")),
    "an approved run is disqualified": (approved, lambda desk, run: desk.disqualifies(run)),
    "a player voids an approved run": (approved, lambda desk, run: desk.reattempts(run)),
    "a reviewer grants a reattempt": (
        approved,
        lambda desk, run: desk.reattempts(run, person=desk.reviewer, grant=True),
    ),
    "a disqualification is lifted": (
        lambda desk, run: (desk.approves(run), desk.disqualifies(run)),
        lambda desk, run: desk.presses("Lift Disqualification"),
    ),
    "a player takes a reattempt back": (
        lambda desk, run: (desk.approves(run), desk.reattempts(run)),
        lambda desk, run: desk.presses("Take Reattempt Back", desk.alice),
    ),
}


@pytest.mark.parametrize(("before", "act"), ACTS.values(), ids=ACTS)
def test_wherever_the_program_stops_a_decision_is_wholly_made_or_not_at_all(
    before: Act | None, act: Act, discord: Any
) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        done = told(world, before, act, undisturbed)
        assert discord.problems() == []
    with fresh_world(discord) as world:
        undone = told(world, before, None, Stop())
    assert done != undone
    wrong = {}
    for stop in stops(undisturbed.seen):
        with fresh_world(discord) as world:
            found = told(world, before, act, stop)
        assert stop.fired
        if found != (undone if precedes_the_commit(stop, undisturbed.seen) else done):
            wrong[stop.place] = found
    assert wrong == {}


def told(world: World, before: Act | None, act: Act | None, stop: Stop) -> dict[str, Any]:
    """The end of the story; `stop` watches the act alone. Whoever reads of a failed interaction does not repeat it."""
    from fake_discord import InteractionFailed

    desk = Desk(world, pools=1, permalinks=1, reattempts=1)
    run = desk.race()
    if before:
        before(desk, run)
    if act:
        with watched(world, stop), contextlib.suppress(Stopped, InteractionFailed):
            act(desk, run)
    world.drain()
    world.pass_time(minutes=2)
    return state(desk, run)


def state(desk: Desk, run: Racer) -> dict[str, Any]:
    """In whole minutes and without ids and instants, which no story repeats."""
    stored, ((*slot, granted),) = run.run, desk.qualifier.entrants[0]["slots"]
    review, voided = stored.get("review", {}), stored.get("voided", {})
    times = (stored["milliseconds"], stored.get("original"), slot[3], *desk.pars.values())
    return {
        "run": (stored["status"], stored.get("disqualified"), voided.get("reason"), voided.get("granted")),
        "review": (review.get("decision"), review.get("reason"), "claim" in stored),
        "slot": [*(part for at, part in enumerate(slot) if at not in (0, 3)), granted > 0],
        "minutes": [each // MINUTE if each else None for each in times],
        "thread": [each.rpartition(">")[2] for each in run.lines],
        "card": [line for line in run.card["embeds"][0]["description"].splitlines() if run.id not in line],
        "audit": sorted(desk.qualifier.audit()),
        "jobs": [each["kind"] for each in desk.world.documents(Table.JOBS) if each["state"] != "done"],
    }


def stops(calls: list[str]) -> list[Stop]:
    """After a call that only reads, everything is as before it."""
    after = [Stop(at, after=True) for at, name in enumerate(calls) if not name.startswith(READS)]
    return [*(Stop(at) for at in range(len(calls))), *after]


def precedes_the_commit(stop: Stop, calls: list[str]) -> bool:
    assert stop.at is not None
    commit = calls.index(COMMIT)
    return stop.at < commit or (stop.at == commit and not stop.after)
