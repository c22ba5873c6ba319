"""Commands and buttons as typed values; their classes are the one place where their facts are written."""

from typing import ClassVar, Self

from paddock.permissions import Need
from paddock.request import Request


class Command(Request):
    """A slash command. The docstring is what Discord and the README show."""

    path: ClassVar[str]
    needs: ClassVar[Need]

    def __init_subclass__(cls, *, path: str, needs: Need = Need.ANYONE) -> None:
        super().__init_subclass__()
        cls.path = path
        cls.needs = needs


class Button(Request):
    """A button, whose custom_id carries its fields: ids, integers and enums, so that none holds a `:`."""

    tag: ClassVar[str]
    needs: ClassVar[Need]

    def __init_subclass__(cls, *, tag: str, needs: Need = Need.ANYONE) -> None:
        super().__init_subclass__()
        cls.tag = tag
        cls.needs = needs

    @property
    def custom_id(self) -> str:
        values = self.model_dump(mode="json").values()
        return ":".join([self.tag, *("" if value is None else str(value) for value in values)])

    @classmethod
    def parse(cls, custom_id: str) -> Self:
        """Raises `ValueError` for a custom_id that this class did not make."""
        _, *values = custom_id.split(":")
        return cls.model_validate({name: value or None for name, value in zip(cls.model_fields, values, strict=True)})


Ask = Command | Button
