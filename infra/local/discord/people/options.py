"""What a person typed into a command's options, checked as a client checks it, in the shape that a bot gets."""

from typing import Any

from infra.local.discord.bodies.commands import BOOLEAN, INTEGER, NUMBER, STRING, SUGGESTABLE
from infra.local.discord.model import Channel, Command, Json
from infra.local.discord.people.offers import leaf
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.people.resolve import OPTION_KINDS, kind_of, resolved
from infra.local.discord.world import World

LARGEST = 2**53 - 1


def command_data(
    world: World, channel: Channel, user_id: str, command: Command, path: list[str], given: dict[str, Any]
) -> Json:
    """The data of an interaction that runs the command."""
    steps, declared = leaf(command, path)
    _check_known(given, declared)
    options, picked = [], []
    for option in declared:
        if given.get(option["name"]) in (None, ""):
            if option.get("required"):
                raise ClientRefused(f"{option['name']} is required")
            continue
        value = _value(option, given[option["name"]])
        options.append({"name": option["name"], "type": option["type"], "value": value})
        if kinds := OPTION_KINDS.get(option["type"]):
            picked.append((kind_of(world, channel, kinds, value, option.get("channel_types")), value))
    data = _nested(command, steps, options)
    if picked:
        data["resolved"] = resolved(world, channel, user_id, picked)
    return data


def suggestion_data(
    command: Command, path: list[str], given: dict[str, Any], focused: str, text: str
) -> tuple[Json, int]:
    """The data of an autocomplete, with what was typed so far, unchecked; and the option's type."""
    steps, declared = leaf(command, path)
    _check_known({**given, focused: text}, declared)
    options, asked = [], 0
    for option in declared:
        shape = {"name": option["name"], "type": option["type"]}
        if option["name"] == focused:
            if not option.get("autocomplete"):
                raise ClientRefused(f"{focused} has no suggestions")
            asked = option["type"]
            options.append(shape | {"value": text, "focused": True})
        elif given.get(option["name"]) not in (None, ""):
            options.append(shape | {"value": given[option["name"]]})
    return _nested(command, steps, options), asked


def _check_known(given: dict[str, Any], declared: list[Json]) -> None:
    unknown = set(given) - {option["name"] for option in declared}
    if unknown:
        raise ClientRefused(f"there is no option {', '.join(sorted(unknown))}")


def _nested(command: Command, steps: list[Json], options: list[Json]) -> Json:
    data: Json = {"id": command.id, "name": command.name, "type": command.type}
    if command.guild_id:
        data["guild_id"] = command.guild_id
    node = data
    for step in steps:
        node["options"] = [{"name": step["name"], "type": step["type"]}]
        node = node["options"][0]
    if options or steps:
        node["options"] = options
    return data


def _value(option: Json, given: Any) -> Any:
    name, kind = option["name"], option["type"]
    if option.get("choices"):
        return _choice(option, given)
    if kind == STRING:
        return _text(option, str(given))
    if kind in SUGGESTABLE:
        return _number(option, given)
    if kind == BOOLEAN:
        if not isinstance(given, bool):
            raise ClientRefused(f"{name} is yes or no")
        return given
    if kind not in OPTION_KINDS:
        raise ClientRefused(f"{name}: files cannot be uploaded here")
    return str(given)


def _choice(option: Json, given: Any) -> Any:
    for choice in option["choices"]:
        if given in (choice["value"], choice["name"], str(choice["value"])):
            return choice["value"]
    raise ClientRefused(f"{option['name']}: pick one of {', '.join(choice['name'] for choice in option['choices'])}")


def _text(option: Json, given: str) -> str:
    least, most = option.get("min_length", 0), option.get("max_length", 6000)
    if not least <= len(given) <= most:
        raise ClientRefused(f"{option['name']} must have {least} to {most} characters, not {len(given)}")
    return given


def _number(option: Json, given: Any) -> int | float:
    try:
        value = int(str(given)) if option["type"] == INTEGER else float(given)
    except ValueError:
        kind = "a whole number" if option["type"] != NUMBER else "a number"
        raise ClientRefused(f"{option['name']} must be {kind}") from None
    least, most = option.get("min_value", -LARGEST), option.get("max_value", LARGEST)
    if not least <= value <= most:
        raise ClientRefused(f"{option['name']} must be between {least:g} and {most:g}")
    return value
