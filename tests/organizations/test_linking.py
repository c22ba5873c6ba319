"""`/config link`: a server joins another one's organization, by a code that works once."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from paddock.store.item import Table
from tests.organizations.linked import CODE, enter, make_code, organization_of, servers_of, two
from tests.support.league import League
from tests.support.world import World
from tests.test_round_trips import cost
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together

UNKNOWN = "That code is not valid (any more)"


def lines(world: World, action: str) -> list[dict[str, Any]]:
    return [each for each in world.documents(Table.AUDIT) if each["action"] == action]


# -- the code ----------------------------------------------------------------------------------------------------------


def test_a_code_is_shown_to_whoever_made_it_alone_and_for_how_long_it_is_good(world: World) -> None:
    made = League(world).admin.slash("config link")
    assert made.ephemeral
    assert CODE.search(made.said)
    assert f"<t:{int((world.now + timedelta(minutes=10)).timestamp())}:R>" in made.said


def test_no_two_codes_are_the_same(world: World) -> None:
    league, other = League(world), League(world, "other-")
    assert len({make_code(league), make_code(league), make_code(other)}) == 3


def test_the_code_itself_is_kept_nowhere_and_expires_by_itself(world: World) -> None:
    league = League(world)
    code = make_code(league)
    everything = json.dumps([world.documents(table) for table in Table])
    assert code not in everything
    assert code.replace("-", "") not in everything
    (kept,) = world.documents(Table.RECORDS, "LINK")
    assert kept["until"].startswith("2037-11-23T12:10")


def test_making_a_code_is_audited(world: World) -> None:
    league = League(world)
    make_code(league)
    (line,) = lines(world, "code.made")
    assert line["actor"] == league.admin.user_id


@pytest.mark.parametrize("path", ["config link", "config unlink"])
def test_servers_are_linked_and_parted_by_admins_alone(world: World, path: str) -> None:
    first, second = two(world)
    options = {"server": second.server.id} if path == "config unlink" else {}
    assert "That is for admins" in first.alice.slash(path, options).said
    assert servers_of(first) == [first.server.id, second.server.id]


# -- linking -----------------------------------------------------------------------------------------------------------


def test_a_linked_server_shares_the_tournaments(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    assert servers_of(first) == [first.server.id, second.server.id]
    assert "Winter Open" in second.alice.slash("tournament show", tournament=tournament).said


def test_the_events_appear_in_the_server_that_was_linked(world: World) -> None:
    first, second = League(world), League(world, "second-")
    first.match(first.tournament())
    enter(second, make_code(first))
    world.drain()
    assert [each["name"] for each in second.events] == [each["name"] for each in first.events] != []


def test_roles_and_announcements_stay_the_servers_own(world: World) -> None:
    first, second = League(world), League(world, "second-")
    role = world.discord.create_role(second.server.id, "organizers")["id"]
    second.admin.slash("config server", organizer_role=role, announcements=second.server.channel)
    enter(second, make_code(first))
    shown = second.admin.slash("config show").said
    assert f"<@&{role}>" in shown
    assert f"<#{second.server.channel}>" in shown
    assert role not in first.admin.slash("config show").said


def test_linking_is_audited_in_both_organizations(world: World) -> None:
    first, second = two(world)
    assert {each["organization"] for each in lines(world, "server.linked")} == {first.server.id, second.server.id}
    assert {each["actor"] for each in lines(world, "server.linked")} == {second.admin.user_id}
    assert "server linked" in first.admin.slash("config audit", limit=20).said


def test_both_servers_names_are_learnt_and_shown(world: World) -> None:
    first, _ = two(world)
    assert "\n　**league** (this one)\n　**league**" in first.admin.slash("config show").said
    assert [each["name"] for each in world.documents(Table.RECORDS, "SERVER")] == ["league", "league"]


def test_a_server_whose_name_discord_does_not_tell_is_shown_by_its_id(world: World) -> None:
    first, second = League(world), League(world, "second-")
    code = make_code(first)
    world.discord.kick_bot(first.server.id)
    enter(second, code)
    world.drain()
    assert f"`{first.server.id}`" in second.admin.slash("config show").said


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')} ",
        lambda code: f"`{code}`",
    ],
    ids=["small", "without the dash", "with blanks", "with the marks around it"],
)
def test_capitals_blanks_and_dashes_do_not_matter(world: World, typed: Callable[[str], str]) -> None:
    first, second = League(world), League(world, "second-")
    assert "is linked" in enter(second, typed(make_code(first))).said


def test_linking_asks_the_database_twice_and_writes_once(world: World) -> None:
    first, second = League(world), League(world, "second-")
    code = make_code(first)
    assert cost(world, enter, second, code) == (2, 1)


def test_a_third_server_can_be_linked_from_either(world: World) -> None:
    first, second = two(world)
    third = League(world, "third-")
    enter(third, make_code(second))
    assert servers_of(first) == [first.server.id, second.server.id, third.server.id]


def test_the_list_of_crew_in_the_server_that_leaves_its_own_organization_goes_with_it(world: World) -> None:
    first, second = League(world), League(world, "second-")
    second.admin.slash("config server", crew_channel=second.server.channel)
    enter(second, make_code(first))
    (own,) = second.stored("ORGANIZATION")
    assert (own["servers"], own.get("needs_channel")) == ([], None)


# -- refusals ----------------------------------------------------------------------------------------------------------


def refused(league: League, code: str, said: str) -> None:
    before = league.world.documents(Table.RECORDS, "SERVER"), league.world.documents(Table.RECORDS, "LINK")
    answer = enter(league, code)
    assert answer.ephemeral
    assert said in answer.said
    assert (league.world.documents(Table.RECORDS, "SERVER"), league.world.documents(Table.RECORDS, "LINK")) == before


@pytest.mark.parametrize("code", ["ABCD-EFGH", "x", "-", "🏁", "../ORGANIZATION", "a" * 40])
def test_an_unknown_code_is_refused(world: World, code: str) -> None:
    league = League(world)
    make_code(league)
    refused(league, code, UNKNOWN)


@pytest.mark.parametrize(("seconds", "said"), [(595, "is linked"), (600, UNKNOWN)])
def test_a_code_is_good_for_ten_minutes_and_no_longer(world: World, seconds: int, said: str) -> None:
    first, second = League(world), League(world, "second-")
    code = make_code(first)
    world.discord.advance(seconds)
    assert said in enter(second, code).said


def test_a_code_works_once(world: World) -> None:
    first, second, third = League(world), League(world, "second-"), League(world, "third-")
    code = make_code(first)
    enter(second, code)
    make_code(third)
    refused(third, code, UNKNOWN)


def test_unknown_used_and_expired_codes_read_the_same(world: World) -> None:
    first, second, third = League(world), League(world, "second-"), League(world, "third-")
    used, expired = make_code(first), make_code(first)
    enter(second, used)
    world.discord.advance(601)
    assert len({enter(third, code).said for code in (used, expired, "ABCD-EFGH")}) == 1


def test_a_code_is_not_for_the_organization_that_made_it(world: World) -> None:
    league = League(world)
    refused(league, make_code(league), "That code was made for another server")


def test_a_server_that_is_linked_already_is_told_how_to_part_first(world: World) -> None:
    _, second = two(world)
    refused(second, make_code(League(world, "third-")), "`/config unlink` with this server")


def test_a_server_with_further_servers_does_not_leave_them_behind(world: World) -> None:
    first, _ = two(world)
    refused(first, make_code(League(world, "third-")), "Other servers are linked to this one")


def test_a_server_with_tournaments_does_not_leave_them_behind(world: World) -> None:
    first, second = League(world), League(world, "second-")
    second.tournament()
    refused(second, make_code(first), "(`winter-open`), which would be out of reach")


def test_deleted_tournaments_hold_a_server_back_no_more(world: World) -> None:
    first, second = League(world), League(world, "second-")
    second.admin.slash("tournament delete", tournament=second.tournament())
    second.admin.click("Delete")
    assert "is linked" in enter(second, make_code(first)).said


def test_at_most_ten_servers_are_linked(world: World) -> None:
    first = League(world)
    spare = make_code(first)
    for number in range(9):
        assert "is linked" in enter(League(world, f"{number}-"), make_code(first)).said
    last = League(world, "last-")
    make_code(last)
    refused(last, spare, "10 servers are linked already")
    assert "10 servers are linked already" in first.admin.slash("config link").said
    assert len(servers_of(first)) == 10


def test_a_code_is_worth_nothing_once_its_server_has_left(world: World) -> None:
    first, second = two(world)
    third = League(world, "third-")
    code = make_code(second)
    first.admin.slash("config unlink", server=second.server.id)
    make_code(third)
    refused(third, code, UNKNOWN)


def test_a_code_of_a_server_that_has_joined_another_is_worth_nothing(world: World) -> None:
    first, second, third = League(world), League(world, "second-"), League(world, "third-")
    code = make_code(second)
    enter(second, make_code(first))
    make_code(third)
    refused(third, code, UNKNOWN)


# -- at the same moment, and again -------------------------------------------------------------------------------------


def test_of_two_servers_that_enter_one_code_at_once_exactly_one_is_linked(world: World) -> None:
    first, second, third = League(world), League(world, "second-"), League(world, "third-")
    code = make_code(first)
    with all_read_before_any_writes(world, 2):
        said = together(*(lambda league=league: str(enter(league, code).said) for league in (second, third)))
    assert sorted(UNKNOWN in each for each in said) == [False, True]
    assert len(servers_of(first)) == 2
    assert len(lines(world, "server.linked")) == 2


def test_two_codes_of_one_server_that_are_entered_at_once_link_both(world: World) -> None:
    first, second, third = League(world), League(world, "second-"), League(world, "third-")
    entries = [(second, make_code(first)), (third, make_code(first))]
    with all_read_before_any_writes(world, 2):
        together(*(lambda league=league, code=code: str(enter(league, code).said) for league, code in entries))
    assert sorted(servers_of(first)) == sorted(each.server.id for each in (first, second, third))


def everything(world: World) -> list[list[dict[str, Any]]]:
    return [world.documents(table) for table in (Table.RECORDS, Table.AUDIT)]


def test_an_entered_code_that_is_delivered_again_changes_nothing(world: World) -> None:
    first, second = League(world), League(world, "second-")
    payload = enter(second, make_code(first)).payload
    world.drain()
    before = everything(world)
    status, _, _, _ = second.admin.deliver(json.dumps(payload))
    world.drain()
    assert status == 200
    assert everything(world) == before


def test_a_made_code_that_is_delivered_again_makes_no_second_one(world: World) -> None:
    league = League(world)
    payload = league.admin.slash("config link").payload
    before = everything(world)
    league.admin.deliver(json.dumps(payload))
    assert everything(world) == before


def test_a_tournament_that_is_made_while_its_server_is_linked_is_not_left_behind(world: World) -> None:
    first, second = League(world), League(world, "second-")
    code = make_code(first)
    second.admin.slash("config show")
    with just_before(world, COMMIT, second.tournament):
        said = enter(second, code).said
    assert "which would be out of reach" in said
    assert organization_of(world, second) == second.server.id


def test_a_tournament_that_is_made_just_after_its_server_was_linked_is_the_new_organizations(world: World) -> None:
    first, second = League(world), League(world, "second-")
    code = make_code(first)
    second.admin.slash("config show")
    with just_before(world, COMMIT, lambda: enter(second, code)):
        second.tournament()
    assert organization_of(world, second) == first.server.id
    assert [each["organization"] for each in world.documents(Table.RECORDS, "TOURNAMENT#")] == [first.server.id]
