"""Two servers: what belongs to one reads as "not found" in the other, on every path, buttons included."""

from typing import Any

import pytest

from tests.support.league import League, card
from tests.support.world import World

TOURNAMENT_PATHS: list[tuple[str, dict[str, Any]]] = [
    ("tournament show", {}),
    ("tournament edit", {"name": "stolen"}),
    ("tournament sync", {}),
    ("tournament delete", {}),
    ("match create", {"when": "in 1 hour"}),
    ("match list", {}),
]
MATCH_PATHS: list[tuple[str, dict[str, Any]]] = [
    ("match show", {}),
    ("match edit", {"title": "stolen"}),
    ("match cancel", {}),
]


class Two:
    def __init__(self, world: World) -> None:
        self.ours, self.theirs = League(world), League(world, "their-")
        self.tournament = self.ours.tournament()
        self.match = self.ours.match(self.tournament)
        self.kept = self.ours.stored("")

    def nothing_happened(self) -> bool:
        return (
            self.ours.stored("") == self.kept and self.theirs.stored("TOURNAMENT#") == self.theirs.stored("MATCH") == []
        )


@pytest.mark.parametrize(("path", "options"), TOURNAMENT_PATHS)
def test_another_servers_tournament_is_not_found(world: World, path: str, options: dict[str, Any]) -> None:
    two = Two(world)
    said = two.theirs.admin.slash(path, {"tournament": two.tournament, **options}).said
    assert said.startswith("I can't find that tournament.")
    assert two.nothing_happened()


@pytest.mark.parametrize("slug", ["winter-open"])
def test_another_servers_slug_is_not_found(world: World, slug: str) -> None:
    two = Two(world)
    assert "can't find that tournament" in two.theirs.admin.slash("tournament show", tournament=slug).said


@pytest.mark.parametrize(("path", "options"), MATCH_PATHS)
def test_another_servers_match_is_not_found(world: World, path: str, options: dict[str, Any]) -> None:
    two = Two(world)
    said = two.theirs.admin.slash(path, {"match": two.match, **options}).said
    assert said.startswith("I can't find that match.")
    assert two.nothing_happened()


def test_a_match_does_not_move_to_another_servers_tournament(world: World) -> None:
    two = Two(world)
    own = two.theirs.tournament()
    match = two.theirs.match(own)
    assert "can't find that tournament" in two.theirs.edit(match, tournament=two.tournament).said
    (stored,) = two.theirs.stored("MATCH")
    assert stored["tournament"] == own


@pytest.mark.parametrize("custom_id", ["tournament.delete:{tournament}:1", "tournament.keep:{tournament}"])
def test_a_button_with_another_servers_tournament_finds_nothing(world: World, custom_id: str) -> None:
    two = Two(world)
    said = two.theirs.press(custom_id.format(tournament=two.tournament))
    assert said.startswith("I can't find that tournament.")
    assert two.nothing_happened()


def test_another_page_of_another_servers_list_is_empty(world: World) -> None:
    two = Two(world)
    assert "No match is coming up" in two.theirs.press(f"match.page:0::{two.tournament}")


@pytest.mark.parametrize(
    "custom_id",
    [
        "tournament.delete",
        "tournament.delete:1:2:3",
        "tournament.delete:a b:1",
        "tournament.delete:1:x",
        "task:rm:run",
        "match.page:-:-:-",
        "unknown:1",
        ":",
        "",
    ],
)
def test_an_old_or_forged_button_gets_a_kind_answer(world: World, custom_id: str) -> None:
    assert "earlier version" in League(world).press(custom_id)


def test_nothing_of_another_server_is_offered_or_listed(world: World) -> None:
    two = Two(world)
    them = two.theirs.admin
    assert them.autocomplete("match show", "match", "").choices == []
    assert them.autocomplete("tournament show", "tournament", "").choices == []
    assert "No match is coming up" in them.slash("match list").said
    assert "no tournament" in them.slash("tournament list").said
    assert two.tournament not in them.slash("config audit", limit=50).said


def test_settings_are_each_servers_own(world: World) -> None:
    two = Two(world)
    two.ours.admin.slash("config server", timezone="Asia/Tokyo", reminder_minutes=5)
    assert "**Time zone** UTC" in two.theirs.admin.slash("config show").said
    two.ours.admin.slash("config tasks", task="match_reminders", action="disable")
    assert "Switched off" not in two.theirs.admin.slash("config tasks").said


def test_a_persons_zone_is_each_servers_own(world: World) -> None:
    two = Two(world)
    world.discord.add_member(two.theirs.server.id, user_id=two.ours.alice.user_id)
    there = two.ours.alice.at(two.theirs.server.channel)
    there.guild_id = two.theirs.server.id
    two.ours.alice.slash("me timezone", timezone="Asia/Tokyo")
    assert "server's zone, UTC" in there.slash("me timezone", timezone="none").said
    assert card(two.ours.alice.slash("match show", match=two.match))
