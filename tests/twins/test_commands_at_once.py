"""Commands at the same moment: one wins, the other is applied after it or told so, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import app
from paddock.store.item import Table
from tests.crash.story import Story
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, times, together

CHANGED = "at the same moment"


@pytest.fixture
def story(world: World) -> Story:
    return Story.begin(world)


@pytest.fixture
def match(story: Story) -> str:
    story.create_tournament()
    story.create_match()
    return str(_match(story)["id"])


def _match(story: Story) -> Any:
    return _matches(story)[0]


def _matches(story: Story) -> list[dict[str, Any]]:
    return [each for each in story.world.documents(Table.RECORDS, "MATCH") if "players" in each]


def _lines(story: Story, action: str) -> list[dict[str, Any]]:
    return [each for each in story.world.documents(Table.AUDIT) if each["action"] == action]


def _says(person: Any, command: str, **options: Any) -> Callable[[], str]:
    return lambda: str(person.slash(command, **options).said)


def test_two_organizers_change_different_fields_and_both_stand(story: Story, match: str) -> None:
    other = story.world.add_admin(story.server, "other")
    with all_read_before_any_writes(story.world, 2):
        said = together(
            _says(story.admin, "match edit", match=match, stream="speedgaming"),
            _says(other, "match edit", match=match, comment="Best of three"),
        )
    assert all("Changed." in each for each in said)
    assert (_match(story)["stream"], _match(story)["comment"]) == ("speedgaming", "Best of three")
    assert len(_lines(story, "match.changed")) == 2


def test_of_conflicting_changes_the_audit_holds_each_one_that_was_applied(story: Story, match: str) -> None:
    titles = [f"Title {number}" for number in range(8)]
    people = [story.world.add_admin(story.server, f"organizer{number}") for number in range(8)]
    with all_read_before_any_writes(story.world, 8):
        said = together(
            *(
                _says(person, "match edit", match=match, title=title)
                for person, title in zip(people, titles, strict=True)
            )
        )
    applied = [title for title, answer in zip(titles, said, strict=True) if "Changed." in answer]
    assert all("Changed." in each or CHANGED in each for each in said)
    lines = _lines(story, "match.changed")
    assert sorted(each["after"]["title"] for each in lines) == applied
    assert _match(story)["title"] in applied
    assert _match(story)["version"] == 1 + len(applied)


def test_a_cancellation_and_a_change_at_once_leave_a_cancelled_match(story: Story, match: str) -> None:
    other = story.world.add_admin(story.server, "other")
    with all_read_before_any_writes(story.world, 2):
        together(_says(story.admin, "match cancel", match=match), _says(other, "match edit", match=match, title="New"))
    story.world.drain()
    assert _match(story)["status"] == "cancelled"
    assert story.world.discord.events(story.server.id) == []


@pytest.mark.parametrize("gated", [True, False], ids=["all read first", "as it comes"])
def test_twenty_deliveries_of_one_interaction_make_one_match(story: Story, gated: bool) -> None:
    from fake_discord import DiscordUser

    story.create_tournament()
    answers: list[dict[str, Any]] = []

    def deliver_twenty_times(event: dict[str, Any], context: object) -> dict[str, Any]:
        answers.extend(together(*times(20, lambda: app.handler(event, context))))
        return answers[0]

    admin = DiscordUser(
        story.world.discord, deliver_twenty_times, story.admin.user_id, story.server.id, story.server.channel
    )
    options = {"tournament": "winter-open", "when": "2037-11-23 18:00", "title": "Final"}
    if gated:
        with all_read_before_any_writes(story.world, 20):
            admin.slash("match create", **options)
    else:
        admin.slash("match create", **options)
    story.world.drain()
    assert len(_matches(story)) == 1
    assert len(_lines(story, "match.created")) == 1
    assert [each["statusCode"] for each in answers] == [200] * 20
    assert len(story.world.discord.events(story.server.id)) == 1


def test_two_first_interactions_of_an_unknown_server_both_stand(story: Story) -> None:
    other = story.world.add_admin(story.server, "other")
    with all_read_before_any_writes(story.world, 2):
        together(
            _says(story.admin, "tournament create", name="Winter Open"), _says(other, "tournament create", name="Cup")
        )
    (directory,) = story.world.documents(Table.RECORDS, "DIRECTORY")
    assert sorted(each["slug"] for each in directory["tournaments"]) == ["cup", "winter-open"]
    assert len(_lines(story, "server.added")) == 1


def test_of_two_tournaments_with_one_slug_one_is_refused(story: Story) -> None:
    other = story.world.add_admin(story.server, "other")
    with all_read_before_any_writes(story.world, 2):
        said = together(
            _says(story.admin, "tournament create", name="One", slug="cup"),
            _says(other, "tournament create", name="Two", slug="cup"),
        )
    assert sorted("Created" in each for each in said) == [False, True]
    assert any("Another tournament has the slug" in each for each in said)
    assert len(story.world.documents(Table.RECORDS, "TOURNAMENT#")) == 1


def test_two_tournaments_of_one_name_get_different_slugs(story: Story) -> None:
    other = story.world.add_admin(story.server, "other")
    with all_read_before_any_writes(story.world, 2):
        together(*(_says(person, "tournament create", name="Cup") for person in (story.admin, other)))
    found = story.world.documents(Table.RECORDS, "TOURNAMENT#")
    assert sorted(each["slug"] for each in found) == ["cup", "cup-2"]


def _deletes(story: Story) -> Callable[[], None]:
    story.admin.slash("tournament delete", tournament="winter-open")
    return lambda: story.admin.click("Delete")


def test_a_match_made_while_its_tournament_is_being_deleted_keeps_the_tournament(story: Story) -> None:
    story.create_tournament()
    delete = _deletes(story)
    with just_before(story.world, COMMIT, story.create_match):
        delete()
    (tournament,) = story.world.documents(Table.RECORDS, "TOURNAMENT#")
    assert not tournament["archived"]
    assert _lines(story, "tournament.deleted") == [], "not even for a moment"
    assert "winter-open" in story.admin.slash("tournament list").said
    story.world.drain()
    assert len(story.world.discord.events(story.server.id)) == 1


def test_a_match_is_refused_whose_tournament_is_deleted_while_it_is_being_made(story: Story) -> None:
    story.create_tournament()
    with just_before(story.world, COMMIT, _deletes(story)):
        story.create_match()
    (tournament,) = story.world.documents(Table.RECORDS, "TOURNAMENT#")
    assert tournament["archived"]
    assert _matches(story) == []


def test_two_admins_who_ask_the_same_are_both_answered(story: Story, match: str) -> None:
    other = story.world.add_admin(story.server, "other")
    story.world.drain()
    outcomes = together(lambda: story.admin.slash("config check"), lambda: other.slash("config check"))
    story.world.drain()
    assert ["Check" in each.said for each in outcomes] == [True, True]
