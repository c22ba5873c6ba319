"""Who organizes a tournament, where its events are shown, and the switch that takes them away."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.organizations.linked import two
from tests.support.league import League
from tests.support.world import World


def only(league: League) -> dict[str, Any]:
    (tournament,) = league.stored("TOURNAMENT#")
    return tournament


def edit(league: League, tournament: str, **options: Any) -> Any:
    outcome = league.admin.slash("tournament edit", tournament=tournament, **options)
    league.world.drain()
    return outcome


# -- servers -----------------------------------------------------------------------------------------------------------


def test_events_are_shown_in_all_linked_servers_unless_some_are_chosen(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    assert (len(first.events), len(second.events)) == (1, 1)


def test_a_tournament_made_for_one_server_shows_its_events_there_alone(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament(servers=second.server.id)
    first.match(tournament)
    assert (len(first.events), len(second.events)) == (0, 1)
    assert "**Servers** **league**" in first.admin.slash("tournament show", tournament=tournament).said


def test_a_server_that_is_taken_out_loses_the_events_and_one_that_is_added_gets_them(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    first.match(tournament)
    edit(first, tournament, servers=first.server.id)
    assert (len(first.events), len(second.events)) == (1, 0)
    edit(first, tournament, servers=second.server.id)
    assert (len(first.events), len(second.events)) == (0, 1)
    edit(first, tournament, servers="all")
    assert (len(first.events), len(second.events)) == (1, 1)


@pytest.mark.parametrize("path", ["create", "edit"])
def test_a_server_of_somebody_else_is_none_of_the_linked_ones(world: World, path: str) -> None:
    first, _ = two(world)
    stranger = League(world, "stranger-")
    stranger.admin.slash("config show")
    given = {"name": "Cup"} if path == "create" else {"tournament": first.tournament()}
    said = first.admin.slash(f"tournament {path}", {**given, "servers": stranger.server.id}).said
    assert said.startswith("`servers`: none of the linked servers")
    assert [each for each in first.stored("TOURNAMENT#") if "event_servers" in each] == []


def test_servers_are_offered_to_whoever_may_change_the_tournament(world: World) -> None:
    first, second = two(world)
    offered = first.admin.autocomplete("tournament create", "servers", second.server.id).choices
    assert [each["value"] for each in offered] == [second.server.id]
    assert "all" in [each["value"] for each in first.admin.autocomplete("tournament edit", "servers", "").choices]
    assert first.alice.autocomplete("tournament create", "servers", "").choices == []


def test_a_chosen_server_that_is_parted_is_told(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament(servers=second.server.id)
    first.admin.slash("config unlink", server=second.server.id)
    shown = first.admin.slash("tournament show", tournament=tournament).said
    assert "**Servers** none of those that are linked now" in shown


# -- the switch --------------------------------------------------------------------------------------------------------


def test_the_switch_takes_the_events_away_and_brings_them_back(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    league.match(tournament)
    said = edit(league, tournament, master_switch=False).said
    assert "none for now; `/tournament edit` with `master_switch` brings them back" in said
    assert league.events == []
    edit(league, tournament, master_switch=True)
    assert len(league.events) == 1


def test_a_tournament_can_be_made_with_the_switch_off(world: World) -> None:
    league = League(world)
    league.match(league.tournament(master_switch=False))
    assert league.events == []


# -- what SpeedGaming lists without players ----------------------------------------------------------------------------


def test_open_slots_are_imported_only_where_that_is_wanted(world: World) -> None:
    league = League(world)
    tournament = league.tournament(speedgaming="alttpr")
    assert only(league)["speedgaming_slots"] is False
    assert "open slots too" in edit(league, tournament, speedgaming_slots=True).said
    assert only(league)["speedgaming_slots"] is True


# -- organizers --------------------------------------------------------------------------------------------------------

ORGANIZED: list[tuple[str, dict[str, Any]]] = [("edit", {"name": "Renamed"}), ("sync", {}), ("delete", {})]


def organized(world: World) -> tuple[League, str, str]:
    """A tournament that alice organizes, and the role by which she does."""
    league = League(world)
    role = world.discord.create_role(league.server.id, "winter crew")["id"]
    world.discord.give_role(league.server.id, league.alice.user_id, role)
    return league, league.tournament(organizer_role=role), role


@pytest.mark.parametrize(("path", "options"), ORGANIZED)
def test_the_tournaments_own_role_organizes_it_and_no_other(world: World, path: str, options: dict[str, Any]) -> None:
    league, own, _ = organized(world)
    other = league.tournament(name="Other")
    refused = league.alice.slash(f"tournament {path}", {"tournament": other, **options})
    assert "for the tournament's organizers" in refused.said
    assert refused.ephemeral
    assert (
        "for the tournament's organizers"
        not in league.alice.slash(f"tournament {path}", {"tournament": own, **options}).said
    )
    world.drain()
    assert (
        "for the tournament's organizers" in league.bob.slash(f"tournament {path}", {"tournament": own, **options}).said
    )


@pytest.mark.parametrize("label", ["Delete", "Keep"])
def test_the_buttons_are_for_the_tournaments_organizers_too(world: World, label: str) -> None:
    league, own, _ = organized(world)
    asked = league.alice.slash("tournament delete", tournament=own)
    buttons = asked.message["components"][0]["components"]
    pressed = next(each["custom_id"] for each in buttons if each["label"] == label)
    told = league.press(pressed, permissions=0, user=league.bob.user_id)
    assert "for the tournament's organizers" in told
    assert not only(league)["archived"]
    league.alice.click(label)
    assert only(league)["archived"] is (label == "Delete")


def test_only_the_servers_organizers_make_tournaments(world: World) -> None:
    league, _, _ = organized(world)
    assert "That is for organizers and admins" in league.alice.slash("tournament create", name="Cup").said


def test_the_role_is_shown_and_can_be_unset(world: World) -> None:
    league, own, role = organized(world)
    assert (
        f"**Organizers** <@&{role}>, besides the server's" in league.bob.slash("tournament show", tournament=own).said
    )
    edit(league, own, unset="organizer_role")
    assert "organizer_role" not in only(league)
    assert "for the tournament's organizers" in league.alice.slash("tournament edit", tournament=own, name="x").said


def test_the_length_of_events_can_be_left_to_the_organization_again(world: World) -> None:
    league = League(world)
    tournament = league.tournament(event_minutes=45)
    assert "120 minutes" in edit(league, tournament, unset="event_minutes").said
    assert "event_minutes" not in only(league)


def test_everyone_may_be_given_the_organizers_part(world: World) -> None:
    league = League(world)
    tournament = league.tournament(organizer_role=league.server.id)
    assert "Changed." in league.bob.slash("tournament edit", tournament=tournament, name="Renamed").said


def test_only_what_a_member_organizes_is_offered_to_be_changed(world: World) -> None:
    league, own, _ = organized(world)
    league.tournament(name="Other")
    offered = league.alice.autocomplete("tournament edit", "tournament", "").choices
    assert [each["value"] for each in offered] == [own]
    assert len(league.alice.autocomplete("tournament show", "tournament", "").choices) == 2


# -- names -------------------------------------------------------------------------------------------------------------


def test_a_second_tournament_of_the_same_name_is_made_with_a_warning(world: World) -> None:
    league = League(world)
    first = league.tournament()
    made = league.admin.slash("tournament create", name="WINTER open")
    assert "Created." in made.said
    assert "Another tournament has the same name" in made.said
    other = league.tournament(name="Other")
    assert "Another tournament has the same name" in edit(league, other, name="winter open").said
    assert "Another tournament" not in edit(league, first, description="The first").said


def test_a_switch_that_changes_is_audited(world: World) -> None:
    league = League(world)
    edit(league, league.tournament(), master_switch=False)
    changed = [each for each in world.documents(Table.AUDIT) if each["action"] == "tournament.changed"]
    assert [(each["before"], each["after"]) for each in changed] == [
        ({"master_switch": True}, {"master_switch": False})
    ]
