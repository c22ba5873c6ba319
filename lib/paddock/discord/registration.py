"""Commands as Discord registers them, made from their classes."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import NoneType
from typing import Any, get_args

from pydantic.fields import FieldInfo

from paddock.discord.request import Command
from paddock.ids import ChannelId, RoleId, UserId

SUBCOMMAND, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE = 1, 3, 4, 5, 6, 7, 8
KINDS: Mapping[type, int] = {UserId: USER, ChannelId: CHANNEL, RoleId: ROLE, bool: BOOLEAN, int: INTEGER}
TEXT_CHANNELS = [0, 5]
"""Text and announcement channels: where a message can be sent."""
IN_SERVERS = 0
LIMITS = {
    STRING: {"min_length": "min_length", "max_length": "max_length"},
    INTEGER: {"ge": "min_value", "le": "max_value"},
}


def registration(commands: Iterable[tuple[type[Command], Collection[str]]]) -> list[dict[str, Any]]:
    """Each command class with the names of its options that are completed while one types."""
    registered: dict[str, dict[str, Any]] = {}
    for command, suggested in commands:
        top, *rest = command.path.split()
        leaf = {"description": summary(command), "options": _options(command, suggested)}
        if not rest:
            registered[top] = {**_top(top), **leaf}
            continue
        parent = registered.setdefault(top, {**_top(top), "description": f"{top.capitalize()} commands", "options": []})
        parent["options"].append({"type": SUBCOMMAND, "name": " ".join(rest), **leaf})
    return list(registered.values())


def _top(name: str) -> dict[str, Any]:
    return {"type": 1, "name": name, "contexts": [IN_SERVERS], "integration_types": [0]}


def summary(command: type[Command]) -> str:
    return (command.__doc__ or "").strip().splitlines()[0]


def field_type(field: FieldInfo) -> type:
    """Without the None of what may be left out."""
    chosen = [each for each in get_args(field.annotation) if each is not NoneType]
    found = chosen[0] if chosen else field.annotation
    assert isinstance(found, type)
    return found


def _options(command: type[Command], suggested: Collection[str]) -> list[dict[str, Any]]:
    """Required ones first, as Discord demands; otherwise in the order of the class."""
    fields = command.model_fields
    options = [_option(name, fields[field], field in suggested) for name, field in command.option_names().items()]
    return sorted(options, key=lambda option: not option.get("required"))


def _option(name: str, field: FieldInfo, suggested: bool) -> dict[str, Any]:
    kind = field_type(field)
    option: dict[str, Any] = {"type": KINDS.get(kind, STRING), "name": name, "description": field.description or name}
    if field.is_required():
        option["required"] = True
    if suggested:
        option["autocomplete"] = True
    if issubclass(kind, StrEnum):
        option["choices"] = [{"name": each.value, "value": each.value} for each in kind]
    if kind is ChannelId:
        option["channel_types"] = TEXT_CHANNELS
    for ours, theirs in LIMITS.get(option["type"], {}).items():
        limit = next((getattr(each, ours) for each in field.metadata if hasattr(each, ours)), None)
        if limit is not None:
            option[theirs] = limit
    return option
