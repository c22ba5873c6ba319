"""Every hour, through the door: one organization's trouble stops no other's comparison."""

from typing import Any

import pytest

from functions.sync_events.app import WIRING
from paddock.organizations.records import ORGANIZATION, SERVER
from paddock.store.change import Put
from paddock.store.item import Item
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from tests.support.league import League
from tests.support.logged import logged
from tests.support.world import World


@pytest.mark.parametrize("item", [ORGANIZATION, SERVER, TASK], ids=lambda item: item.model.__name__)
def test_an_organization_that_can_not_be_read_is_logged_and_stops_no_other(world: World, item: Item[Any]) -> None:
    leagues = [League(world), League(world, "other")]
    for league in leagues:
        league.tournament()
    broken = leagues[0].server.id
    key = item.key(id=broken, guild=broken, organization=broken, task=Task.EVENTS)
    WIRING.database.write([Put(key, {**key.wire, "doc": {"S": "{"}}, None)])
    with logged() as log:
        told = world.sync()
    faults = [line["whose"] for line in log() if line["message"] == "events sync fault"]
    assert faults == [broken]
    assert told == {"due": 2, "done": 1, "failed": 1}
