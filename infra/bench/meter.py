"""What requests ask of AWS, seen at the product's own clients: calls, request units and messages."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from paddock import aws

READS = frozenset({"BatchGetItem", "GetItem", "Query"})
WRITES = frozenset({"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"})
UNIT = 4096
"""Bytes that one unit reads consistently; eventually consistent it reads twice as many."""


@dataclass
class Spent:
    reads: int = 0
    writes: int = 0
    read_units: float = 0
    write_units: float = 0
    messages: int = 0

    @property
    def calls(self) -> int:
        return self.reads + self.writes


@contextmanager
def metered() -> Iterator[Spent]:
    """What is spent within."""
    meter = _Meter()
    hooks: dict[str, Any] = {
        "provide-client-params.dynamodb": meter.ask,
        "after-call.dynamodb": meter.count,
        "after-call.sqs": meter.count_messages,
    }
    emitters = [client.meta.events for client in (aws.dynamodb(), aws.sqs())]
    for emitter in emitters:
        for event, hook in hooks.items():
            emitter.register(event, hook)
    try:
        yield meter.spent
    finally:
        for emitter in emitters:
            for event, hook in hooks.items():
                emitter.unregister(event, hook)


class _Meter:
    """The emulator tells true units of writes; those of reads it does not, so they are computed from the sizes."""

    def __init__(self) -> None:
        self.spent = Spent()

    def ask(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> dict[str, Any] | None:
        context["consistent"] = params.get("ConsistentRead", False)
        if model.name == "BatchGetItem":
            # An item that is not there costs a unit too. All batches read consistently.
            self.spent.read_units += sum(len(each["Keys"]) for each in params["RequestItems"].values())
        return params | {"ReturnConsumedCapacity": "TOTAL"} if model.name in WRITES else None

    def count(self, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        if model.name in WRITES:
            self.spent.writes += 1
            told = parsed.get("ConsumedCapacity", [])
            self.spent.write_units += sum(
                each["CapacityUnits"] for each in (told if isinstance(told, list) else [told])
            )
        elif model.name in READS:
            self.spent.reads += 1
            self.spent.read_units += _read_units(parsed, 1.0 if context["consistent"] else 0.5)

    def count_messages(self, parsed: dict[str, Any], **_: Any) -> None:
        self.spent.messages += len(parsed.get("Successful", ()))


def _read_units(parsed: Mapping[str, Any], price: float) -> float:
    if "Items" in parsed:
        return price * max(1, math.ceil(sum(map(size, parsed["Items"])) / UNIT))
    items = [item for found in parsed["Responses"].values() for item in found]
    return sum(math.ceil(size(item) / UNIT) - 1 for item in items)


def size(item: Mapping[str, Mapping[str, str]]) -> int:
    """Bytes, as DynamoDB counts them: of names and values. All of ours are text or short numbers."""
    return sum(len(name.encode()) + len(next(iter(value.values())).encode()) for name, value in item.items())
