"""A tournament that can't be read stops nobody else's schedule."""

import pytest

from functions.speedgaming_import.app import handler as speedgaming_import
from paddock import aws
from paddock.tournaments.records import TOURNAMENT
from tests.support.league import League
from tests.support.world import World


def spoil(league: League, tournament: str) -> None:
    """As a version might leave it that wrote what this one does not know."""
    key = TOURNAMENT.key(organization=league.server.id, id=tournament).wire
    with league.world.account.unwatched():
        aws.dynamodb().update_item(
            TableName="paddock-records",
            Key=key,
            UpdateExpression="SET doc = :doc",
            ExpressionAttributeValues={":doc": {"S": '{"organization": 1, "shape": "unknown"}'}},
        )


@pytest.fixture
def leagues(world: World) -> tuple[League, League]:
    broken, well = League(world), League(world, "well-")
    spoil(broken, broken.tournament(speedgaming="alttpr"))
    return broken, well


def test_the_hourly_pass_serves_the_others_and_counts_it_as_failed(
    world: World, leagues: tuple[League, League]
) -> None:
    _, well = leagues
    well.match(well.tournament())
    (event,) = well.events
    world.discord.set_event(well.server.id, event["id"], name="Somebody renamed it")
    summary = world.sync()
    assert (summary["failed"], summary["done"]) == (1, 1)
    assert well.event["name"] == event["name"]


def test_the_import_serves_the_others_and_counts_it_as_failed(world: World, leagues: tuple[League, League]) -> None:
    _, well = leagues
    alone = speedgaming_import({"time": world.now.isoformat()}, None)["failed"]
    well.tournament(speedgaming="smz3")
    both = speedgaming_import({"time": world.now.isoformat()}, None)["failed"]
    assert (alone, both) == (1, 2), "the feed is silent here, which the other organization is told"
