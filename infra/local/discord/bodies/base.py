"""How request bodies are declared and checked: strict pydantic models, whose errors become Discord's error tree."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from infra.local.discord.errors import DiscordError, Fault, check_form

SNOWFLAKE = r"^\d{1,20}$"
Snowflake = Annotated[str, StringConstraints(pattern=SNOWFLAKE)]


def _bits(value: object) -> object:
    """Discord sends and takes permission sets as decimal strings, and takes numbers too."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,20}", value) else value


Bits = Annotated[int, BeforeValidator(_bits)]


class Body(BaseModel):
    """Unknown fields are ignored, as by Discord, but remembered, so that they can be pointed out."""

    model_config = ConfigDict(extra="allow", strict=True)

    def gave(self, name: str) -> bool:
        return name in self.model_fields_set

    def unknown_fields(self) -> Iterator[str]:
        yield from self.model_extra or ()
        for name in type(self).model_fields:
            for path in _unknown_in(getattr(self, name)):
                yield f"{name}.{path}"


B = TypeVar("B", bound=Body)


def _unknown_in(value: object) -> Iterator[str]:
    if isinstance(value, Body):
        yield from value.unknown_fields()
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for path in _unknown_in(item):
                yield f"{index}.{path}"


def parse_json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise DiscordError(50109) from None


def read(model: type[B], given: Any, *at: str | int) -> B:
    """`at` is where in the request the value stands."""
    try:
        return model.model_validate_json(json.dumps(given))
    except ValidationError as error:
        raise DiscordError(50035, faults=faults_of(error, given, at)) from None


def faults_of(error: ValidationError, given: Any, at: tuple[str | int, ...] = ()) -> Iterator[Fault]:
    for each in error.errors(include_url=False):
        code, message = _in_discords_words(each["type"], each.get("ctx", {}), each["msg"], each["input"])
        yield Fault((*at, *_path(each["loc"], given)), code, message)


def _path(loc: tuple[int | str, ...], given: Any) -> Iterator[str | int]:
    """Pydantic names the member of a union that it chose; in Discord's tree that is no step."""
    node = given
    for step in loc:
        if isinstance(node, dict) and isinstance(step, int):
            continue
        yield step
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]


WORDS: dict[str, tuple[str, str]] = {
    "missing": ("BASE_TYPE_REQUIRED", "This field is required"),
    "string_too_long": ("BASE_TYPE_MAX_LENGTH", "Must be {max_length} or fewer in length."),
    "too_long": ("BASE_TYPE_MAX_LENGTH", "Must be {max_length} or fewer in length."),
    "string_too_short": ("BASE_TYPE_MIN_LENGTH", "Must be {min_length} or more in length."),
    "too_short": ("BASE_TYPE_MIN_LENGTH", "Must be {min_length} or more in length."),
    "greater_than_equal": ("NUMBER_TYPE_MIN", "int value should be greater than or equal to {ge}."),
    "less_than_equal": ("NUMBER_TYPE_MAX", "int value should be less than or equal to {le}."),
    "string_type": ("STRING_TYPE_CONVERT", 'Could not interpret "{given}" as string.'),
    "int_type": ("NUMBER_TYPE_COERCE", 'Value "{given}" is not int.'),
    "int_from_float": ("NUMBER_TYPE_COERCE", 'Value "{given}" is not int.'),
    "bool_type": ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "list_type": ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "model_type": ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
    "dict_type": ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
    "string_pattern_mismatch": ("NUMBER_TYPE_COERCE", 'Value "{given}" is not snowflake.'),
    "literal_error": ("BASE_TYPE_CHOICES", "Value must be one of {{{expected}}}."),
    "union_tag_invalid": ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of ({expected_tags}).'),
    "union_tag_not_found": ("UNION_TYPE_CHOICES", 'The field "type" is required to choose a model type'),
    "timezone_aware": ("DATE_TIME_TYPE_PARSE", "Could not parse {given}. Should be ISO8601 with an offset."),
}


def _in_discords_words(kind: str, context: dict[str, Any], message: str, given: object) -> tuple[str, str]:
    if kind.startswith("datetime"):
        return "DATE_TIME_TYPE_PARSE", f"Could not parse {given}. Should be ISO8601."
    code, words = WORDS.get(kind, ("BASE_TYPE_INVALID", ""))
    return code, words.format(given=str(given)[:60], **context) if words else message


def read_list(model: type[B], given: Any, most: int) -> list[B]:
    if not isinstance(given, list):
        raise DiscordError(50035, faults=[Fault((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")])
    if len(given) > most:
        raise DiscordError(50035, faults=[Fault((), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")])
    read_ones: list[B] = []
    faults: list[Fault] = []
    for index, item in enumerate(given):
        try:
            read_ones.append(read(model, item, index))
        except DiscordError as error:
            faults += error.faults
    check_form(faults)
    return read_ones
