"""Single writes and the conditions they stand under; a decision's writes go into one transaction (`paddock.change`)."""

from typing import Any, NamedTuple

from paddock.store.item import Attributes, Item, Key, Record


class Condition(NamedTuple):
    name: str
    expression: str
    values: Attributes = {}


never_stored = Condition("never stored", "attribute_not_exists(pk)")


def unchanged_since(version: int) -> Condition:
    return Condition(f"unchanged since version {version}", "version = :version", {":version": {"N": str(version)}})


def still_stamped(stamp: str) -> Condition:
    """The same promise as was read: no later plan has replaced this job."""
    return Condition(f"still stamped {stamp}", "stamp = :stamp", {":stamp": {"S": stamp}})


class Put(NamedTuple):
    key: Key
    attributes: Attributes
    condition: Condition | None


class Delete(NamedTuple):
    key: Key
    condition: Condition | None = None


class Check(NamedTuple):
    """Writes nothing; the transaction fails unless the condition holds."""

    key: Key
    condition: Condition


Write = Put | Delete | Check


def put(item: Item[Any], value: Record) -> Put:
    """Store `value` one version further, if nobody else has since it was read."""
    condition = unchanged_since(value.version) if value.version else never_stored
    return Put(item.key_of(value), item.dump(value), condition)


def delete(item: Item[Any], value: Record) -> Delete:
    return Delete(item.key_of(value), unchanged_since(value.version))


def check(item: Item[Any], value: Record) -> Check:
    return Check(item.key_of(value), unchanged_since(value.version))
