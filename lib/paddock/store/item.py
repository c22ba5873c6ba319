"""How a model becomes a DynamoDB item: its keys, its place in the indexes, and the JSON document."""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict

from paddock.clock import stamp

Attributes = dict[str, Any]
"""An item as DynamoDB's wire has it: {"pk": {"S": ...}}."""


class Table(StrEnum):
    RECORDS = "records"
    JOBS = "jobs"
    AUDIT = "audit"


class Record(BaseModel):
    """Something kept. `version` counts its writes; 0 says that it was never stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = 0


M = TypeVar("M", bound=Record)


class Key(NamedTuple):
    table: Table
    pk: str
    sk: str

    @property
    def wire(self) -> Attributes:
        return {"pk": {"S": self.pk}, "sk": {"S": self.sk}}


class Index(NamedTuple):
    """A place in a secondary index, taken only while every part that the two keys name has a value."""

    name: str
    pk: str
    sk: str


class _KeyFormatter(string.Formatter):
    """Text goes in as it is, an instant as fixed-width text that sorts as time does."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return stamp(value) if isinstance(value, datetime) else str(format(value, format_spec))


_format = _KeyFormatter().vformat


@dataclass(frozen=True)
class Item(Generic[M]):
    """A kind of item. `pk` and `sk` are format strings over the model's fields and properties."""

    model: type[M]
    pk: str
    sk: str
    purpose: str
    table: Table = Table.RECORDS
    indexes: tuple[Index, ...] = ()
    columns: tuple[str, ...] = ()
    """Fields that stand beside the document, for conditions and projections."""
    expires: Callable[[M], datetime | None] = field(default=lambda _: None)

    @property
    def parts(self) -> frozenset[str]:
        """What its key names."""
        found = (name for text in (self.pk, self.sk) for _, name, _, _ in string.Formatter().parse(text))
        return frozenset(name for name in found if name)

    def key(self, **parts: Any) -> Key:
        return Key(self.table, _format(self.pk, (), parts), _format(self.sk, (), parts))

    def key_of(self, value: M) -> Key:
        parts = _Parts(value)
        return Key(self.table, _format(self.pk, (), parts), _format(self.sk, (), parts))

    def dump(self, value: M) -> Attributes:
        """The item one version further than `value`."""
        stored = value.model_copy(update={"version": value.version + 1})
        attributes: Attributes = {**self.key_of(value).wire, "version": {"N": str(stored.version)}}
        attributes["doc"] = {"S": stored.model_dump_json(exclude_none=True)}
        for name in self.columns:
            column = getattr(value, name)
            attributes[name] = {"S": stamp(column) if isinstance(column, datetime) else str(column)}
        for index in self.indexes:
            attributes |= _index_attributes(index, value)
        expires = self.expires(value)
        if expires:
            attributes["expires"] = {"N": str(int(expires.timestamp()))}
        return attributes

    def load(self, attributes: Mapping[str, Any]) -> M:
        return self.model.model_validate_json(attributes["doc"]["S"])


class _Parts(dict[str, Any]):
    """A record's attributes as the names in a key's format string."""

    def __init__(self, value: Record) -> None:
        super().__init__()
        self._value = value

    def __missing__(self, name: str) -> Any:
        return getattr(self._value, name)


def _index_attributes(index: Index, value: Record) -> Attributes:
    names = [name for text in (index.pk, index.sk) for _, name, _, _ in string.Formatter().parse(text) if name]
    if any(getattr(value, name) is None for name in names):
        return {}
    parts = _Parts(value)
    return {
        f"{index.name}_pk": {"S": _format(index.pk, (), parts)},
        f"{index.name}_sk": {"S": _format(index.sk, (), parts)},
    }
