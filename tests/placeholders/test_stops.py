"""Linking a placeholder, stopped at each call, done twice at once, and done again: the end is the same."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from functions.interactions import worker
from paddock.store.item import Table
from tests.placeholders.scene import Scene
from tests.support.crashing import Stop, Stopped, fresh_world, watched
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, times, together

EPISODES = (1, 2, 3)


def begun(world: World) -> Scene:
    """Three matches with the same placeholders."""
    scene = Scene(world)
    for episode in EPISODES:
        scene.put(episode)
    scene.imports()
    return scene


def state(scene: Scene) -> dict[str, Any]:
    """With names in place of ids, and without the counts of writes."""
    people = {scene.league.alice.user_id: "alice", scene.carol.user_id: "carol"}
    audit = [(each["action"], each["subject"]) for each in scene.world.documents(Table.AUDIT)]
    return {
        "players": [[people.get(p.id, p.id) for p in scene.match(episode).players] for episode in EPISODES],
        "crew": [[people.get(c.id, c.id) for c in scene.match(episode).crew] for episode in EPISODES],
        "appearances": scene.appearances(),
        "told": sorted(each.replace(scene.carol.user_id, "carol")[:30] for each in scene.told(scene.carol)),
        "audit": sorted(line for line in audit if line[0] in ("player.linked", "match.changed")),
    }


def linked(world: World, stop: Stop) -> dict[str, Any]:
    """The end of the story in which an admin links a player; `stop` watches the job alone."""
    scene = begun(world)
    scene.link(user=scene.carol.user_id)
    with watched(world, stop), contextlib.suppress(Stopped):
        world.drain()
    world.drain()
    world.pass_time(minutes=2)
    return state(scene)


def stops(calls: list[str]) -> Iterator[Stop]:
    for at in range(len(calls)):
        yield Stop(at)
        yield Stop(at, after=True)


def test_wherever_the_job_stops_all_matches_follow_once_and_nobody_is_told_twice(discord: Any) -> None:
    undisturbed = Stop()
    with fresh_world(discord) as world:
        expected = linked(world, undisturbed)
    assert expected["players"] == [["alice", "carol"]] * 3
    assert len(expected["told"]) == 3
    wrong = {}
    for stop in stops(list(undisturbed.seen)):
        with fresh_world(discord) as world:
            found = linked(world, stop)
        if found != expected:
            wrong[stop.place] = {
                name: (expected[name], found[name]) for name in expected if expected[name] != found[name]
            }
    assert not wrong


@pytest.mark.parametrize("gated", [True, False], ids=["both read first", "as it comes"])
def test_two_workers_at_once_link_each_match_once(world: World, gated: bool) -> None:
    scene = begun(world)
    scene.link(user=scene.carol.user_id)
    messages = world._received()
    with all_read_before_any_writes(world, 2) if gated else contextlib.nullcontext():
        answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    world._settle(messages, held[0] | held[1])
    world.drain()
    found = state(scene)
    assert found["players"] == [["alice", "carol"]] * 3
    assert len(found["told"]) == 3
    assert len(found["audit"]) == 4, "the link, and one for each match"


def test_the_job_that_comes_again_changes_nothing(world: World) -> None:
    scene = begun(world)
    scene.link(user=scene.carol.user_id)
    messages = world._received()
    worker.handler({"Records": messages}, None)
    world._settle(messages, set())
    world.drain()
    before, documents = state(scene), world.documents(Table.RECORDS)
    worker.handler({"Records": messages}, None)
    world.drain()
    assert (state(scene), world.documents(Table.RECORDS)) == (before, documents)


def test_an_import_at_the_same_moment_and_the_job_end_the_same(world: World) -> None:
    scene = begun(world)
    scene.link(user=scene.carol.user_id)
    messages = world._received()
    together(lambda: worker.handler({"Records": messages}, None), lambda: scene.desk.cycle(world.now))
    world._settle(messages, {each["messageId"] for each in messages})
    world.drain()
    found = state(scene)
    assert found["players"] == [["alice", "carol"]] * 3
    assert len(found["told"]) == 3
