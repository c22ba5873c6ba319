"""Two servers: nothing of one is offered, listed or lent to the other. `test_foreign_ids` has every path by its id."""

import pytest

from tests.support.league import League, card
from tests.support.world import World


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


@pytest.mark.parametrize("slug", ["winter-open"])
def test_another_servers_slug_is_not_found(world: World, slug: str) -> None:
    two = Two(world)
    assert "can't find that tournament" in two.theirs.admin.slash("tournament show", tournament=slug).said


def test_a_match_does_not_move_to_another_servers_tournament(world: World) -> None:
    two = Two(world)
    own = two.theirs.tournament()
    match = two.theirs.match(own)
    assert "can't find that tournament" in two.theirs.edit(match, tournament=two.tournament).said
    (stored,) = two.theirs.stored("MATCH")
    assert stored["tournament"] == own


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
