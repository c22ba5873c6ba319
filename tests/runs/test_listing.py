"""`/async runs`: one's own, everybody's where they are not hidden, and one's card once more."""

import json
from typing import Any

import pytest

from tests.organizations.linked import enter, make_code
from tests.support.league import League, card, labels
from tests.support.payloads import COMPONENT, an_interaction
from tests.support.qualifier import Qualifier
from tests.support.world import World

MENU, SELECT = "Show one of your runs", 3


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    """Alice has finished, bob has forfeited."""
    qualifier = Qualifier(world)
    qualifier.race(qualifier.alice, minutes=10)
    racer = qualifier.draw(qualifier.bob)
    racer.world.pass_time(minutes=21)
    return qualifier


def listed(qualifier: Qualifier, player: Any, **options: str) -> Any:
    return player.slash("async runs", {"async": qualifier.id, **options})


def lines(outcome: Any) -> list[str]:
    return str(card(outcome)["description"]).splitlines()


# -- who sees which ------------------------------------------------------------------------------


def test_a_player_sees_their_own_runs_alone_while_results_are_hidden(qualifier: Qualifier) -> None:
    (line,) = lines(listed(qualifier, qualifier.alice))
    assert line.startswith("**alice** · Pool A · 0:10:0")
    assert line.endswith("· 100.00")


def test_another_player_s_runs_are_hidden_until_the_async_is_closed(qualifier: Qualifier) -> None:
    refused = listed(qualifier, qualifier.alice, user=qualifier.bob.user_id)
    assert "hidden until the async is closed" in refused.said
    assert "Pool A" not in refused.said


def test_one_may_name_oneself_while_results_are_hidden(qualifier: Qualifier) -> None:
    assert len(lines(listed(qualifier, qualifier.alice, user=qualifier.alice.user_id))) == 1


def test_staff_see_everybody_s_with_the_ids_by_which_they_name_them(qualifier: Qualifier) -> None:
    found = lines(listed(qualifier, qualifier.admin))
    ids = {each["user"]: each["id"] for each in qualifier.runs}
    assert found[0] == f"**bob** · Pool A · forfeit · 0.00 · `{ids[qualifier.bob.user_id]}`"
    assert found[1].endswith(f"· 100.00 · `{ids[qualifier.alice.user_id]}`")


def test_a_reviewer_sees_everybody_s(qualifier: Qualifier) -> None:
    role = qualifier.world.discord.create_role(qualifier.server.id, "reviewers")["id"]
    qualifier.admin.slash("async edit", {"async": qualifier.id, "reviewer_role": role})
    reviewer = qualifier.world.add_player(qualifier.server, "carol")
    qualifier.world.discord.give_role(qualifier.server.id, reviewer.user_id, role)
    assert len(lines(listed(qualifier, reviewer))) == 2


def test_staff_see_one_player_s_runs(qualifier: Qualifier) -> None:
    (line,) = lines(listed(qualifier, qualifier.admin, user=qualifier.bob.user_id))
    assert line.startswith("**bob**")


def test_once_the_async_is_closed_everybody_sees_everybody_s_without_ids(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async close", {"async": qualifier.id})
    found = lines(listed(qualifier, qualifier.alice))
    assert [each.split(" · ")[0] for each in found] == ["**bob**", "**alice**"]
    assert "`" not in "".join(found)
    assert len(lines(listed(qualifier, qualifier.alice, user=qualifier.bob.user_id))) == 1


def test_where_results_are_not_hidden_everybody_sees_them_at_once(world: World) -> None:
    qualifier = Qualifier(world, hide_results=False)
    qualifier.race(qualifier.alice, minutes=10)
    assert len(lines(listed(qualifier, qualifier.bob))) == 1


def test_no_list_reveals_a_permalink(qualifier: Qualifier) -> None:
    qualifier.admin.slash("async close", {"async": qualifier.id})
    assert "example.org" not in listed(qualifier, qualifier.bob).said


def test_an_async_without_runs_says_where_they_are_started(world: World) -> None:
    qualifier = Qualifier(world)
    assert f"<#{qualifier.channel}>" in listed(qualifier, qualifier.alice).said


def test_from_a_linked_server_the_list_is_the_same_and_from_another_there_is_none(qualifier: Qualifier) -> None:
    linked, other = League(qualifier.world, "linked-"), League(qualifier.world, "other-")
    enter(linked, make_code(qualifier.league))
    assert len(lines(listed(qualifier, linked.admin))) == 2
    assert "can't find that async" in listed(qualifier, other.admin).said


# -- pages ---------------------------------------------------------------------------------------


def test_long_lists_have_pages_the_latest_first(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    for number in range(17):
        qualifier.draw(world.add_player(qualifier.server, f"player{number}"))
    first = listed(qualifier, qualifier.admin)
    assert len(lines(first)) == 15
    assert lines(first)[0].startswith("**player16** · Pool A · not started yet")
    later = qualifier.admin.click("Later")
    assert [each.split(" · ")[0] for each in lines(later)] == ["**player1**", "**player0**"]
    assert buttons(later) == ["Earlier", "Later"]
    assert len(lines(qualifier.admin.click("Earlier"))) == 15


# -- the card once more --------------------------------------------------------------------------


def buttons(outcome: Any) -> list[str]:
    found = [each for row in outcome.message["components"] for each in row["components"] if each["type"] != SELECT]
    return [each["label"] for each in found]


def menu(outcome: Any) -> dict[str, Any]:
    found = [each for row in outcome.message["components"] for each in row["components"] if each["type"] == SELECT]
    (only,) = found
    assert only["placeholder"] == MENU
    return dict(only)


def test_one_s_own_card_is_shown_again_with_its_buttons(qualifier: Qualifier) -> None:
    (option,) = menu(listed(qualifier, qualifier.alice))["options"]
    shown = qualifier.alice.select([option["label"]], MENU)
    assert shown.ephemeral
    assert labels(shown) == ["Submit VOD & Notes", "Flag for Review", "Get Timer"]
    assert "Your thread: <#" in shown.said


def test_a_run_whose_time_is_up_is_over_in_the_list_and_on_its_card_though_no_sweep_ran(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    world.discord.advance(21 * 60)
    found = listed(qualifier, qualifier.alice)
    assert lines(found) == ["**alice** · Pool A · forfeit · 0.00"]
    (option,) = menu(found)["options"]
    assert option["label"] == "Pool A: forfeit"
    shown = qualifier.alice.select([option["label"]], MENU)
    assert "**Forfeit**: `Ready` was not pressed before <t:" in shown.said
    assert labels(shown) == ["Submit VOD & Notes"]
    assert racer.run["status"] == "pending"
    world.drain()
    assert "Forfeit" in shown.said, "nothing takes the card's place"


def test_every_list_and_board_shows_a_run_as_over_from_its_deadline_on_though_its_task_is_off(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.race(qualifier.bob, minutes=5)
    qualifier.admin.slash("config tasks", task="async_tournament_timeout_pending", action="disable")
    qualifier.draw(qualifier.alice)
    world.pass_time(minutes=21)
    assert "**alice** · Pool A · forfeit · 0.00" in listed(qualifier, qualifier.admin).said
    board = qualifier.admin.slash("async board", {"async": qualifier.id})
    told = str(card(board)["description"]).splitlines()
    assert told[-2:] == ["`#2` **0.00** alice", "-# 0 finished · 1 forfeited · 1 left"]
    qualifier.admin.slash("async close", {"async": qualifier.id})
    assert "Delete **" in qualifier.admin.slash("async delete", {"async": qualifier.id}).said


def test_more_time_is_seen_by_every_list(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    qualifier.admin.slash("async extend", run=racer.id, minutes=30)
    world.discord.advance(21 * 60)
    assert "not started yet" in listed(qualifier, qualifier.admin).said


def test_nobody_is_shown_another_player_s_card(qualifier: Qualifier) -> None:
    """Not even with a choice that the menu did not offer."""
    (foreign,) = [each["id"] for each in qualifier.runs if each["user"] == qualifier.bob.user_id]
    assert foreign not in str(menu(listed(qualifier, qualifier.alice)))
    for chosen, told in ((foreign, "somebody else's run"), ("99", "can't find that run"), ("a b", "can't find")):
        data = {"component_type": SELECT, "custom_id": f"run.card:{qualifier.id}", "values": [chosen]}
        sent = an_interaction(COMPONENT, data, guild=qualifier.server.id, user=qualifier.alice.user_id)
        _, _, answer, _ = qualifier.alice.deliver(json.dumps(sent))
        assert told in json.loads(answer)["data"]["content"]


def test_staff_who_have_no_runs_are_offered_no_card(qualifier: Qualifier) -> None:
    assert MENU not in str(listed(qualifier, qualifier.admin).message["components"])


def test_a_list_of_more_runs_than_a_menu_holds_offers_the_latest(world: World) -> None:
    qualifier = Qualifier(world, pools=3, permalinks=9, runs_per_pool=9, start_minutes=2, warning_minutes=1)
    for pool in qualifier.pools:
        for _ in range(9):
            qualifier.draw(qualifier.alice, pool)
            world.discord.advance(130)
    options = menu(listed(qualifier, qualifier.alice))["options"]
    assert len(options) == 25
    assert options[0]["value"] == max(each["id"] for each in qualifier.runs)
