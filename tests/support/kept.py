"""What the tables hold."""

import json
from typing import Any

from paddock import aws
from paddock.store.item import Table
from tests.support.aws import Account


def items(account: Account, table: Table) -> list[dict[str, Any]]:
    """As DynamoDB's wire has them, in order of their keys."""
    with account.unwatched():
        pages = aws.dynamodb().get_paginator("scan").paginate(TableName=f"paddock-{table}")
        rows = [row for page in pages for row in page["Items"]]
    return sorted(rows, key=lambda row: (row["pk"]["S"], row["sk"]["S"]))


def documents(account: Account, table: Table, prefix: str = "") -> list[dict[str, Any]]:
    """The documents of the items whose sort key begins with `prefix`."""
    return [document(row) for row in items(account, table) if row["sk"]["S"].startswith(prefix)]


def document(row: dict[str, Any]) -> Any:
    """What an item holds: its document, or its number where it only counts."""
    return json.loads(row["doc"]["S"]) if "doc" in row else {"tally": int(row["tally"]["N"])}
