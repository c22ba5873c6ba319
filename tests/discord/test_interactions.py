"""An interaction is read into a value."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.discord.interaction import Interaction, Kind, Unreadable
from paddock.ids import UserId
from paddock.permissions import Permission
from tests.support.payloads import CHANNEL, GUILD, NOON, USER, a_command, a_press, an_autocomplete


def test_now_is_the_instant_of_the_click() -> None:
    late = NOON + timedelta(milliseconds=7)
    assert Interaction.read(a_command("ping", now=late)).now == late


def test_a_command_s_path_and_options_are_found_at_every_depth() -> None:
    for path in ("ping", "match create", "league season start"):
        read = Interaction.read(a_command(path, {"when": "sat", "days": 3}))
        assert (read.kind, read.name, read.options) == (Kind.COMMAND, path, {"when": "sat", "days": 3})


def test_who_asks_where_and_with_which_rights_comes_from_the_payload() -> None:
    read = Interaction.read(a_command("ping", permissions=Permission.MANAGE_GUILD, roles=("7", "8")))
    assert (read.guild, read.channel, read.user) == (GUILD, CHANNEL, USER)
    assert read.permissions is Permission.MANAGE_GUILD
    assert read.roles == {"7", "8"}


def test_permissions_that_we_do_not_know_are_kept() -> None:
    read = Interaction.read(a_command("ping", permissions=(1 << 60) | Permission.ADMINISTRATOR))
    assert read.permissions & Permission.ADMINISTRATOR


def test_outside_servers_there_is_no_guild_and_no_right() -> None:
    read = Interaction.read(a_command("ping", guild=None, permissions=Permission.ADMINISTRATOR))
    assert (read.guild, read.user, read.permissions, read.roles) == (None, USER, Permission(0), frozenset())


def test_a_button_is_known_by_its_custom_id() -> None:
    read = Interaction.read(a_press("match.page:1::"))
    assert (read.kind, read.name, read.options) == (Kind.COMPONENT, "match.page:1::", {})


def test_what_is_being_typed_is_known() -> None:
    read = Interaction.read(an_autocomplete("match show", "match", "ali"))
    assert (read.kind, read.focused, read.options) == (Kind.AUTOCOMPLETE, "match", {"match": "ali"})


@pytest.mark.parametrize(
    ("member", "user", "name"),
    [
        ({"nick": "Nick"}, {"global_name": "Global", "username": "user"}, "Nick"),
        ({"nick": None}, {"global_name": "Global", "username": "user"}, "Global"),
        ({}, {"global_name": None, "username": "user"}, "user"),
    ],
)
def test_people_are_called_as_the_server_calls_them(member: dict[str, Any], user: dict[str, Any], name: str) -> None:
    payload = a_command("match create", {"player1": "5"})
    payload["data"]["resolved"] = {"users": {"5": user}, "members": {"5": member}}
    assert Interaction.read(payload).names[UserId("5")] == name


def test_somebody_who_has_left_the_server_is_called_by_their_own_name() -> None:
    payload = a_command("match create", {"player1": "5"})
    payload["data"]["resolved"] = {"users": {"5": {"username": "gone"}}}
    assert Interaction.read(payload).names[UserId("5")] == "gone"


@pytest.mark.parametrize("missing", ["id", "type", "application_id", "token"])
def test_an_interaction_that_lacks_something_is_unreadable(missing: str) -> None:
    payload = a_command("ping")
    del payload[missing]
    with pytest.raises(Unreadable):
        Interaction.read(payload)


@pytest.mark.parametrize(
    "change", [{"type": 99}, {"type": "x"}, {"member": {"permissions": "all"}}, {"data": {"options": 3}}]
)
def test_an_interaction_of_a_strange_shape_is_unreadable(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        Interaction.read({**a_command("ping"), **change})
