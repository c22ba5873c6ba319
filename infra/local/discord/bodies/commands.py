"""Application commands as they are registered, and the rules for their names, options and size."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from infra.local.discord.bodies.base import Bits, Body
from infra.local.discord.bodies.callbacks import Choice, value_problem
from infra.local.discord.bodies.components import Path
from infra.local.discord.errors import Fault
from infra.local.discord.model import Json

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
SUGGESTABLE = (STRING, INTEGER, NUMBER)
CHAT = 1
MOST_CHARACTERS = 8000
ONLY_FOR = {
    "choices": SUGGESTABLE,
    "autocomplete": SUGGESTABLE,
    "channel_types": (CHANNEL,),
    "min_value": (INTEGER, NUMBER),
    "max_value": (INTEGER, NUMBER),
    "min_length": (STRING,),
    "max_length": (STRING,),
    "options": (SUBCOMMAND, GROUP),
}
MAY_HOLD: dict[int, tuple[int, ...]] = {0: (SUBCOMMAND, GROUP), GROUP: (SUBCOMMAND,), SUBCOMMAND: ()}
Name = Annotated[str, Field(min_length=1, max_length=32)]
Description = Annotated[str, Field(min_length=1, max_length=100)]
Localized = dict[str, str]


class OptionBody(Body):
    type: Annotated[int, Field(ge=SUBCOMMAND, le=ATTACHMENT)]
    name: Name
    description: Description
    name_localizations: Localized | None = None
    description_localizations: Localized | None = None
    required: bool | None = None
    choices: Annotated[list[Choice], Field(max_length=25)] | None = None
    options: Annotated[list["OptionBody"], Field(max_length=25)] | None = None
    autocomplete: bool | None = None
    channel_types: list[int] | None = None
    min_value: int | float | None = None
    max_value: int | float | None = None
    min_length: Annotated[int, Field(ge=0, le=6000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=6000)] | None = None


class CommandBody(Body):
    id: str | None = None
    type: Annotated[int, Field(ge=1, le=3)] | None = None
    name: Name
    description: Annotated[str, Field(max_length=100)] | None = None
    name_localizations: Localized | None = None
    description_localizations: Localized | None = None
    options: Annotated[list[OptionBody], Field(max_length=25)] | None = None
    default_member_permissions: Bits | None = None
    dm_permission: bool | None = None
    contexts: list[Annotated[int, Field(ge=0, le=2)]] | None = None
    integration_types: list[Annotated[int, Field(ge=0, le=1)]] | None = None
    nsfw: bool | None = None

    @property
    def kind(self) -> int:
        return self.type or CHAT

    def definition(self, *, in_guild: bool) -> Json:
        """As Discord gives it back, with the defaults filled in."""
        permissions = self.default_member_permissions
        kept: Json = {
            "type": self.kind,
            "name": self.name,
            "description": self.description or "",
            "name_localizations": self.name_localizations,
            "description_localizations": self.description_localizations,
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(self.nsfw),
        }
        if self.kind == CHAT:
            kept["options"] = [_shown(option) for option in self.options or []]
        if not in_guild:
            kept["dm_permission"] = self.dm_permission is not False
            kept["contexts"] = self.contexts
            kept["integration_types"] = self.integration_types or [0]
        return kept

    def faults(self, at: Path, *, in_guild: bool) -> Iterator[Fault]:
        if not valid_name(self.name, chat=self.kind == CHAT):
            yield Fault((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        if self.kind == CHAT and not self.description:
            yield Fault((*at, "description"), "BASE_TYPE_REQUIRED", "This field is required")
        if self.kind != CHAT and (self.description or self.options):
            message = "Context menu commands cannot have description or options"
            yield Fault((*at, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED", message)
        for name in ("contexts", "integration_types", "dm_permission"):
            if in_guild and getattr(self, name) is not None:
                message = f"{name} is only for global commands"
                yield Fault((*at, name), "APPLICATION_COMMAND_GUILD_FIELD_NOT_ALLOWED", message)
        yield from _option_list_faults(self.options or [], (*at, "options"), inside=0)
        if size(self) > MOST_CHARACTERS:
            yield Fault(at, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})")


def valid_name(name: str, *, chat: bool) -> bool:
    if not chat:
        return bool(name.strip())
    return name == name.lower() and all(map(_may_stand_in_name, name))


def _may_stand_in_name(letter: str) -> bool:
    """Letters and numbers of any script; Devanagari and Thai with their marks."""
    if letter in "-_'" or unicodedata.category(letter)[0] in "LN":
        return True
    return "\u0900" <= letter <= "\u097f" or "\u0e00" <= letter <= "\u0e7f"


def size(node: CommandBody | OptionBody) -> int:
    """Of the localizations of a text, only the longest counts."""
    total = max(map(len, [node.name, *(node.name_localizations or {}).values()]))
    total += max(map(len, [node.description or "", *(node.description_localizations or {}).values()]))
    for choice in getattr(node, "choices", None) or []:
        total += len(choice.name) + (len(choice.value) if isinstance(choice.value, str) else 0)
    return total + sum(map(size, node.options or []))


def _shown(option: OptionBody) -> Json:
    return option.model_dump(mode="json", exclude_none=True)


def _option_list_faults(options: list[OptionBody], at: Path, inside: int) -> Iterator[Fault]:
    nested = [option.type in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield Fault(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    names: set[str] = set()
    optional = False
    for index, option in enumerate(options):
        here = (*at, index)
        if option.name in names:
            message = "Option names must be unique"
            yield Fault((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
        names.add(option.name)
        if option.required and optional:
            message = "Required options must be placed before non-required options"
            yield Fault(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.required
        if option.type in (SUBCOMMAND, GROUP) and option.type not in MAY_HOLD.get(inside, ()):
            message = "Subcommands cannot be nested like this"
            yield Fault((*here, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        yield from _option_faults(option, here)
        yield from _option_list_faults(option.options or [], (*here, "options"), inside=option.type)


def _option_faults(option: OptionBody, at: Path) -> Iterator[Fault]:
    if not valid_name(option.name, chat=True):
        yield Fault((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for name, kinds in ONLY_FOR.items():
        if getattr(option, name) and option.type not in kinds:
            message = f"{name} is not for options of type {option.type}"
            yield Fault((*at, name), "APPLICATION_COMMAND_OPTION_FIELD_NOT_ALLOWED", message)
    if option.autocomplete and option.choices:
        message = "autocomplete may not be true if choices are present"
        yield Fault((*at, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES", message)
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        low, high = getattr(option, least), getattr(option, most)
        if low is not None and high is not None and low > high:
            yield Fault((*at, least), "NUMBER_TYPE_MAX", f"{least} is more than {most}")
    seen: set[str] = set()
    for index, choice in enumerate(option.choices or []):
        if problem := value_problem(choice.value, option.type):
            code = "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_INVALID"
            yield Fault((*at, "choices", index, "value"), code, problem)
        if choice.name in seen:
            code = "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"
            yield Fault((*at, "choices", index, "name"), code, "Choice names must be unique")
        seen.add(choice.name)
