"""`/me timezone`: in which zone a person types times."""

import pytest

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World


def test_a_zone_is_kept_and_the_time_there_told(world: World) -> None:
    league = League(world)
    answer = league.alice.slash("me timezone", timezone="tokyo")
    assert answer.ephemeral
    assert answer.said == "You type times in **Asia/Tokyo**, where it is 21:00 now."
    (person,) = world.documents(Table.RECORDS, "PERSON#")
    assert (person["user"], person["timezone"]) == (league.alice.user_id, "Asia/Tokyo")


def test_none_goes_back_to_the_servers(world: World) -> None:
    league = League(world)
    league.admin.slash("config server", timezone="Europe/Berlin")
    league.alice.slash("me timezone", timezone="tokyo")
    assert "server's zone, Europe/Berlin" in league.alice.slash("me timezone", timezone=" None ").said
    assert "timezone" not in world.documents(Table.RECORDS, "PERSON#")[0]


def test_one_persons_zone_is_not_anothers(world: World) -> None:
    league = League(world)
    league.alice.slash("me timezone", timezone="tokyo")
    assert "server's zone, UTC" in league.bob.slash("me timezone", timezone="none").said


def test_setting_the_same_zone_again_writes_nothing(world: World) -> None:
    league = League(world)
    league.alice.slash("me timezone", timezone="tokyo")
    league.alice.slash("me timezone", timezone="Asia/Tokyo")
    assert world.documents(Table.RECORDS, "PERSON#")[0]["version"] == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Atlantis", "as a time zone"),
        ("CET", "Europe/Berlin"),
        ("@everyone", "as a time zone"),
        ("x" * 65, "at most 64 characters"),
    ],
)
def test_what_is_no_zone_is_refused_with_what_to_try(world: World, typed: str, said: str) -> None:
    league = League(world)
    assert said in league.forge("me timezone", timezone=typed)
    assert world.documents(Table.RECORDS, "PERSON#") == []


def test_zones_are_offered_popular_ones_first(world: World) -> None:
    alice = League(world).alice
    assert alice.autocomplete("me timezone", "timezone", "").choices[0]["value"] == "UTC"
    assert len(alice.autocomplete("me timezone", "timezone", "").choices) == 25
    offered = alice.autocomplete("me timezone", "timezone", "san fr").choices
    assert offered[0] == {"name": "America/Los_Angeles", "value": "America/Los_Angeles"}
