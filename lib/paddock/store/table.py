"""DynamoDB: reads in one round trip, writes in one transaction, and failed conditions as `Conflict`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError

from paddock.errors import Conflict, Unavailable
from paddock.outages import THROTTLED, asking
from paddock.store.change import Add, Check, Delete, Put, Write
from paddock.store.item import Attributes, Item, Key, Record, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

M = TypeVar("M", bound=Record)

LAST = "\uffff"
"""Sorts behind every key that we write."""
MOST_READS = 100
MOST_WRITES = 100
"""DynamoDB's limits for one BatchGetItem and one TransactWriteItems."""
MOST_ROUNDS = 8
WHO = "DynamoDB"


class FailedWrites(Conflict):
    """A transaction was refused; `failed` are the positions of the writes whose condition did not hold."""

    def __init__(self, failed: tuple[int, ...]) -> None:
        super().__init__(f"conditions {failed} did not hold")
        self.failed = failed


class Database:
    def __init__(self, client: "DynamoDBClient", names: Mapping[Table, str]) -> None:
        self._client = client
        self._names = names
        self._tables = {name: table for table, name in names.items()}

    def fetch(self, keys: Iterable[Key]) -> dict[Key, Attributes]:
        """The items that exist among `keys`, read consistently."""
        found: dict[Key, Attributes] = {}
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), MOST_READS):
            found |= self._fetch_batch(wanted[start : start + MOST_READS])
        return found

    def _fetch_batch(self, keys: Sequence[Key]) -> dict[Key, Attributes]:
        found: dict[Key, Attributes] = {}
        request: Any = {}
        for key in keys:
            table = request.setdefault(self._names[key.table], {"Keys": [], "ConsistentRead": True})
            table["Keys"].append(key.wire)
        for _ in range(MOST_ROUNDS):
            with asking(WHO):
                answer = self._client.batch_get_item(RequestItems=request)
            for name, items in answer["Responses"].items():
                for attributes in items:
                    key = Key(self._tables[name], attributes["pk"]["S"], attributes["sk"]["S"])
                    found[key] = attributes
            request = answer.get("UnprocessedKeys")
            if not request:
                return found
        raise Unavailable(WHO, "keys left unprocessed")

    def query(
        self,
        item: Item[M],
        pk: str,
        between: tuple[str, str] = ("", LAST),
        *,
        index: str | None = None,
        newest_first: bool = False,
        limit: int = 1000,
    ) -> list[M]:
        """The items of one partition whose sort key lies in `between`, at most `limit` of them."""
        return [item.load(found) for found in self.query_raw(item.table, pk, between, index, newest_first, limit)]

    def query_raw(
        self,
        table: Table,
        pk: str,
        between: tuple[str, str] = ("", LAST),
        index: str | None = None,
        newest_first: bool = False,
        limit: int = 1000,
    ) -> list[Attributes]:
        prefix = f"{index}_" if index else ""
        request: dict[str, Any] = {
            "TableName": self._names[table],
            "KeyConditionExpression": f"{prefix}pk = :pk AND {prefix}sk BETWEEN :first AND :last",
            "ExpressionAttributeValues": {
                ":pk": {"S": pk},
                ":first": {"S": between[0] or " "},
                ":last": {"S": between[1]},
            },
            "ScanIndexForward": not newest_first,
        }
        if index:
            request["IndexName"] = index
        else:
            request["ConsistentRead"] = True
        found: list[Attributes] = []
        while len(found) < limit:
            with asking(WHO):
                answer = self._client.query(**request, Limit=limit - len(found))
            found += answer["Items"]
            if "LastEvaluatedKey" not in answer:
                break
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        return found

    def write(self, writes: Sequence[Write]) -> None:
        """All of `writes` or none; raises `FailedWrites`, with no positions where another transaction was under way."""
        if len(writes) > MOST_WRITES:
            raise ValueError(f"{len(writes)} writes do not fit into one transaction")
        items = [self._wire(write) for write in writes]
        try:
            with asking(WHO):
                self._client.transact_write_items(TransactItems=items)
        except ClientError as refused:
            _check_reasons(refused)
            raise

    def _wire(self, write: Write) -> Any:
        request: dict[str, Any] = {"TableName": self._names[write.key.table]}
        if write.condition:
            request["ConditionExpression"] = write.condition.expression
            if write.condition.values:
                request["ExpressionAttributeValues"] = write.condition.values
        match write:
            case Put():
                return {"Put": {**request, "Item": write.attributes}}
            case Delete():
                return {"Delete": {**request, "Key": write.key.wire}}
            case Check():
                return {"ConditionCheck": {**request, "Key": write.key.wire}}
            case Add(amount=amount):
                request["ExpressionAttributeValues"] = {":amount": {"N": str(amount)}}
                return {"Update": {**request, "Key": write.key.wire, "UpdateExpression": "ADD tally :amount"}}


def _check_reasons(refused: ClientError) -> None:
    """A cancelled transaction has a reason for each of its writes; raises what the first telling ones mean."""
    reasons = [str(each.get("Code")) for each in refused.response.get("CancellationReasons", ())]
    failed = tuple(at for at, code in enumerate(reasons) if code == "ConditionalCheckFailed")
    if failed or "TransactionConflict" in reasons:
        raise FailedWrites(failed) from refused
    if THROTTLED & set(reasons):
        raise Unavailable(WHO, "throttled") from refused


class Session:
    """One event's view of the database: what it has read once it does not read again."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._seen: dict[Key, Attributes | None] = {}

    def preload(self, keys: Iterable[Key]) -> None:
        missing = [key for key in keys if key not in self._seen]
        if missing:
            found = self.database.fetch(missing)
            self._seen |= {key: found.get(key) for key in missing}

    def forget(self) -> None:
        """What was read may have been written since."""
        self._seen.clear()

    def find(self, item: Item[M], **parts: Any) -> M | None:
        key = item.key(**parts)
        self.preload([key])
        attributes = self._seen[key]
        return item.load(attributes) if attributes else None

    def tally(self, item: Item[Any], **parts: Any) -> int:
        """What was added up in an item that only counts."""
        key = item.key(**parts)
        self.preload([key])
        attributes = self._seen[key]
        return int(attributes["tally"]["N"]) if attributes else 0

    def find_many(self, item: Item[M], parts: Iterable[Mapping[str, Any]]) -> list[M]:
        """Those that exist, in the order asked for."""
        keys = [item.key(**each) for each in parts]
        self.preload(keys)
        return [item.load(found) for key in keys if (found := self._seen[key])]
