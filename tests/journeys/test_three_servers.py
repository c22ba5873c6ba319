"""Three linked servers, one of which refuses everything for an hour while the schedule is being made and played."""

from collections.abc import Iterator
from typing import Any

import pytest

from functions.interactions import worker
from tests.organizations.linked import enter, make_code
from tests.support.league import League
from tests.support.refusing import FORBIDDEN, SILENT, Refusing, a_wiring
from tests.support.stepping import BEGUN, press
from tests.support.world import World

SCHEDULED, ACTIVE, COMPLETED = 1, 2, 3
LIST = "list_guild_scheduled_events"


@pytest.fixture
def discord_for_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[Refusing]:
    transport = Refusing()
    wiring = a_wiring(transport)
    monkeypatch.setattr(worker, "WIRING", wiring)
    with wiring.http:
        yield transport


@pytest.fixture
def leagues(world: World) -> list[League]:
    """Of one organization."""
    leagues = [League(world, name) for name in ("", "second-", "third-")]
    for other in leagues[1:]:
        assert "is linked" in enter(other, make_code(leagues[0])).said
    world.drain()
    return leagues


def titled(league: League, status: int = SCHEDULED) -> dict[str, str]:
    """When each open event of the server begins."""
    return {
        each["name"].removeprefix("WINTER-OPEN - "): each["scheduled_start_time"][:16]
        for each in league.events
        if each["status"] == status
    }


def create(league: League, tournament: str, title: str, when: str) -> str:
    return league.match(tournament, title=title, when=when)


def dms(leagues: list[League]) -> list[list[str]]:
    return [league.dms(person) for league in leagues for person in (league.admin, league.alice, league.bob)]


def hourly(world: World) -> list[dict[str, Any]]:
    """The calls that the pass and all that follows from it make."""
    before = len(world.discord.requests())
    world.sync()
    found: list[dict[str, Any]] = world.discord.requests(since=before)
    return found


def test_one_of_three_servers_refuses_everything_for_an_hour(
    world: World, leagues: list[League], discord_for_all: Refusing
) -> None:
    first, second, third = leagues
    tournament = first.tournament()
    opener = create(first, tournament, "Opener", "2037-11-23 13:30")
    early = create(first, tournament, "Early", "2037-11-23 17:00")
    moved = create(first, tournament, "Moved", "2037-11-23 18:00")
    dropped = create(first, tournament, "Dropped", "2037-11-23 19:00")
    create(first, tournament, "Steady", "2037-11-24 20:00")
    third.bob.slash("match show", match=moved)
    third.bob.click("Commentate")
    first.admin.slash("match show", match=moved)
    first.admin.click("Crew")
    first.admin.click("Approve")
    world.drain()
    assert [len(titled(league)) for league in leagues] == [5, 5, 5]

    # Discord fails for the second server; the schedule goes on.
    discord_for_all.answers[second.server.id] = SILENT
    create(first, tournament, "New", "2037-11-23 21:00")
    first.edit(moved, when="2037-11-23 18:30")
    press(first, early, *BEGUN)
    world.pass_time(minutes=10)
    world.sync()
    world.pass_time(minutes=20)
    discord_for_all.answers[second.server.id] = FORBIDDEN
    first.admin.slash("match cancel", match=dropped)
    create(first, tournament, "Newer", "2037-11-23 22:00")
    press(first, opener, *BEGUN, "Finish")
    world.pass_time(minutes=15)
    world.sync()
    world.pass_time(minutes=15)

    expected = {
        "Moved": "2037-11-23T18:30",
        "Steady": "2037-11-24T20:00",
        "New": "2037-11-23T21:00",
        "Newer": "2037-11-23T22:00",
    }
    for league in (first, third):
        assert titled(league) == expected
        assert list(titled(league, ACTIVE)) == ["Early"]
        assert list(titled(league, COMPLETED)) == ["Opener"]
    assert set(titled(second)) == {"Opener", "Early", "Moved", "Dropped", "Steady"}, "as it was before"
    assert discord_for_all.refused[second.server.id] < 60
    check = first.admin.slash("config check")
    world.drain()
    assert "Create Events" in second.admin.slash("config show").said
    assert "Missing Permissions" in check.said
    told = dms(leagues)

    # Discord works again: the next pass makes what is missing, and nothing else.
    discord_for_all.answers.clear()
    calls = hourly(world)
    made = [each["body"]["name"] for each in calls if each["operation"] == "create_guild_scheduled_event"]
    assert sorted(made) == ["WINTER-OPEN - New", "WINTER-OPEN - Newer"]
    assert {each["path"].split("/")[4] for each in calls if each["operation"] != LIST} == {second.server.id}
    assert titled(second) == expected
    assert list(titled(second, ACTIVE)) == ["Early"]
    assert list(titled(second, COMPLETED)) == ["Opener"]
    assert "Dropped" not in {each["name"].partition(" - ")[2] for each in second.events}
    assert "Create Events" not in second.admin.slash("config show").said

    # Nobody heard anything of it, and nobody hears anything twice.
    assert dms(leagues) == told
    world.pass_time(minutes=5)
    assert [each["operation"] for each in hourly(world)] == [LIST] * 3
    for heard in dms(leagues):
        assert len(heard) == len(set(heard))
    assert len(third.dms(third.bob)) == 2, "that they are approved, and that the match moved"
