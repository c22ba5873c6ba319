"""How often a request asks DynamoDB, counted at the client."""

import json
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any

from infra.bench import story
from infra.bench.posts import Payload
from infra.bench.product import SIGNER, door, tables
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, at_most
from infra.local.inprocess_aws import Account

MOST_AT_THE_MEDIAN = 1
MOST_READS, MOST_WRITES = 2, 1

Requests = Mapping[str, Invocation]
"""By name; where there are several of one name, that which asks most often."""


def requests() -> Requests:
    with tables() as account:
        _told(account)  # in which the clients and the models are made
    with tables() as account:
        found: dict[str, Invocation] = {}
        for name, request in _told(account):
            found[name] = max(found.get(name, request), request, key=lambda each: each.spent.calls)
        return found


def _told(account: Account) -> list[tuple[str, Invocation]]:
    asked: list[Invocation] = []

    def say(payload: Payload) -> dict[str, Any]:
        asked.append(invoke(door(), SIGNER.event(payload), account))
        body: dict[str, Any] = json.loads(asked[-1].answer["body"])
        return body

    names = list(story.tell(say))
    for name, request in zip(names, asked, strict=True):
        if any(json.loads(line)["Outcome"] != "answered" for line in request.log):
            raise RuntimeError(f"{name} was not answered: {request.log}")
    return list(zip(names, asked, strict=True))


def rows(asked: Requests) -> Iterator[Row]:
    for what, most in (("reads", MOST_READS), ("writes", MOST_WRITES)):
        counts = [getattr(each.spent, what) for each in asked.values()]
        of = f"of DynamoDB by a request ({len(counts)} kinds)"
        yield at_most(f"{what.capitalize()} {of}, median", median(counts), MOST_AT_THE_MEDIAN)
        yield at_most(f"{what.capitalize()} {of}, worst", max(counts), most)


def note(asked: Requests) -> str:
    counted = (f"{name} {each.spent.reads}+{each.spent.writes}" for name, each in asked.items())
    return "Reads + writes of DynamoDB: " + ", ".join(counted) + "."
