"""Commands and buttons as typed values; their classes are the one place where their facts are written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from pydantic import Field
from pydantic.fields import FieldInfo

from paddock.permissions import Need
from paddock.request import Request


class Command(Request):
    """A slash command. The docstring is what Discord and the README show.

    `delegated`: somebody who lacks the level may still be allowed by what the request is about, a tournament's own
    organizers for instance; the handler checks that.
    """

    path: ClassVar[str]
    needs: ClassVar[Need]
    delegated: ClassVar[bool]

    def __init_subclass__(cls, *, path: str, needs: Need = Need.ANYONE, delegated: bool = False) -> None:
        super().__init_subclass__()
        cls.path = path
        cls.needs = needs
        cls.delegated = delegated

    @classmethod
    def option_names(cls) -> dict[str, str]:
        """The field of each option: the two have one name, unless Python keeps it to itself, like `async`."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}


class Button(Request):
    """A button, whose custom_id carries its fields: ids, integers and enums, so that none holds a `:`."""

    tag: ClassVar[str]
    needs: ClassVar[Need]
    delegated: ClassVar[bool]

    def __init_subclass__(cls, *, tag: str, needs: Need = Need.ANYONE, delegated: bool = False) -> None:
        super().__init_subclass__()
        cls.tag = tag
        cls.needs = needs
        cls.delegated = delegated

    @property
    def custom_id(self) -> str:
        return _joined(self.tag, self.model_dump(mode="json").values())

    @classmethod
    def parse(cls, custom_id: str, chosen: Sequence[str] = ()) -> Self:
        """Raises `ValueError` for a custom_id that this class did not make. `chosen`: from a select's options."""
        _, *values = custom_id.split(":")
        return cls.model_validate({name: value or None for name, value in zip(cls.model_fields, values, strict=True)})


class Select(Button, tag=""):
    """A menu to choose one option from: the same as a button but for `chosen`, the option's value."""

    chosen: str = Field("", max_length=100)

    def __init_subclass__(cls, *, tag: str, needs: Need = Need.ANYONE, delegated: bool = False) -> None:
        super().__init_subclass__(tag=tag, needs=needs, delegated=delegated)

    @property
    def custom_id(self) -> str:
        return _joined(self.tag, self.model_dump(mode="json", exclude={"chosen"}).values())

    @classmethod
    def parse(cls, custom_id: str, chosen: Sequence[str] = ()) -> Self:
        names = [name for name in cls.model_fields if name != "chosen"]
        _, *values = custom_id.split(":")
        given = {name: value or None for name, value in zip(names, values, strict=True)}
        (only,) = chosen
        return cls.model_validate({**given, "chosen": only})


def asked(label: str, *, most: int, long: bool = False, required: bool = False, example: str = "") -> Any:
    """A field of a form: what the person types into it, at most so many characters."""
    told: dict[str, Any] = {"label": label, "long": long, "required": required, "example": example}
    return Field("", max_length=most, json_schema_extra=told)


class Form(Button, tag=""):
    """A modal: the fields made by `asked` are typed into it, the others are carried in its custom_id."""

    heading: ClassVar[str]

    def __init_subclass__(
        cls, *, tag: str, heading: str = "", needs: Need = Need.ANYONE, delegated: bool = False
    ) -> None:
        super().__init_subclass__(tag=tag, needs=needs, delegated=delegated)
        cls.heading = heading

    @classmethod
    def inputs(cls) -> dict[str, FieldInfo]:
        return {name: field for name, field in cls.model_fields.items() if field.json_schema_extra}

    @classmethod
    def labels(cls) -> dict[str, str]:
        """What stands above each field that is typed into."""
        told: dict[str, Any] = {name: field.json_schema_extra for name, field in cls.inputs().items()}
        return {name: str(each["label"]) for name, each in told.items()}

    @property
    def custom_id(self) -> str:
        return _joined(self.tag, self.model_dump(mode="json", exclude=set(self.inputs())).values())

    @classmethod
    def filled(cls, custom_id: str, typed: Mapping[str, str]) -> Self:
        """Raises `ValueError` for a custom_id or a field that this class did not make, or for more than one takes.

        A field that was left out was left empty.
        """
        if not set(typed) <= set(cls.inputs()):
            raise ValueError(f"{cls.tag} has no fields {sorted(set(typed) - set(cls.inputs()))}")
        names = [name for name in cls.model_fields if name not in cls.inputs()]
        _, *values = custom_id.split(":")
        carried = {name: value or None for name, value in zip(names, values, strict=True)}
        return cls.model_validate({**carried, **{name: typed.get(name, "") for name in cls.inputs()}})


def _joined(tag: str, values: Iterable[object]) -> str:
    return ":".join([tag, *("" if value is None else str(value) for value in values)])


Ask = Command | Button
