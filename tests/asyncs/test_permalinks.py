"""Permalinks come and go: nobody is drawn what they have seen, and a full pool fits into the store."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.live_races.scene import URL, Scene
from tests.support.qualifier import Qualifier
from tests.support.world import World
from tests.twins.together import together

SEED = "https://example.org/pool-a/1"
MOST_OF_AN_ITEM = 400 * 1024
SAFE = MOST_OF_AN_ITEM * 3 // 4


def add(qualifier: Qualifier, url: str, pool: str = "Pool A", **options: Any) -> str:
    said = qualifier.admin.slash("async permalink", {"async": qualifier.id, "pool": pool, "url": url, **options}).said
    return str(said)


def remove(qualifier: Qualifier, permalink: str | None = None, pool: str = "Pool A") -> str:
    options = {"permalink": permalink} if permalink else {}
    return str(qualifier.admin.slash("async remove", {"async": qualifier.id, "pool": pool, **options}).said)


def pool(qualifier: Qualifier) -> dict[str, Any]:
    (found,) = qualifier.world.documents(Table.RECORDS, "POOL#")
    document: dict[str, Any] = found
    return document


def sizes(world: World, table: Table) -> list[int]:
    """In bytes, of all that is kept in it."""
    return [len(str(each).encode()) for each in world.documents(table)]


# -- how much a pool holds -----------------------------------------------------------------------


def test_a_pool_full_of_the_longest_permalinks_fits_into_the_store_and_each_line_of_its_audit(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=0, post=False)
    urls = (f"https://example.org/{number:03}".ljust(512, "a") for number in range(51))
    said = [add(qualifier, url, notes="\U0001f3c1" * 1000) for url in urls]
    assert len(pool(qualifier)["permalinks"]) == 50
    assert all(each.startswith("Added the permalink.") for each in said[:50])
    assert said[50].startswith("A pool takes at most 50 permalinks, those that were taken out included.")
    assert max(sizes(world, Table.RECORDS)) < SAFE
    assert max(sizes(world, Table.AUDIT)) < MOST_OF_AN_ITEM / 50


def test_the_audit_names_the_permalink_that_came_or_went_and_no_other(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=2, post=False)
    remove(qualifier, "1-1")
    lines = {each["action"]: each for each in world.documents(Table.AUDIT) if each["subject"].startswith("pool:")}
    kept = {"id": "1-1", "url": SEED}
    assert lines["permalink.removed"]["before"] == {"permalinks": [kept]}
    assert lines["permalink.removed"]["after"] == {"permalinks": [{**kept, "archived": True}]}
    assert lines["permalink.added"]["before"] == {"permalinks": []}
    assert [each["id"] for each in lines["permalink.added"]["after"]["permalinks"]] == ["1-2"]


# -- nobody sees one twice -----------------------------------------------------------------------


def test_a_permalink_that_comes_back_is_not_drawn_again_for_who_had_it(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1, runs_per_pool=2)
    qualifier.race(qualifier.alice, minutes=30)
    remove(qualifier, SEED)
    assert add(qualifier, SEED, notes="once more").startswith("Added the permalink.")
    assert [(each["id"], each["notes"], each["archived"]) for each in pool(qualifier)["permalinks"]] == [
        ("1-1", "once more", False)
    ]
    assert "no permalink" in qualifier.press_start(qualifier.alice).said
    assert qualifier.draw(qualifier.bob).run["url"] == SEED


def test_an_async_has_a_permalink_in_one_pool(world: World) -> None:
    qualifier = Qualifier(world, pools=2, permalinks=1, post=False)
    assert "this async has that permalink already, as `1-1`" in add(qualifier, SEED, pool="Pool B")


def test_of_two_pools_that_are_given_a_permalink_at_once_one_gets_it(world: World) -> None:
    qualifier = Qualifier(world, pools=2, permalinks=0, post=False)
    said = together(lambda: add(qualifier, SEED, pool="Pool A"), lambda: add(qualifier, SEED, pool="Pool B"))
    assert sorted(each.partition(".")[0] for each in said)[0] == "Added the permalink"
    assert sum(len(each["permalinks"]) for each in world.documents(Table.RECORDS, "POOL#")) == 1


@pytest.mark.parametrize("permalink", [SEED, None], ids=["permalink", "pool"])
def test_what_was_taken_out_unseen_may_go_to_another_pool_and_what_was_seen_may_not(
    world: World, permalink: str | None
) -> None:
    qualifier = Qualifier(world, pools=2, permalinks=1)
    if permalink is None:
        remove(qualifier)
    else:
        remove(qualifier, permalink)
    assert add(qualifier, SEED, pool="Pool B").startswith("Added the permalink.")
    other = Qualifier(world, pools=2, permalinks=1)
    other.race(other.alice, minutes=30)
    remove(other, permalink)
    assert "players have seen it as `1-1`" in add(other, SEED, pool="Pool B")


# -- live races ----------------------------------------------------------------------------------


def test_neither_the_permalink_nor_the_pool_of_a_race_that_is_ahead_is_taken_out(world: World) -> None:
    scene = Scene(world)
    scene.open()
    for permalink in (URL, None):
        assert remove(scene.qualifier, permalink).startswith("A live race is still to be run on it.")
    scene.join(scene.alice)
    scene.reach_start()
    assert remove(scene.qualifier, URL).startswith("Took out the permalink.")


def test_what_was_raced_live_is_never_drawn(world: World) -> None:
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice)
    scene.reach_start()
    remove(scene.qualifier, URL)
    assert "a live race has shown it to everybody" in add(scene.qualifier, URL)
    assert add(scene.qualifier, URL, live=True).startswith("Added the permalink.")
