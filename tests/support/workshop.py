"""A ledger and a worker with jobs of the tests' own, on an AWS that is empty but for the product's tables and queue."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from paddock import aws
from paddock.change import Cause, Change, Planned, ReplyTo
from paddock.discord.message import Message
from paddock.discord.rest import Discord
from paddock.ids import ChannelId, JobId, OrganizationId, UserId
from paddock.job_routes import JobRoute, Outcome
from paddock.job_tools import Clients, JobTools
from paddock.jobs.model import Envelope, Promise
from paddock.jobs.queue import Queue
from paddock.jobs.records import PROMISE
from paddock.jobs.sweep import Swept, sweep
from paddock.jobs.worker import Verdict, Worker
from paddock.ledger import Ledger
from paddock.request import Job
from paddock.secrets import BotToken
from paddock.settings import Settings
from paddock.speedgaming.client import SpeedGaming
from paddock.store.item import Item, Record
from paddock.store.table import Database, Session
from tests.support.payloads import NOON

TENANT = OrganizationId("1")


class Note(Record):
    organization: OrganizationId = TENANT
    name: str
    text: str = ""


NOTE = Item(Note, pk="{organization}", sk="NOTE#{name}", purpose="for tests")


class Chore(Job, kind="tests.chore"):
    name: str = "chore"
    line: str = "a"

    @property
    def id(self) -> JobId:
        return JobId(self.name)

    @property
    def group(self) -> str:
        return self.line


def a_chore(name: str = "chore", **changes: Any) -> Chore:
    return Chore(organization=TENANT, name=name, **changes)


def a_cause(source: str = "source", now: datetime = NOON, **changes: Any) -> Cause:
    return Cause(TENANT, "somebody", source, now, **changes)


def a_reply(private: bool = True) -> ReplyTo:
    return ReplyTo(application="1", token="token", channel=ChannelId("2"), user=UserId("3"), private=private)


@dataclass
class Workshop:
    database: Database
    queue: Queue
    ledger: Ledger
    worker: Worker
    discord: Discord
    dead_letters_url: str
    runs: list[Chore] = field(default_factory=list)
    doing: Callable[[Chore, JobTools], Outcome] = lambda job, tools: Outcome()
    asked: list[str] = field(default_factory=list)
    """Discord's routes that were called."""

    def commit(self, *jobs: Chore, due: datetime | None = None, **cause: Any) -> None:
        reply = cause.pop("reply", None)
        planned = tuple(Planned(job, due, reply) for job in jobs)
        self.ledger.commit(Change(jobs=planned), a_cause(**cause))

    def promise(self, name: str = "chore") -> Promise | None:
        return Session(self.database).find(PROMISE, organization=TENANT, id=name)

    def sent(self) -> list[Envelope]:
        """What is on the queue; looking takes it off."""
        return self._taken(Settings.read(os.environ).queue_url)

    def dead_letters(self) -> list[Envelope]:
        """Likewise."""
        return self._taken(self.dead_letters_url)

    def _taken(self, url: str) -> list[Envelope]:
        found: list[Envelope] = []
        while messages := aws.sqs().receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            found += [Envelope.model_validate_json(each["Body"]) for each in messages]
            for each in messages:
                aws.sqs().delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
        return found

    def sweep(self, minutes: float = 0) -> Swept:
        return sweep(self.database, self.queue, NOON + timedelta(minutes=minutes))

    def deliver(self, envelope: Envelope, delivery: int = 1) -> Verdict:
        self.discord.reset()
        return self.worker.deliver(envelope, delivery)


def a_workshop(answers: Sequence[httpx.Response | Exception] = ()) -> Workshop:
    """`answers` are Discord's, in turn, and then 200 for everything."""
    waiting = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        made.asked.append(f"{request.method} {request.url.path}")
        found = waiting.pop(0) if waiting else httpx.Response(200, json={"id": "5"})
        if isinstance(found, Exception):
            raise found
        return found

    http = httpx.Client(transport=httpx.MockTransport(answer))
    settings = Settings.read(os.environ)
    database = Database(aws.dynamodb(), settings.tables)
    queue = Queue(aws.sqs, settings.queue_url)
    ledger, token = Ledger(database, queue), BotToken("token", "")
    discord = Discord("http://discord.test", token.read, http)
    clients = Clients(discord, SpeedGaming("http://speedgaming.test", http), token, "1")

    def run(job: Chore, tools: JobTools) -> Outcome:
        made.runs.append(job)
        return made.doing(job, tools)

    dead_letters = Queue(aws.sqs, settings.dead_letters_url)
    worker = Worker({Chore.kind: JobRoute(Chore, run)}, database, ledger, clients, dead_letters)
    made = Workshop(database, queue, ledger, worker, discord, settings.dead_letters_url)
    return made


def calling_discord(job: Chore, tools: JobTools) -> Outcome:
    """A chore of one call, and an answer for whoever waits."""
    tools.discord.fetch_bot_id()
    return Outcome(message=Message("done"))
