"""The program is stopped before and after each of its calls in turn: the race ends as if nothing had happened."""

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from paddock.store.item import Table
from tests.live_races.scene import Scene
from tests.support.crashing import Stop, Stopped, fresh_world, watched
from tests.support.world import World

COMMIT = "TransactWriteItems"
READS = ("BatchGetItem", "Query", "GET ")
SNOWFLAKE = re.compile(r"\d{17,20}")


def join(scene: Scene) -> None:
    scene.join(scene.alice, scene.bob)


def start(scene: Scene) -> None:
    join(scene)
    scene.reach_start()


def ask_to_cancel(scene: Scene) -> None:
    join(scene)
    scene.manage("Cancel Race")


def press(label: str) -> Callable[[Scene], None]:
    def act(scene: Scene) -> None:
        scene.press(scene.alice, label)
        scene.world.drain()

    return act


def confirm(scene: Scene) -> None:
    scene.admin.at(scene.channel).click("Confirm Cancel")
    scene.world.drain()


def finish(scene: Scene) -> None:
    start(scene)
    for who in (scene.alice, scene.bob):
        scene.press(who, "Finish")
    scene.world.drain()


def close(scene: Scene) -> None:
    scene.admin.slash("async close", {"async": scene.qualifier.id})
    scene.world.drain()


def move(scene: Scene) -> None:
    scene.open("2037-11-23 13:30", race=scene.race["id"])


class Step(NamedTuple):
    before: Callable[[Scene], None]
    act: Callable[[Scene], object]
    by_person: bool = True
    """Who does not repeat what failed; the sweep comes round again."""
    options: Mapping[str, Any] = {}
    """Of the async."""


STEPS = {
    "a player joins": Step(lambda scene: None, press("Join")),
    "a player leaves": Step(join, press("Leave")),
    "the race is moved": Step(join, move),
    "the race is cancelled": Step(ask_to_cancel, confirm),
    "all are called before the start": Step(join, lambda scene: scene.world.pass_time(minutes=55), by_person=False),
    "the race starts": Step(join, Scene.reach_start, by_person=False),
    "a player finishes": Step(start, press("Finish")),
    "the results come to be seen": Step(finish, close, options={"hide_results": True}),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_wherever_the_program_stops_the_race_ends_the_same(step: Step, discord: Any) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        done = told(world, step, undisturbed)
    with fresh_world(discord) as world:
        undone = told(world, step, None)
    wrong = {}
    for stop in stops(undisturbed.seen):
        expected = undone if step.by_person and precedes_the_commit(stop, undisturbed.seen) else done
        with fresh_world(discord) as world:
            found = told(world, step, stop)
        assert stop.fired
        if found != expected:
            wrong[stop.place] = {part: (expected[part], found[part]) for part in found if expected[part] != found[part]}
    assert not wrong


def stops(calls: list[str]) -> Iterator[Stop]:
    for at, name in enumerate(calls):
        yield Stop(at)
        if not name.startswith(READS):
            yield Stop(at, after=True)


def precedes_the_commit(stop: Stop, calls: list[str]) -> bool:
    assert stop.at is not None
    commit = calls.index(COMMIT)
    return stop.at < commit or (stop.at == commit and not stop.after)


def told(world: World, step: Step, stop: Stop | None) -> dict[str, Any]:
    """The end of the story, a minute after whatever start the race has; without `stop` the step is left out."""
    from fake_discord import InteractionFailed

    scene = Scene(world, permalinks=0, post=False, **step.options)
    scene.open()
    step.before(scene)
    if stop:
        with watched(world, stop), contextlib.suppress(Stopped, InteractionFailed):
            step.act(scene)
    world.drain()
    world.pass_time(minutes=2)
    world.discord.set_time("2037-11-23T13:31:00+00:00")
    world.tick()
    return state(scene)


def state(scene: Scene) -> dict[str, Any]:
    jobs = [each for each in scene.world.documents(Table.JOBS) if each["state"] != "done"]
    found = {
        "runs": {name: (run["status"], run.get("started")) for name, run in scene.runs().items()},
        "slots": [[slot[2] for slot in each["slots"]] for each in scene.qualifier.entrants],
        "race": [scene.race["state"], scene.race["starts"], [each["name"] for each in scene.race["racers"]]],
        "card": scene.shown,
        "cards": sum(bool(each["embeds"]) and not each["flags"] for each in messages(scene)),
        "lines": sorted(scene.lines),
        "calls": [each["content"] for each in scene.calls],
        "waiting": sorted(each["kind"] for each in jobs),
        "audit": sorted(Counter(each["action"] for each in scene.world.documents(Table.AUDIT)).items()),
    }
    return {part: SNOWFLAKE.sub("id", str(value)) for part, value in found.items()}


def messages(scene: Scene) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scene.world.discord.messages(scene.channel)
    return found
