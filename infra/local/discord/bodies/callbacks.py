"""Answers to interactions: which may be given to what, and what they may hold."""

from typing import Annotated, Any

from pydantic import Field

from infra.local.discord.bodies.base import Body, read
from infra.local.discord.bodies.messages import ANSWER_FLAGS, MessageBody
from infra.local.discord.bodies.modals import ModalBody
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import Flag, Interaction, Json, Message

PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, MODAL = 1, 4, 5, 6, 7, 8, 9
MAY_ANSWER = {
    1: (PONG,),
    2: (MESSAGE, DEFERRED, MODAL),
    3: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    4: (SUGGESTIONS,),
    5: (MESSAGE, DEFERRED),
}
VALUE_TYPES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 10: (int, float)}


class Callback(Body):
    type: int
    data: dict[str, Any] | None = None


class DeferredBody(Body):
    flags: int | None = None


class Choice(Body):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    name_localizations: dict[str, str] | None = None
    value: str | int | float


class ChoicesBody(Body):
    choices: Annotated[list[Choice], Field(max_length=25)] | None = None


def check_type(callback: Callback, interaction: Interaction) -> None:
    allowed = MAY_ANSWER[interaction.type]
    if interaction.type == 5 and interaction.message_id:  # the form was opened from a component
        allowed += (DEFERRED_UPDATE, UPDATE)
    if callback.type not in allowed:
        message = f"An interaction of type {interaction.type} cannot be answered with type {callback.type}"
        check_form([Fault(("type",), "INTERACTION_CALLBACK_TYPE_INVALID", message)])


def message_of(callback: Callback, changes: Message | None = None) -> MessageBody:
    body = read(MessageBody, callback.data or {}, "data")
    body.check(ANSWER_FLAGS, "data", changes=changes)
    if changes is None:
        body.check_not_empty()
    return body


def flags_of_deferral(callback: Callback) -> int:
    flags = read(DeferredBody, callback.data or {}, "data").flags or 0
    if flags & ~Flag.EPHEMERAL:
        message = "A deferred answer takes no flag but EPHEMERAL"
        check_form([Fault(("data", "flags"), "MESSAGE_FLAGS_INVALID", message)])
    return flags


def modal_of(callback: Callback) -> Json:
    if callback.data is None:
        raise DiscordError(50035, faults=[Fault(("data",), "BASE_TYPE_REQUIRED", "This field is required")])
    read(ModalBody, callback.data, "data").check("data")
    return callback.data


def choices_of(callback: Callback, option_type: int) -> list[Json]:
    choices = read(ChoicesBody, callback.data or {}, "data").choices or []
    check_form(
        Fault(("data", "choices", index, "value"), "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_INVALID", problem)
        for index, choice in enumerate(choices)
        if (problem := value_problem(choice.value, option_type))
    )
    return [{"name": choice.name, "value": choice.value} for choice in choices]


def value_problem(value: object, option_type: int) -> str:
    """Of a choice, offered or declared."""
    if not isinstance(value, VALUE_TYPES.get(option_type, (str, int, float))) or isinstance(value, bool):
        return f'Value "{value}" does not fit an option of type {option_type}.'
    if isinstance(value, str) and not 1 <= len(value) <= 100:
        return "Must be between 1 and 100 in length."
    return ""
