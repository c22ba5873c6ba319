"""`/config show` and `/config server`: settings, and what they change for whom."""

from datetime import datetime
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World


def test_a_server_begins_in_utc_with_two_hour_events_and_half_an_hours_warning(world: World) -> None:
    shown = League(world).admin.slash("config show")
    assert shown.ephemeral
    for told in ("**Time zone** UTC", "**Event length** 120 minutes", "**Reminder** 30 minutes before a match"):
        assert told in shown.said


@pytest.mark.parametrize(
    ("option", "value", "kind", "field", "stored"),
    [
        ("timezone", "Berlin", "ORGANIZATION", "timezone", "Europe/Berlin"),
        ("event_minutes", 90, "ORGANIZATION", "event_minutes", 90),
        ("reminder_minutes", 10, "ORGANIZATION", "reminder_minutes", 10),
    ],
)
def test_a_setting_of_the_organization_is_kept_and_the_others_stay(
    world: World, option: str, value: Any, kind: str, field: str, stored: Any
) -> None:
    league = League(world)
    league.admin.slash("config server", timezone="Asia/Tokyo", event_minutes=60, reminder_minutes=15)
    (before,) = world.documents(Table.RECORDS, kind)
    changed = league.admin.slash("config server", {option: value})
    assert changed.ephemeral
    assert "Changed." in changed.said
    (after,) = world.documents(Table.RECORDS, kind)
    assert after == {**before, field: stored, "version": before["version"] + 1}


def test_roles_and_the_announcements_channel_are_kept_and_shown(world: World) -> None:
    league = League(world)
    role = world.discord.create_role(league.server.id, "organizers")["id"]
    changed = league.admin.slash(
        "config server", organizer_role=role, announcements=league.server.channel, admin_role=role, host_role=role
    )
    assert changed.said.count(f"<@&{role}>") == 3
    assert f"<#{league.server.channel}>" in changed.said
    assert "`/config check`" in changed.said
    assert changed.said.split("\n", 1)[1] == league.admin.slash("config show").said


@pytest.mark.parametrize("name", ["admin_role", "organizer_role", "host_role", "announcements"])
def test_what_was_set_can_be_unset(world: World, name: str) -> None:
    league = League(world)
    role = world.discord.create_role(league.server.id, "some")["id"]
    league.admin.slash("config server", {name: league.server.channel if name == "announcements" else role})
    assert name in world.documents(Table.RECORDS, "SERVER")[0]
    league.admin.slash("config server", unset=name)
    assert name not in world.documents(Table.RECORDS, "SERVER")[0]


def promised(league: League) -> list[str]:
    """The kinds of jobs that are to be run now."""
    waiting = [each for each in league.world.documents(Table.JOBS) if each["state"] == "pending"]
    return [each["kind"] for each in waiting if datetime.fromisoformat(each["due"]) <= league.world.now]


def test_the_crew_channel_is_kept_with_its_server_and_its_list_is_promised(world: World) -> None:
    league = League(world)
    changed = league.admin.slash("config server", crew_channel=league.server.channel)
    assert f"**Crew channel** <#{league.server.channel}>" in changed.said
    assert "`/config check`" in changed.said
    (organization,) = league.stored("ORGANIZATION")
    assert (organization["needs_channel"], organization["needs_guild"]) == (league.server.channel, league.server.id)
    assert promised(league) == ["crews.needs"]


def test_the_crew_channel_can_be_unset_and_its_list_follows(world: World) -> None:
    league = League(world)
    league.admin.slash("config server", crew_channel=league.server.channel)
    world.drain()
    assert promised(league) == []
    league.admin.slash("config server", unset="crew_channel")
    (organization,) = league.stored("ORGANIZATION")
    assert organization.keys().isdisjoint({"needs_channel", "needs_guild"})
    assert promised(league) == ["crews.needs"]


def test_nothing_given_changes_nothing(world: World) -> None:
    league = League(world)
    league.admin.slash("config show")
    before = world.documents(Table.AUDIT)
    assert "Nothing to change" in league.admin.slash("config server").said
    assert world.documents(Table.AUDIT) == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("timezone", "Atlantis/Capital", "as a time zone"),
        ("timezone", "CEST", "Pick the place: `Europe/Berlin`"),
        ("timezone", "x" * 65, "`timezone`: may have at most 64"),
        ("event_minutes", 14, "`event_minutes`: has to be at least 15."),
        ("event_minutes", 1441, "`event_minutes`: may be at most 1440."),
        ("reminder_minutes", 4, "`reminder_minutes`: has to be at least 5."),
        ("reminder_minutes", "soon", "`reminder_minutes`: can't be read."),
        ("admin_role", "admins", "`admin_role`: pick one from the list"),
        ("announcements", "#general", "`announcements`: pick one from the list"),
        ("unset", "timezone", "`unset`: choose one of"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_and_nothing_is_stored(
    world: World, option: str, value: Any, said: str
) -> None:
    league = League(world)
    league.admin.slash("config show")
    before = world.documents(Table.RECORDS)
    assert said in league.forge("config server", **{option: value})
    assert world.documents(Table.RECORDS) == before


def test_zones_are_offered_and_read_back(world: World) -> None:
    league = League(world)
    offered = [each["value"] for each in league.admin.autocomplete("config server", "timezone", "berl").choices]
    assert offered[0] == "Europe/Berlin"
    assert "Europe/Berlin" in league.admin.slash("config server", timezone=offered[0]).said


# -- who may do what -------------------------------------------------------------------------------

COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "organizer": ("tournament create", {"name": "Cup"}),
    "admin": ("config show", {}),
}
REFUSED = "That is for"


def may(person: Any, what: str) -> bool:
    path, options = COMMANDS[what]
    return REFUSED not in str(person.slash(path, options).said)


@pytest.mark.parametrize(
    ("setting", "organizes", "administers"),
    [("admin_role", True, True), ("organizer_role", True, False), ("host_role", False, False)],
)
def test_a_role_takes_effect_at_once(world: World, setting: str, organizes: bool, administers: bool) -> None:
    league = League(world)
    role = world.discord.create_role(league.server.id, "helpers")["id"]
    world.discord.give_role(league.server.id, league.alice.user_id, role)
    assert not may(league.alice, "organizer")
    league.admin.slash("config server", {setting: role})
    assert (may(league.alice, "organizer"), may(league.alice, "admin")) == (organizes, administers)
    assert not may(league.bob, "organizer")
    league.admin.slash("config server", unset=setting)
    assert not may(league.alice, "organizer")


def test_everyone_may_be_given_the_organizers_part_but_not_the_admins(world: World) -> None:
    league = League(world)
    everyone = league.server.id
    assert "@everyone would let every member" in league.admin.slash("config server", admin_role=everyone).said
    assert not may(league.alice, "admin")
    league.admin.slash("config server", organizer_role=everyone)
    assert may(league.alice, "organizer")


@pytest.mark.parametrize("path", ["config show", "config server", "config check", "config tasks", "config audit"])
def test_settings_are_for_admins(world: World, path: str) -> None:
    refused = League(world).alice.slash(path)
    assert refused.ephemeral
    assert "That is for admins (Manage Server" in refused.said


def test_buttons_are_checked_as_commands_are(world: World) -> None:
    league = League(world)
    league.admin.slash("config tasks", task="match_reminders")
    league.admin.slash("config server", organizer_role=world.discord.create_role(league.server.id, "x")["id"])
    payload = {"permissions": 0, "guild": league.server.id, "user": league.alice.user_id}
    assert league.press("task:match_reminders:disable", **payload).startswith(REFUSED)
    assert all(each["enabled"] for each in world.documents(Table.RECORDS, "TASK#"))
