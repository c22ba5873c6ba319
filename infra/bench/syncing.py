"""The hourly comparison of a server whose events are as they should be."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.bench.meter import Spent, metered
from infra.bench.posts import RIVAL, USER, command
from infra.bench.product import SIGNER, door, environment, tables
from infra.bench.running import demo_server
from infra.bench.table import Row, exactly, told
from infra.local.settings import Application
from infra.local.simulation import simulated_discord
from paddock import aws
from paddock.calendar.hourly import promise_syncs
from paddock.jobs.model import Envelope
from paddock.settings import Settings
from paddock.store.item import Table
from paddock.wiring import Wiring

SERVER = "An unchanged hour of a server"


@dataclass(frozen=True)
class Synced:
    calls: int
    """To Discord."""
    changed: int
    """Items in the records and the audit."""
    writes: int
    """For the promise of the comparison itself, which is kept like any other."""
    job: Spent
    """By another job, which made the event that was compared."""


def synced() -> Synced:
    with tables(), tempfile.TemporaryDirectory() as folder, simulated_discord(Path(folder), 0) as (application, _):
        wiring = _wiring(application)
        with wiring.http:
            _show_a_match(demo_server(application.api_url, application.bot_token))
            with metered() as job:
                _work_off(wiring)
            _sync(wiring)  # the first one has something to tell
            return _unchanged(wiring, job)


def rows(found: Synced) -> Iterator[Row]:
    yield exactly(f"{SERVER}: calls to Discord", found.calls, 1)
    yield exactly(f"{SERVER}: items written in records and audit", found.changed, 0)
    yield told(f"{SERVER}: writes for its job's own promise", f"{found.writes}")


def _unchanged(wiring: Wiring, job: Spent) -> Synced:
    calls: list[str] = []
    wiring.http.event_hooks = {"request": [lambda request: calls.append(f"{request.method} {request.url.path}")]}
    before = _kept()
    with metered() as spent:
        _sync(wiring)
    changed = [key for key, item in _kept().items() if before.get(key) != item]
    return Synced(len(calls), len(changed), spent.writes, job)


def _sync(wiring: Wiring) -> None:
    promised = promise_syncs(wiring.database, wiring.ledger, datetime.now(UTC))
    if promised["done"] != 1:
        raise RuntimeError(f"one server was to be compared, not {promised}")
    _work_off(wiring)


def _work_off(wiring: Wiring) -> None:
    """Run what is in the queue: one job."""
    queue, url = aws.sqs(), wiring.settings.queue_url
    while messages := queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            verdict = wiring.worker.deliver(Envelope.model_validate_json(message["Body"]), 1)
            if verdict.outcome != "done":
                raise RuntimeError(f"a job ended as {verdict}")
            queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def _wiring(application: Application) -> Wiring:
    variables = {"DISCORD_API_URL": application.api_url, "DISCORD_BOT_TOKEN": application.bot_token}
    return Wiring(Settings.read(environment("") | variables))


def _show_a_match(guild: str) -> None:
    tournament = command("tournament create", {"name": "Winter Open", "scheduled_events": True}, guild)
    options = {"tournament": tournament["id"], "when": "in 5 hours", "player1": USER, "player2": RIVAL}
    for payload in (tournament, command("match create", options, guild)):
        answer = json.loads(door()(SIGNER.event(payload), None)["body"])
        if not answer["data"]["embeds"]:
            raise RuntimeError(f"not made: {answer}")


def _kept() -> dict[tuple[str, str], Any]:
    """Everything in the records and in the audit."""
    items = [
        item
        for table in (Table.RECORDS, Table.AUDIT)
        for item in aws.dynamodb().scan(TableName=f"paddock-{table}")["Items"]
    ]
    return {(item["pk"]["S"], item["sk"]["S"]): item for item in items}
