"""The five-minute function, as EventBridge calls it, with the simulated feed over a real socket."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from infra.local.feed import create_feed
from infra.local.feed_server import served
from infra.local.invoke import scheduled_event
from paddock.matches.model import Status
from paddock.matches.records import MATCH
from paddock.organizations.records import ORGANIZATION
from paddock.store.change import Put
from paddock.store.item import Key
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from tests.speedgaming.desk import Desk
from tests.speedgaming.values import NOW
from tests.support.logged import logged

DOOR = Path(__file__).resolve().parents[2] / "functions/speedgaming_import/app.py"


@pytest.fixture
def feed() -> Iterator[httpx.Client]:
    with served(create_feed(lambda: NOW)) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def door(feed: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.setenv("SPEEDGAMING_API_URL", f"{feed.base_url}/api")
    spec = importlib.util.spec_from_file_location("import_under_test", DOOR)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    module.WIRING.http.close()


def test_the_samples_become_matches_and_follow_the_feed(desk: Desk, feed: httpx.Client, door: ModuleType) -> None:
    told = door.handler(scheduled_event(NOW), None)
    assert told == {
        "due": 6, "done": 6, "failed": 0,
        "fetched": 6, "imported": 5, "updated": 0, "unchanged": 0, "skipped": 1, "cancelled": 0,
    }  # fmt: skip
    matches = desk.matches()
    assert matches[770102].stream == "lanterntv"
    assert [player.name for player in matches[770104].players] == ["Wickerby", "Fogbert", "Tindergast", "Mossquill"]
    assert matches[770105].players[0].id == "slot_5290"

    feed.put("/sim/episodes/770101", json={"whenCountdown": "2031-03-08T21:00:00+00:00"}).raise_for_status()
    feed.delete("/sim/episodes/770102").raise_for_status()
    told = door.handler(scheduled_event(NOW), None)
    assert (told["updated"], told["cancelled"], told["unchanged"]) == (1, 1, 3)
    assert str(desk.match(770101).when) == "2031-03-08 21:00:00+00:00"
    assert desk.match(770102).status is Status.CANCELLED


@pytest.mark.parametrize("spoiled", [ORGANIZATION.key(id="8"), TASK.key(organization="8", task=Task.SPEEDGAMING)])
def test_one_organizations_bug_is_logged_and_stops_no_other(
    desk: Desk, feed: httpx.Client, door: ModuleType, spoiled: Key
) -> None:
    desk.add_organization("8")
    desk.add_tournament("81", "8")
    desk.database.write([Put(spoiled, {**spoiled.wire, "doc": {"S": "{"}}, None)])
    with logged() as log:
        told = door.handler(scheduled_event(NOW), None)
    assert (told["imported"], told["failed"]) == (5, 1)
    fault = next(line for line in log() if line["level"] == "ERROR")
    assert (fault["whose"], fault["exception_name"]) == ("8", "ValidationError")


def test_a_bug_in_the_middle_of_one_import_is_counted_and_stops_no_other(
    desk: Desk, feed: httpx.Client, door: ModuleType
) -> None:
    desk.add_organization("8")
    desk.add_tournament("81", "8")
    match = MATCH.key(organization="8", id="sg770101")
    desk.database.write([Put(match, {**match.wire, "doc": {"S": "{"}}, None)])
    told = door.handler(scheduled_event(NOW), None)
    assert (told["imported"], told["failed"]) == (5, 1)
    assert len(desk.matches()) == 5


@pytest.mark.parametrize("how", ["down", "garbage", "error", "object", "html"])
def test_a_broken_feed_changes_nothing_and_is_told(desk: Desk, feed: httpx.Client, door: ModuleType, how: str) -> None:
    door.handler(scheduled_event(NOW), None)
    before = desk.matches()
    feed.post("/sim/break", json={"how": how}).raise_for_status()
    assert door.handler(scheduled_event(NOW), None)["failed"] == 1
    assert desk.matches() == before
    assert str(desk.last_run().error).startswith("lantern-open: ")
