"""The components of messages and modals, one model a type, each with the limits that Discord states for it."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from infra.local.discord.bodies.base import Body, Snowflake

CustomId = Annotated[str, Field(min_length=1, max_length=100)]
Short = Annotated[str, Field(min_length=1, max_length=100)]
Url = Annotated[str, Field(max_length=2048)]


class Component(Body):
    id: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class Emoji(Body):
    id: Snowflake | None = None
    name: str | None = None
    animated: bool | None = None


class Media(Body):
    url: Url


class Button(Component):
    type: Literal[2]
    style: Annotated[int, Field(ge=1, le=6)]
    label: Annotated[str, Field(max_length=80)] | None = None
    emoji: Emoji | None = None
    custom_id: CustomId | None = None
    url: Annotated[str, Field(max_length=512)] | None = None
    sku_id: Snowflake | None = None
    disabled: bool | None = None


class Option(Body):
    label: Short
    value: Short
    description: Annotated[str, Field(max_length=100)] | None = None
    emoji: Emoji | None = None
    default: bool | None = None


class Select(Component):
    custom_id: CustomId
    placeholder: Annotated[str, Field(max_length=150)] | None = None
    min_values: Annotated[int, Field(ge=0, le=25)] | None = None
    max_values: Annotated[int, Field(ge=1, le=25)] | None = None
    disabled: bool | None = None
    required: bool | None = None


class StringSelect(Select):
    type: Literal[3]
    options: Annotated[list[Option], Field(min_length=1, max_length=25)]


class DefaultValue(Body):
    id: Snowflake
    type: Literal["user", "role", "channel"]


class EntitySelect(Select):
    """5 users, 6 roles, 7 users and roles, 8 channels."""

    type: Literal[5, 6, 7, 8]
    default_values: Annotated[list[DefaultValue], Field(max_length=25)] | None = None
    channel_types: list[int] | None = None


class TextInput(Component):
    type: Literal[4]
    custom_id: CustomId
    style: Literal[1, 2]
    label: Annotated[str, Field(max_length=45)] | None = None
    min_length: Annotated[int, Field(ge=0, le=4000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=4000)] | None = None
    required: bool | None = None
    value: Annotated[str, Field(max_length=4000)] | None = None
    placeholder: Annotated[str, Field(max_length=100)] | None = None


InRow = Annotated[Button | StringSelect | EntitySelect, Field(discriminator="type")]


class ActionRow(Component):
    type: Literal[1]
    components: Annotated[list[InRow], Field(min_length=1, max_length=5)]


class TextDisplay(Component):
    type: Literal[10]
    content: Annotated[str, Field(min_length=1, max_length=4000)]


class Thumbnail(Component):
    type: Literal[11]
    media: Media
    description: Annotated[str, Field(max_length=1024)] | None = None
    spoiler: bool | None = None


class Section(Component):
    type: Literal[9]
    components: Annotated[list[TextDisplay], Field(min_length=1, max_length=3)]
    accessory: Annotated[Button | Thumbnail, Field(discriminator="type")]


class GalleryItem(Body):
    media: Media
    description: Annotated[str, Field(max_length=1024)] | None = None
    spoiler: bool | None = None


class Gallery(Component):
    type: Literal[12]
    items: Annotated[list[GalleryItem], Field(min_length=1, max_length=10)]


class Separator(Component):
    type: Literal[14]
    divider: bool | None = None
    spacing: Literal[1, 2] | None = None


InContainer = Annotated[ActionRow | Section | TextDisplay | Gallery | Separator, Field(discriminator="type")]


class Container(Component):
    type: Literal[17]
    components: Annotated[list[InContainer], Field(min_length=1, max_length=40)]
    accent_color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None
    spoiler: bool | None = None


OnMessage = Annotated[
    ActionRow | Section | TextDisplay | Gallery | Separator | Container,
    Field(discriminator="type"),
]


class RadioGroup(Component):
    type: Literal[21]
    custom_id: CustomId
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]
    required: bool | None = None


class CheckboxGroup(Component):
    type: Literal[22]
    custom_id: CustomId
    options: Annotated[list[Option], Field(min_length=1, max_length=10)]
    min_values: Annotated[int, Field(ge=0, le=10)] | None = None
    max_values: Annotated[int, Field(ge=1, le=10)] | None = None
    required: bool | None = None


class Checkbox(Component):
    type: Literal[23]
    custom_id: CustomId
    default: bool | None = None


class Label(Component):
    type: Literal[18]
    label: Annotated[str, Field(min_length=1, max_length=45)]
    description: Annotated[str, Field(max_length=100)] | None = None
    component: Annotated[
        TextInput | StringSelect | EntitySelect | RadioGroup | CheckboxGroup | Checkbox, Field(discriminator="type")
    ]


class InputRow(Component):
    """The deprecated way to ask for text."""

    type: Literal[1]
    components: Annotated[list[TextInput], Field(min_length=1, max_length=1)]


OnModal = Annotated[Label | TextDisplay | InputRow, Field(discriminator="type")]
Path = tuple[str | int, ...]


def walk(components: list[Any], at: Path) -> Iterator[tuple[Path, Any]]:
    """Every component with its path, outer before inner."""
    for index, component in enumerate(components):
        yield from _walk_one(component, (*at, index))


def _walk_one(component: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    yield at, component
    yield from walk(getattr(component, "components", None) or [], (*at, "components"))
    for name in ("accessory", "component"):
        inner = getattr(component, name, None)
        if inner is not None:
            yield from _walk_one(inner, (*at, name))
