"""Commands and buttons as typed values; their classes are the one place where their facts are written."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Self

from pydantic import Field

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


def _joined(tag: str, values: Iterable[object]) -> str:
    return ":".join([tag, *("" if value is None else str(value) for value in values)])


Ask = Command | Button
