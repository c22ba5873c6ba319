"""The whole product inside the test process: the doors' own handlers, an AWS of its own, a Discord to talk to."""

import json
from datetime import UTC, datetime
from typing import Any


from functions.interactions import reception, worker

from functions.sync_events.app import handler as sync_events
from functions.timeouts.app import handler as timeouts
from infra.template.load import load
from paddock import aws
from paddock.settings import Settings
from paddock.store.item import Table
from paddock.store.table import Database
from tests.support.aws import Account

QUEUE = "jobs.fifo"
MOST_ROUNDS = 60
TABLES = {"RecordsTable": "records", "JobsTable": "jobs", "AuditTable": "audit"}
RESOURCE = {"TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode"}


def environment(discord_api_url: str, credentials: dict[str, str]) -> dict[str, str]:
    """What the functions read when they are imported."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "DISCORD_APPLICATION_ID": credentials["application_id"],
        "DISCORD_PUBLIC_KEY": credentials["public_key"],
        "DISCORD_BOT_TOKEN": credentials["bot_token"],
        "DISCORD_API_URL": discord_api_url,
        "PADDOCK_QUEUE_URL": f"http://localhost:4566/000000000000/{QUEUE}",
    }


def make_resources() -> str:
    """The tables as template.yaml declares them, and the queue; its url."""
    for logical_id, name in TABLES.items():
        properties = load()["Resources"][logical_id]["Properties"]
        declared = {key: value for key, value in properties.items() if key in RESOURCE}
        aws.dynamodb().create_table(**{**declared, "TableName": f"paddock-{name}"})
    made = aws.sqs().create_queue(QueueName=QUEUE, Attributes={"FifoQueue": "true", "VisibilityTimeout": "120"})
    return made["QueueUrl"]


class World:
    """Time stands still unless it is pushed; the queue is worked off when a test says so."""

    def __init__(self, account: Account, now: Any) -> None:
        self.account = account
        self._now = now
        make_resources()

    @property
    def now(self) -> datetime:
        moment: datetime = self._now()
        return moment

    @property
    def database(self) -> Database:
        return Database(aws.dynamodb(), Settings.read({}).tables)

    def drain(self) -> int:
        """Work the queue off, without the waits that messages were given back with; how many were delivered."""
        delivered = 0
        for _ in range(MOST_ROUNDS):
            messages = self._receive()
            if not messages:
                return delivered
            delivered += len(messages)
            self._deliver(messages)
        raise AssertionError("the queue never gets empty")

    def _receive(self) -> list[dict[str, Any]]:
        url = reception.WIRING.settings.queue_url
        answer = aws.sqs().receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"])
        return list(answer.get("Messages", []))

    def _deliver(self, messages: list[dict[str, Any]]) -> None:
        records = [
            {
                "messageId": each["MessageId"],
                "receiptHandle": each["ReceiptHandle"],
                "body": each["Body"],
                "attributes": each["Attributes"],
            }
            for each in messages
        ]
        try:
            answer = worker.handler({"Records": records}, None)
        except BaseException:
            self._give_back(records)
            raise
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        url = reception.WIRING.settings.queue_url
        for each in records:
            if each["messageId"] not in failed:
                aws.sqs().delete_message(QueueUrl=url, ReceiptHandle=each["receiptHandle"])
        self._give_back([each for each in records if each["messageId"] in failed])

    def _give_back(self, records: list[dict[str, Any]]) -> None:
        for each in records:
            url = reception.WIRING.settings.queue_url
            aws.sqs().change_message_visibility(
                QueueUrl=url, ReceiptHandle=each["receiptHandle"], VisibilityTimeout=0
            )

    # -- schedules -------------------------------------------------------------------------------

    def tick(self, at: datetime | None = None) -> dict[str, Any]:
        """The minute's sweep, and all that it sends."""
        summary = timeouts({"time": _time(at or self.now)}, None)
        self.drain()
        return summary

    def sync(self, at: datetime | None = None) -> dict[str, Any]:
        """The hourly comparison, and all that follows from it."""
        summary = sync_events({"time": _time(at or self.now)}, None)
        self.drain()
        return summary

    # -- looking ---------------------------------------------------------------------------------

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Everything in a table, in order of its keys."""
        found = aws.dynamodb().scan(TableName=f"paddock-{table}")["Items"]
        return sorted(found, key=lambda row: (row["pk"]["S"], row["sk"]["S"]))

    def documents(self, table: Table, prefix: str = "") -> dict[str, dict[str, Any]]:
        """The documents by sort key, those whose sort key begins with `prefix`."""
        return {
            row["sk"]["S"]: json.loads(row["doc"]["S"]) for row in self.rows(table) if row["sk"]["S"].startswith(prefix)
        }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
