"""Registration of commands: names, descriptions, options, numbers, size; and whom a client offers them to."""

from typing import Any

import pytest

from tests.local.discord.bot_double import Json
from tests.local.discord.served import Served


def command(**more: Any) -> Json:
    return {"name": "match", "description": "Matches"} | more


def option(**more: Any) -> Json:
    return {"type": 3, "name": "when", "description": "When"} | more


SUB, GROUP = 1, 2
REFUSED: dict[str, Json] = {
    "capitals in a name": command(name="Match"),
    "a space in a name": command(name="match list"),
    "a name over 32": command(name="x" * 33),
    "no description": command(description=""),
    "a description over 100": command(description="x" * 101),
    "twenty-six options": command(options=[option(name=f"o{n}") for n in range(26)]),
    "an option twice": command(options=[option(), option()]),
    "required after optional": command(options=[option(), option(name="b", required=True)]),
    "twenty-six choices": command(options=[option(choices=[{"name": str(n), "value": "v"} for n in range(26)])]),
    "a choice of another type": command(options=[option(type=4, choices=[{"name": "n", "value": "text"}])]),
    "choices and autocomplete": command(options=[option(autocomplete=True, choices=[{"name": "n", "value": "v"}])]),
    "autocomplete of a user": command(options=[option(type=6, autocomplete=True)]),
    "subcommands beside options": command(options=[option(type=SUB), option(name="b")]),
    "a group in a subcommand": command(options=[option(type=SUB, options=[option(type=GROUP)])]),
    "a subcommand in a subcommand": command(options=[option(type=SUB, options=[option(type=SUB)])]),
    "the least over the most": command(options=[option(type=4, min_value=3, max_value=2)]),
    "over 8000 characters": command(
        options=[
            option(name=f"o{o}", choices=[{"name": f"{c:099}", "value": "x" * 99} for c in range(25)]) for o in range(2)
        ]
    ),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_a_command_that_breaks_a_rule_is_refused(line: Served, body: Json) -> None:
    answer = line.rest.put(line.commands, json=[body])
    assert (answer.status_code, answer.json()["code"]) == (400, 50035)
    assert line.rest.get(line.commands).json() == []


def test_commands_that_keep_their_name_keep_their_id_and_the_others_go(line: Served) -> None:
    first = line.register(command(), command(name="ping"))
    second = line.register(command(description="Other"), command(name="help"))
    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    assert [each["name"] for each in line.rest.get(line.commands).json()] == ["match", "help"]


def test_a_name_may_be_used_once(line: Served) -> None:
    assert line.rest.put(line.commands, json=[command(), command()]).json()["code"] == 50035


def test_no_more_than_a_hundred_commands_are_taken(line: Served) -> None:
    assert line.rest.put(line.commands, json=[command(name=f"c{n}") for n in range(101)]).json()["code"] == 30032


def test_no_more_than_two_hundred_new_names_a_day_are_taken(line: Served) -> None:
    for batch in range(2):
        line.register(*(command(name=f"c{batch}-{n}") for n in range(100)))
    assert line.rest.put(line.commands, json=[command()]).json()["code"] == 30034


def paths(line: Served, by: str, channel: str = "general") -> list[str]:
    offered = line.page.get("/commands", params={"as": by, "channel": channel}).json()["commands"]
    return [each["path"] for each in offered]


def test_commands_are_offered_to_those_who_have_the_permissions_that_they_ask_for(line: Served) -> None:
    line.register(command(name="all"), command(name="manage", default_member_permissions="32"))
    assert paths(line, "ada-admin") == ["all", "manage"]
    assert paths(line, "player-one") == ["all"]


def test_a_command_without_any_permission_bit_is_for_administrators(line: Served) -> None:
    line.register(command(default_member_permissions="0"))
    assert paths(line, "ada-admin") == ["match"]
    assert paths(line, "otto-organizer") == []


def test_a_command_for_servers_is_not_offered_in_direct_messages(line: Served) -> None:
    line.register(command(contexts=[0]), command(name="anywhere"))
    assert paths(line, "player-one", "@me") == ["anywhere"]


def test_subcommands_are_offered_by_their_whole_path(line: Served) -> None:
    sub = option(type=SUB, name="create", options=[option()])
    line.register(command(options=[option(type=GROUP, name="set", options=[sub])]))
    assert paths(line, "ada-admin") == ["match set create"]
