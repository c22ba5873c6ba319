"""Which items are written, seen at the product's own client: one that is written just as it was counts, too."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from infra.bench.meter import WRITES
from paddock import aws
from paddock.store.item import Key, Table

Written = list[Key]
"""A key for each write, in their order."""

TRANSACTION = "TransactWriteItems"
PREFIX = "paddock-"


@contextmanager
def noted() -> Iterator[Written]:
    """What is written within."""
    written: Written = []

    def ask(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if model.name in WRITES - {TRANSACTION}:
            raise RuntimeError(f"{model.name} writes past what is noted here")
        context["writes"] = list(named(params.get("TransactItems", ())))

    def note(parsed: Mapping[str, Any], context: dict[str, Any], **_: Any) -> None:
        if "Error" not in parsed:
            written.extend(context["writes"])

    emitter = aws.dynamodb().meta.events
    hooks: dict[str, Any] = {"provide-client-params.dynamodb": ask, "after-call.dynamodb": note}
    for event, hook in hooks.items():
        emitter.register(event, hook)
    try:
        yield written
    finally:
        for event, hook in hooks.items():
            emitter.unregister(event, hook)


def named(operations: Iterable[Mapping[str, Any]]) -> Iterator[Key]:
    """The items that a transaction writes: what it only checks stays as it is."""
    for operation in operations:
        ((what, about),) = operation.items()
        if what != "ConditionCheck":
            key = about.get("Key") or about["Item"]
            yield Key(Table(about["TableName"].removeprefix(PREFIX)), key["pk"]["S"], key["sk"]["S"])


def kinds(written: Written, *tables: Table) -> dict[str, int]:
    """How many of each kind: records by the first word of their sort keys, jobs by that of their ids."""
    found = Counter(_kind(each) for each in written if each.table in tables)
    return dict(sorted(found.items()))


def _kind(key: Key) -> str:
    return "a line" if key.table is Table.AUDIT else key.sk.split("#")[0].split(".")[0]
