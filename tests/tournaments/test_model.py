"""Which tournaments are followed, shown, and listed."""

from typing import Any

import pytest
from pydantic import ValidationError

from paddock.ids import TournamentId
from paddock.tournaments.model import Directory
from tests.support.values import GUILD, OTHER_GUILD, TENANT, a_tournament, an_organization

EMPTY = Directory(organization=TENANT)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"slug": "Winter"},
        {"slug": "x" * 33},
        {"event_minutes": 14},
        {"event_minutes": 1441},
        {"event_days": 31},
    ],
)
def test_a_tournament_outside_the_limits_does_not_exist(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_tournament(**changes)


def test_events_are_off_by_default() -> None:
    fresh = type(a_tournament())(organization=TENANT, id=TournamentId("1"), name="Cup", slug="cup")
    assert not fresh.scheduled_events
    assert fresh.active


@pytest.mark.parametrize(
    ("changes", "followed", "shown"),
    [
        ({}, "alttpr", True),
        ({"active": False}, None, False),
        ({"archived": True}, None, False),
        ({"scheduled_events": False}, "alttpr", False),
        ({"speedgaming": None}, None, True),
    ],
)
def test_only_a_running_tournament_is_imported_and_shown(
    changes: dict[str, Any], followed: str | None, shown: bool
) -> None:
    tournament = a_tournament(**{"speedgaming": "alttpr", **changes})
    assert tournament.followed == followed
    assert (tournament.event_watch is not None) is shown


def test_its_events_go_to_all_linked_servers_unless_some_are_chosen() -> None:
    organization = an_organization(servers=(GUILD, OTHER_GUILD))
    assert a_tournament().servers(organization) == (GUILD, OTHER_GUILD)
    assert a_tournament(event_servers=(OTHER_GUILD,)).servers(organization) == (OTHER_GUILD,)
    assert a_tournament(event_servers=(OTHER_GUILD,)).servers(an_organization()) == ()


def test_the_directory_lists_the_newest_first() -> None:
    other = a_tournament(id=TournamentId("301"), slug="other")
    assert [each.slug for each in EMPTY.listing(a_tournament()).listing(other).tournaments] == ["other", "winter-open"]


def test_a_renamed_tournament_keeps_its_place() -> None:
    other = a_tournament(id=TournamentId("301"), slug="other")
    directory = EMPTY.listing(a_tournament()).listing(other).listing(a_tournament(slug="renamed"))
    assert [each.slug for each in directory.tournaments] == ["other", "renamed"]


def test_a_deleted_tournament_is_listed_no_more_and_frees_its_slug() -> None:
    directory = EMPTY.listing(a_tournament()).listing(a_tournament(archived=True))
    assert directory == EMPTY
    assert directory.slugs == set()
