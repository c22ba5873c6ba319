"""The rules of components that no single field tells."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from infra.local.discord.bodies.components import (
    ActionRow,
    Button,
    CheckboxGroup,
    EntitySelect,
    Label,
    Path,
    RadioGroup,
    Select,
    StringSelect,
    TextDisplay,
    TextInput,
    walk,
)
from infra.local.discord.errors import Fault

MOST_ROWS, MOST_COMPONENTS, MOST_TEXT = 5, 40, 4000
LINK, PREMIUM = 5, 6


def message_component_faults(components: list[Any], *, v2: bool, at: Path) -> Iterator[Fault]:
    everything = list(walk(components, at))
    if v2:
        yield from _v2_faults(everything, at)
    else:
        yield from _legacy_faults(components, at)
    yield from _shared_faults(everything, in_modal=False)
    yield from _twice(everything)


def modal_component_faults(components: list[Any], at: Path) -> Iterator[Fault]:
    everything = list(walk(components, at))
    yield from _shared_faults(everything, in_modal=True)
    yield from _twice(everything)
    for path, component in everything:
        if isinstance(component, Label) and getattr(component.component, "label", None):
            yield Fault((*path, "component", "label"), "MODAL_LABEL_TWICE", "An input inside a Label has no own label")
        if isinstance(component, TextInput):
            yield from _text_input_faults(component, path)


def _legacy_faults(components: list[Any], at: Path) -> Iterator[Fault]:
    if len(components) > MOST_ROWS:
        yield Fault(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_ROWS} in length.")
    for index, component in enumerate(components):
        if not isinstance(component, ActionRow):
            message = 'Value of field "type" must be one of (1,), unless the flag IS_COMPONENTS_V2 is set.'
            yield Fault((*at, index, "type"), "UNION_TYPE_CHOICES", message)


def _v2_faults(everything: list[tuple[Path, Any]], at: Path) -> Iterator[Fault]:
    if len(everything) > MOST_COMPONENTS:
        message = f"The total number of components exceeds the maximum of {MOST_COMPONENTS}"
        yield Fault(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(len(each.content) for _, each in everything if isinstance(each, TextDisplay)) > MOST_TEXT:
        message = f"The text of all components together must be {MOST_TEXT} or fewer in length."
        yield Fault(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def _shared_faults(everything: list[tuple[Path, Any]], *, in_modal: bool) -> Iterator[Fault]:
    for path, component in everything:
        if isinstance(component, ActionRow) and len(component.components) > 1:
            yield from _row_faults(component, path)
        elif isinstance(component, Button):
            yield from _button_faults(component, path)
        elif isinstance(component, Select):
            yield from _select_faults(component, path, in_modal)
        elif isinstance(component, RadioGroup | CheckboxGroup):
            yield from _option_faults(component, path)


def _row_faults(row: ActionRow, path: Path) -> Iterator[Fault]:
    if any(isinstance(each, Select) for each in row.components):
        message = "The specified component exceeds the maximum width"
        yield Fault((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _button_faults(button: Button, path: Path) -> Iterator[Fault]:
    needed = {LINK: "url", PREMIUM: "sku_id"}.get(button.style, "custom_id")
    if not getattr(button, needed):
        yield Fault((*path, needed), "BASE_TYPE_REQUIRED", "This field is required")
    for other in {"custom_id", "url", "sku_id"} - {needed}:
        if getattr(button, other):
            message = f"A button of style {button.style} cannot have {other}"
            yield Fault((*path, other), "BUTTON_COMPONENT_FIELD_NOT_ALLOWED", message)
    if button.style != PREMIUM and not button.label and not button.emoji:
        yield Fault((*path, "label"), "BUTTON_COMPONENT_INVALID", "A button needs a label or an emoji")
    if button.url and urlsplit(button.url).scheme not in ("http", "https", "discord"):
        message = "Scheme must be one of ('http', 'https', 'discord')."
        yield Fault((*path, "url"), "URL_TYPE_INVALID_SCHEME", message)


def _select_faults(select: Select, path: Path, in_modal: bool) -> Iterator[Fault]:
    least = 1 if select.min_values is None else select.min_values
    most = 1 if select.max_values is None else select.max_values
    if least > most:
        yield Fault((*path, "min_values"), "NUMBER_TYPE_MAX", f"min_values is more than max_values ({most})")
    if isinstance(select, StringSelect):
        yield from _option_faults(select, path)
        if least > len(select.options):
            yield Fault((*path, "options"), "BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")
        if sum(bool(option.default) for option in select.options) > most:
            yield Fault((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "Too many default values")
    if isinstance(select, EntitySelect) and select.default_values and not least <= len(select.default_values) <= most:
        message = f"Must be between {least} and {most} in length."
        yield Fault((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", message)
    if in_modal and select.disabled:
        yield Fault((*path, "disabled"), "MODAL_COMPONENT_DISABLED", "A component of a modal cannot be disabled")
    if in_modal and select.required is not False and select.min_values == 0:
        message = "min_values must be at least 1 when the select is required"
        yield Fault((*path, "min_values"), "NUMBER_TYPE_MIN", message)


def _option_faults(component: StringSelect | RadioGroup | CheckboxGroup, path: Path) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, option in enumerate(component.options):
        if option.value in seen:
            message = "The specified option value is already used"
            yield Fault((*path, "options", index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        seen.add(option.value)


def _text_input_faults(field: TextInput, path: Path) -> Iterator[Fault]:
    least, most = field.min_length or 0, field.max_length or 4000
    if least > most:
        yield Fault((*path, "min_length"), "NUMBER_TYPE_MAX", f"min_length is more than max_length ({most})")
    if field.value and not least <= len(field.value) <= most:
        yield Fault((*path, "value"), "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    if path[-1] != "component" and not field.label:
        yield Fault((*path, "label"), "BASE_TYPE_REQUIRED", "This field is required")


def _twice(everything: list[tuple[Path, Any]]) -> Iterator[Fault]:
    for name, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        seen = set()
        for path, component in everything:
            value = getattr(component, name, None)
            if value and value in seen:
                yield Fault((*path, name), code, f"Component {name} cannot be duplicated")
            seen.add(value)
