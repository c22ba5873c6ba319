"""What is registered with Discord."""

import json
import re
from enum import StrEnum
from typing import Any

import jsonschema
import pytest
from pydantic import Field

from paddock.catalog import COMMANDS, registration
from paddock.discord.registration import registration as registered
from paddock.discord.request import Command
from paddock.ids import AsyncId, ChannelId, RoleId, UserId
from tests.support import shared

SUBCOMMAND, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE = 1, 3, 4, 5, 6, 7, 8
NAME = re.compile(r"^[-_'a-z0-9]{1,32}$")
MOST_OPTIONS, MOST_CHARACTERS = 25, 8000

Options = dict[str, tuple[int, bool]]
"""By name: type, and whether it is required."""

ASYNC_SETTINGS: Options = {
    "runs_per_pool": (INTEGER, False),
    "reattempts": (INTEGER, False),
    "approved_only": (BOOLEAN, False),
    "start_minutes": (INTEGER, False),
    "warning_minutes": (INTEGER, False),
    "limit_hours": (INTEGER, False),
    "hide_results": (BOOLEAN, False),
}
CONTRACT: dict[str, Options] = {
    "config show": {},
    "config server": {
        "timezone": (STRING, False),
        "admin_role": (ROLE, False),
        "organizer_role": (ROLE, False),
        "host_role": (ROLE, False),
        "announcements": (CHANNEL, False),
        "event_minutes": (INTEGER, False),
        "reminder_minutes": (INTEGER, False),
    },
    "config check": {},
    "config tasks": {"task": (STRING, False), "action": (STRING, False)},
    "config audit": {"limit": (INTEGER, False)},
    "tournament create": {
        "name": (STRING, True),
        "slug": (STRING, False),
        "description": (STRING, False),
        "scheduled_events": (BOOLEAN, False),
        "event_filter": (STRING, False),
        "event_minutes": (INTEGER, False),
        "speedgaming": (STRING, False),
    },
    "tournament edit": {
        "tournament": (STRING, True),
        "name": (STRING, False),
        "slug": (STRING, False),
        "description": (STRING, False),
        "scheduled_events": (BOOLEAN, False),
        "event_filter": (STRING, False),
        "event_minutes": (INTEGER, False),
        "speedgaming": (STRING, False),
        "active": (BOOLEAN, False),
    },
    "tournament show": {"tournament": (STRING, True)},
    "tournament sync": {"tournament": (STRING, True)},
    "tournament delete": {"tournament": (STRING, True)},
    "tournament list": {},
    "match create": {
        "tournament": (STRING, True),
        "when": (STRING, True),
        "title": (STRING, False),
        "player1": (USER, False),
        "player2": (USER, False),
        "player3": (USER, False),
        "player4": (USER, False),
        "stream": (STRING, False),
        "comment": (STRING, False),
    },
    "match edit": {
        "match": (STRING, True),
        "tournament": (STRING, False),
        "when": (STRING, False),
        "title": (STRING, False),
        "player1": (USER, False),
        "player2": (USER, False),
        "player3": (USER, False),
        "player4": (USER, False),
        "stream": (STRING, False),
        "comment": (STRING, False),
    },
    "match cancel": {"match": (STRING, True)},
    "match show": {"match": (STRING, True)},
    "match list": {"tournament": (STRING, False), "days": (INTEGER, False)},
    "async create": {
        "name": (STRING, True),
        "channel": (CHANNEL, True),
        "description": (STRING, False),
        **ASYNC_SETTINGS,
    },
    "async edit": {
        "async": (STRING, True),
        "name": (STRING, False),
        "channel": (CHANNEL, False),
        "description": (STRING, False),
        **ASYNC_SETTINGS,
    },
    "async pool": {"async": (STRING, True), "name": (STRING, True)},
    "async permalink": {
        "async": (STRING, True),
        "pool": (STRING, True),
        "url": (STRING, True),
        "notes": (STRING, False),
        "live": (BOOLEAN, False),
    },
    **{
        f"async {each}": {"async": (STRING, True)}
        for each in ("post", "open", "close", "recalculate", "review", "export", "board")
    },
    "async runs": {"async": (STRING, True), "user": (USER, False)},
    "async extend": {"run": (STRING, True), "minutes": (INTEGER, True)},
    "async disqualify": {"run": (STRING, True), "reason": (STRING, True)},
    "async reattempt": {"run": (STRING, True), "reason": (STRING, True), "grant": (BOOLEAN, False)},
    "async live": {"async": (STRING, True), "pool": (STRING, True), "when": (STRING, True)},
    "me timezone": {"timezone": (STRING, True)},
    "me matches": {},
    "help": {},
    "ping": {},
}
CHOICES = {
    ("config tasks", "task"): {
        "discord_events_sync",
        "speedgaming_import",
        "async_tournament_timeout_pending",
        "async_tournament_timeout_in_progress",
        "async_tournament_score_calculation",
        "match_reminders",
    },
    ("config tasks", "action"): {"status", "run", "enable", "disable"},
    ("tournament create", "event_filter"): {"all", "streamed", "none"},
    ("tournament edit", "event_filter"): {"all", "streamed", "none"},
}


COMPLETED = {"match", "tournament", "async", "run", "timezone", "when"}
"""Options that take an id, a time or a zone, in whatever command."""


def leaves() -> dict[str, dict[str, Any]]:
    """What people can use, by its path."""
    found: dict[str, dict[str, Any]] = {}
    for command in registration():
        subcommands = [each for each in command["options"] if each["type"] == SUBCOMMAND]
        named = {f"{command['name']} {each['name']}": each for each in subcommands}
        found |= named or {command["name"]: command}
    return found


def options(path: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in leaves()[path].get("options", [])}


def parts() -> list[dict[str, Any]]:
    """Every command, sub-command and option."""
    leaf_options = [option for leaf in leaves().values() for option in leaf.get("options", [])]
    return [*registration(), *leaves().values(), *leaf_options]


@pytest.mark.parametrize("path", CONTRACT)
def test_a_command_of_the_contract_is_there_with_its_options(path: str) -> None:
    found = {name: (option["type"], option.get("required", False)) for name, option in options(path).items()}
    assert found.items() >= CONTRACT[path].items()


@pytest.mark.parametrize(("path", "option"), CHOICES)
def test_an_option_offers_the_contract_s_choices(path: str, option: str) -> None:
    assert {each["value"] for each in options(path)[option]["choices"]} >= CHOICES[path, option]


def test_whatever_takes_an_id_a_time_or_a_zone_completes_it() -> None:
    completed = {
        (path, name) for path in leaves() for name, option in options(path).items() if option.get("autocomplete")
    }
    named = {(path, name) for path in leaves() for name in options(path) if name in COMPLETED}
    assert completed >= named


def test_every_command_of_the_catalog_is_registered_once() -> None:
    assert sorted(leaves()) == sorted(command.path for command in COMMANDS)
    assert len({each["name"] for each in registration()}) == len(registration())


def test_names_are_as_discord_wants_them() -> None:
    assert [each["name"] for each in parts() if not NAME.match(each["name"])] == []


def test_descriptions_have_one_to_a_hundred_characters() -> None:
    assert [each["name"] for each in parts() if not 1 <= len(each["description"]) <= 100] == []


def test_required_options_come_first() -> None:
    for path in leaves():
        required = [option.get("required", False) for option in options(path).values()]
        assert required == sorted(required, reverse=True), path


def test_no_command_has_more_options_than_discord_takes() -> None:
    assert all(len(each.get("options", [])) <= MOST_OPTIONS for each in [*registration(), *leaves().values()])
    assert all(len(each.get("choices", [])) <= MOST_OPTIONS for each in parts())


def test_no_command_has_more_than_8000_characters() -> None:
    assert {each["name"]: size(each) for each in registration() if size(each) > MOST_CHARACTERS} == {}


def size(part: dict[str, Any]) -> int:
    """Names, descriptions and values, as Discord counts."""
    choices = sum(len(each["name"]) + len(str(each["value"])) for each in part.get("choices", []))
    return len(part["name"]) + len(part["description"]) + choices + sum(size(each) for each in part.get("options", []))


def test_fixed_choices_and_completion_exclude_each_other() -> None:
    assert [each["name"] for each in parts() if "choices" in each and each.get("autocomplete")] == []


def test_commands_are_for_servers_only() -> None:
    assert {(*each["contexts"], *each["integration_types"]) for each in registration()} == {(0, 0)}


def test_nobody_is_kept_from_seeing_a_command_by_discord_alone() -> None:
    """The door checks on every call; Discord's defaults cover only whole top-level commands."""
    assert [each["name"] for each in registration() if "default_member_permissions" in each] == []


# -- from a class ----------------------------------------------------------------------------------------------


class Colour(StrEnum):
    RED = "red"


class Everything(Command, path="all things"):
    """The first line is shown.

    The rest is for readers of the code.
    """

    late: int = Field(description="Needed, though it comes late", ge=1, le=9)
    word: str | None = Field(None, description="A word", min_length=2, max_length=5)
    colour: Colour | None = None
    loud: bool = False
    who: UserId | None = None
    where: ChannelId | None = None
    which: RoleId | None = None
    async_: AsyncId | None = Field(None, alias="async", description="What no field can be called")


def option_of(name: str) -> dict[str, Any]:
    (command,) = registered([(Everything, {"word", "async_"})])
    (leaf,) = command["options"]
    return next(dict(each) for each in leaf["options"] if each["name"] == name)


def test_a_field_s_type_is_the_option_s_type() -> None:
    kinds = {name: option_of(name)["type"] for name in Everything.option_names()}
    assert kinds == {
        "late": INTEGER,
        "word": STRING,
        "colour": STRING,
        "loud": BOOLEAN,
        "who": USER,
        "where": CHANNEL,
        "which": ROLE,
        "async": STRING,
    }


def test_a_field_s_limits_are_the_option_s() -> None:
    assert option_of("late") | {"min_value": 1, "max_value": 9} == option_of("late")
    assert option_of("word") | {"min_length": 2, "max_length": 5} == option_of("word")


def test_a_field_without_a_default_is_required_and_comes_first() -> None:
    (command,) = registered([(Everything, ())])
    assert [each.get("required", False) for each in command["options"][0]["options"]] == [True] + [False] * 7


def test_only_what_has_suggestions_is_completed() -> None:
    assert option_of("word")["autocomplete"] is True
    assert "autocomplete" not in option_of("who")


def test_an_option_whose_name_no_field_can_have_is_called_by_its_alias_and_completed_by_its_field() -> None:
    assert option_of("async") == {
        "type": STRING,
        "name": "async",
        "description": "What no field can be called",
        "autocomplete": True,
    }


def test_channels_are_those_in_which_one_can_write() -> None:
    assert option_of("where")["channel_types"] == [0, 5]


def test_the_first_line_of_the_docstring_is_shown() -> None:
    (command,) = registered([(Everything, ())])
    assert command["options"][0]["description"] == "The first line is shown."


# -- against Discord's document ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def openapi() -> Any:
    if not shared.OPENAPI.exists():
        pytest.skip(shared.NO_OPENAPI)
    return json.loads(shared.OPENAPI.read_text())


def test_the_registration_is_what_discord_s_document_asks_for(openapi: Any) -> None:
    path = openapi["paths"]["/applications/{application_id}/commands"]["put"]
    schema = path["requestBody"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator({**schema, "components": openapi["components"]})
    assert [error.message for error in validator.iter_errors(registration())] == []
