"""Single writes and the conditions they stand under; a decision's writes go into one transaction (`paddock.change`)."""

from collections import Counter
from collections.abc import Iterable
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


none_counted = Condition("none counted", "attribute_not_exists(tally) OR tally = :none", {":none": {"N": "0"}})


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


class Add(NamedTuple):
    """Counts without having read: it contradicts no other addition, before or after it."""

    key: Key
    amount: int
    condition: None = None


Write = Put | Delete | Check | Add


def put(item: Item[Any], value: Record) -> Put:
    """Store `value` one version further, if nobody else has since it was read."""
    condition = unchanged_since(value.version) if value.version else never_stored
    return Put(item.key_of(value), item.dump(value), condition)


def delete(item: Item[Any], value: Record) -> Delete:
    return Delete(item.key_of(value), unchanged_since(value.version))


def check(item: Item[Any], value: Record) -> Check:
    return Check(item.key_of(value), unchanged_since(value.version))


def merged(writes: Iterable[Write]) -> tuple[Write, ...]:
    """A transaction has one operation for each item: what is added to one is summed up, equal checks are one."""
    kept: list[Write] = []
    sums: Counter[Key] = Counter()
    for write in writes:
        if isinstance(write, Add):
            sums[write.key] += write.amount
        elif not (isinstance(write, Check) and write in kept):
            kept.append(write)
    return (*kept, *(Add(key, amount) for key, amount in sums.items() if amount))
