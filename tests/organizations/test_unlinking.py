"""`/config unlink`: a server leaves, and sees nothing of the others any more."""

import json
from typing import Any

import pytest

from paddock.store.item import Table
from tests.organizations.linked import enter, make_code, organization_of, servers_of, two
from tests.support.league import League
from tests.support.world import World
from tests.test_round_trips import cost


def unlink(by: League, which: League) -> Any:
    outcome = by.admin.slash("config unlink", server=which.server.id)
    by.world.drain()
    return outcome


@pytest.mark.parametrize("by", [0, 1], ids=["by the first server", "by itself"])
def test_a_linked_server_stands_on_its_own_again(world: World, by: int) -> None:
    leagues = two(world)
    first, second = leagues
    said = unlink(leagues[by], second).said
    assert "**league** stands on its own again" in said
    assert "`/config link` can link it again" in said
    assert servers_of(first) == [first.server.id]
    assert organization_of(world, second) == second.server.id
    assert servers_of(second) == [second.server.id]


def test_the_former_server_sees_nothing_of_the_others_any_more(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    match = first.match(tournament)
    assert "Winter Open" in second.admin.slash("tournament show", tournament=tournament).said
    unlink(first, second)
    assert "can't find that tournament" in second.admin.slash("tournament show", tournament=tournament).said
    assert "can't find that match" in second.admin.slash("match show", match=match).said
    assert "can't find that match" in second.admin.slash("match cancel", match=match).said
    assert "no tournament" in second.admin.slash("tournament list").said
    assert "No match is coming up" in second.admin.slash("match list").said
    assert second.admin.autocomplete("match show", "match", "").choices == []
    assert first.server.id not in second.admin.slash("config show").said
    assert tournament not in second.admin.slash("config audit", limit=50).said


def test_its_events_are_promised_to_go(world: World) -> None:
    first, second = two(world)
    first.admin.slash("config unlink", server=second.server.id)
    kept = [each for each in world.documents(Table.JOBS) if each["kind"] == "calendar.sync" and not each.get("ended")]
    assert [(each["organization"], json.loads(each["payload"])["guild"]) for each in kept] == [
        (first.server.id, second.server.id)
    ]


def test_its_events_go_from_it_and_stay_in_the_others(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    assert len(second.events) == 1
    unlink(first, second)
    assert second.events == []
    assert len(first.events) == 1


def test_what_it_had_set_before_it_was_linked_holds_again(world: World) -> None:
    first, second = League(world), League(world, "second-")
    second.admin.slash("config server", timezone="Asia/Tokyo")
    enter(second, make_code(first))
    assert "**Time zone** UTC" in second.admin.slash("config show").said
    unlink(first, second)
    assert "**Time zone** Asia/Tokyo" in second.admin.slash("config show").said


def test_parting_is_audited_in_both_organizations(world: World) -> None:
    first, second = two(world)
    unlink(first, second)
    found = [each for each in world.documents(Table.AUDIT) if each["action"] == "server.unlinked"]
    assert sorted(each["organization"] for each in found) == sorted([first.server.id, second.server.id])
    assert "server unlinked" in second.admin.slash("config audit", limit=5).said


def test_linking_again_undoes_it(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    unlink(first, second)
    enter(second, make_code(first))
    world.drain()
    assert servers_of(first) == [first.server.id, second.server.id]
    assert len(second.events) == 1


@pytest.mark.parametrize("place", [0, 1], ids=["in a server that stays", "in the server that leaves"])
def test_the_list_of_crew_goes_with_the_server_that_it_is_in(world: World, place: int) -> None:
    leagues = two(world)
    first, second = leagues
    channel = leagues[place].server.channel
    leagues[place].admin.slash("config server", crew_channel=channel)
    unlink(first, second)
    (organization,) = first.stored("ORGANIZATION")
    assert (organization.get("needs_channel"), organization.get("needs_guild")) == (
        (None, None) if place else (channel, first.server.id)
    )


def test_the_first_server_is_not_parted_from_itself(world: World) -> None:
    first, second = two(world)
    for league in (first, second):
        assert "Use `/config unlink` with the other servers" in unlink(league, first).said
    assert servers_of(first) == [first.server.id, second.server.id]


@pytest.mark.parametrize("typed", ["a server of somebody else", "no server", "a name"])
def test_another_server_is_not_found(world: World, typed: str) -> None:
    first, _ = two(world)
    stranger = League(world, "stranger-")
    stranger.admin.slash("config show")
    given = {"a server of somebody else": stranger.server.id, "no server": "123", "a name": "league"}[typed]
    assert "list that appears while you type" in first.forge("config unlink", server=given)
    assert servers_of(stranger) == [stranger.server.id]


def test_the_linked_servers_are_offered_by_name_but_for_the_first(world: World) -> None:
    first, second = two(world)
    for typed in ("", "LEA", second.server.id):
        offered = first.admin.autocomplete("config unlink", "server", typed).choices
        assert [(each["name"], each["value"]) for each in offered] == [("league", second.server.id)]
    assert first.alice.autocomplete("config unlink", "server", "").choices == []


def test_parting_reads_twice_and_writes_once(world: World) -> None:
    first, second = two(world)
    assert cost(world, first.admin.slash, "config unlink", server=second.server.id) == (2, 1)


def test_what_was_asked_before_it_was_parted_tells_it_nothing_after(world: World) -> None:
    first, second = two(world)
    answer = second.admin.slash("config check")
    first.admin.slash("config unlink", server=second.server.id)
    world.drain()
    assert "can't find that server" in answer.said


def test_an_unlinking_that_is_delivered_again_changes_nothing(world: World) -> None:
    first, second = two(world)
    payload = unlink(first, second).payload
    enter(second, make_code(first))
    world.drain()
    before = world.documents(Table.RECORDS)
    first.admin.deliver(json.dumps(payload))
    world.drain()
    assert world.documents(Table.RECORDS) == before
