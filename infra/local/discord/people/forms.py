"""What a person filled into a modal, checked as a client checks it, in the shape that a bot gets."""

from itertools import count
from typing import Any

from infra.local.discord.model import Channel, Json
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.people.resolve import KINDS, kind_of
from infra.local.discord.world import World

ROW, STRING_SELECT, TEXT_INPUT, LABEL, RADIO, CHECKBOXES, CHECKBOX = 1, 3, 4, 18, 21, 22, 23
WITH_OPTIONS = (STRING_SELECT, RADIO, CHECKBOXES)


class FilledForm:
    """`given` is by custom_id, or by the label that the person sees."""

    def __init__(self, world: World, channel: Channel, given: dict[str, Any]) -> None:
        self._world = world
        self._channel = channel
        self._given = given
        self._ids = count(1)
        self.picked: list[tuple[str, str]] = []

    def components(self, modal: Json) -> list[Json]:
        return [self._top(component) for component in modal["components"]]

    def _top(self, component: Json) -> Json:
        shape: Json = {"type": component["type"], "id": component.get("id") or next(self._ids)}
        if component["type"] == LABEL:
            shape["component"] = self._field(component["component"], component["label"])
        elif component["type"] == ROW:
            shape["components"] = [self._field(each, each.get("label", "")) for each in component["components"]]
        return shape

    def _field(self, field: Json, label: str) -> Json:
        id = field["custom_id"]
        given = self._given.get(id, self._given.get(label))
        shape = {"type": field["type"], "id": field.get("id") or next(self._ids), "custom_id": id}
        if field["type"] == TEXT_INPUT:
            return shape | {"value": _text(field, label, given)}
        if field["type"] == CHECKBOX:
            return shape | {"value": bool(field.get("default") if given is None else given)}
        values = self._values(field, label, given)
        if field["type"] == RADIO:
            return shape | {"value": values[0] if values else None}
        return shape | {"values": values}

    def _values(self, field: Json, label: str, given: Any) -> list[str]:
        values = [] if given in (None, "") else given if isinstance(given, list) else [given]
        optional = field.get("required") is False
        most_unsaid = len(field.get("options", [])) if field["type"] == CHECKBOXES else 1
        check_count(label, values, 0 if optional else field.get("min_values", 1), field.get("max_values", most_unsaid))
        if field["type"] in WITH_OPTIONS:
            return [option_value(field, value) for value in values]
        for value in values:
            kind = kind_of(self._world, self._channel, KINDS[field["type"]], value, field.get("channel_types"))
            self.picked.append((kind, value))
        return values


def _text(field: Json, label: str, given: Any) -> str:
    text = str(field.get("value", "") if given is None else given)
    if not text and field.get("required") is not False:
        raise ClientRefused(f"{label} is required")
    least, most = field.get("min_length", 0), field.get("max_length", 4000)
    if text and not least <= len(text) <= most:
        raise ClientRefused(f"{label} must have {least} to {most} characters, not {len(text)}")
    return text


def check_count(label: str, values: list[str], least: int, most: int) -> None:
    if not least <= len(values) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ClientRefused(f"{label}: pick {wanted}, not {len(values)}")


def option_value(field: Json, given: str) -> str:
    for option in field["options"]:
        if given in (option["value"], option["label"]):
            return str(option["value"])
    raise ClientRefused(f"there is no option {given}")
