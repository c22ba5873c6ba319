"""AWS inside the process: ministack's DynamoDB and SQS without a server, each call seen, counted and breakable.

For tests and the benchmark. It uses ministack's internal API, on which every test of a store is the test.
"""

import contextlib
import functools
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import botocore.awsrequest
import botocore.handlers
import ministack.services.dynamodb as dynamodb
import ministack.services.sqs as sqs
from ministack.core.responses import set_request_account_id, set_request_region

from infra.template.load import load
from paddock import aws

REGION = "us-east-1"
SERVICES = {"DynamoDB_20120810": dynamodb, "AmazonSQS": sqs}

ANY_ACCOUNT = b"/000000000000/"
"""In the queue's url, which the functions read when they are imported."""

_lock = threading.Lock()
_numbers = itertools.count(100_000_000_000)


@dataclass
class Account:
    """An empty AWS of its own. `before` and `after` see every call's name, such as `TransactWriteItems`."""

    id: str = field(default_factory=lambda: str(next(_numbers)))
    calls: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda name: None
    after: Callable[[str], None] = lambda name: None

    _watched: bool = True

    def saw(self, name: str) -> None:
        if self._watched:
            self.calls.append(name)
            self.before(name)

    def did(self, name: str) -> None:
        if self._watched:
            self.after(name)

    @contextlib.contextmanager
    def unwatched(self) -> Iterator[None]:
        """For what the observer does itself."""
        self._watched = False
        try:
            yield
        finally:
            self._watched = True


_account: list[Account] = []


class _Raw:
    """What botocore reads a body from."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self._body

    def read(self, *_: Any) -> bytes:
        body, self._body = self._body, b""
        return body


def _answer(request: Any, **_event: Any) -> botocore.awsrequest.AWSResponse | None:
    if not _account:
        return None  # whoever talks to a real endpoint
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()
    }
    body = request.body.encode() if isinstance(request.body, str) else request.body or b""
    status, out_headers, out = call(request.url, headers, body)
    return botocore.awsrequest.AWSResponse(request.url, status, out_headers, _Raw(out))


def call(url: str, headers: dict[str, str], body: bytes) -> tuple[int, Any, bytes]:
    """One POST to the account of the innermost `account()`; the headers' names are in small letters."""
    account, address = _account[-1], urlsplit(url)
    service, _, name = headers.get("x-amz-target", "").partition(".")
    account.saw(name)
    body = body.replace(ANY_ACCOUNT, f"/{account.id}/".encode())
    with _lock:
        set_request_account_id(account.id)
        set_request_region(REGION)
        work = SERVICES[service].handle_request("POST", address.path or "/", headers, body, parse_qs(address.query))
        status, out_headers, out = _finished(work)
    account.did(name)
    return status, out_headers, out if isinstance(out, bytes) else out.encode()


def insert(account: Account, table: str, items: Iterable[dict[str, Any]]) -> None:
    """Past the API, for more items than it takes in the time that somebody would wait."""
    set_request_account_id(account.id)
    set_request_region(REGION)
    stored = dynamodb._tables[table]["items"]
    for item in items:
        stored[item["pk"]["S"]][item["sk"]["S"]] = item


def _finished(call: Any) -> Any:
    """The handlers of these two services never wait: one step runs them."""
    try:
        call.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("the emulator's handler waits for something")


_HOOK = ("before-send", _answer)


def install() -> None:
    """Every botocore client made from now on talks to the account of the innermost `account()`."""
    if _HOOK not in botocore.handlers.BUILTIN_HANDLERS:
        botocore.handlers.BUILTIN_HANDLERS.append(_HOOK)


@contextlib.contextmanager
def account() -> Iterator[Account]:
    fresh = Account()
    _account.append(fresh)
    try:
        yield fresh
    finally:
        _account.remove(fresh)


QUEUE = "jobs.fifo"
DEAD_LETTERS = "dead-jobs.fifo"
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
        "PADDOCK_DEAD_LETTERS_URL": f"http://localhost:4566/000000000000/{DEAD_LETTERS}",
    }


@functools.cache
def _declared() -> tuple[dict[str, Any], ...]:
    """The tables of template.yaml, as CreateTable takes them."""
    resources = load()["Resources"]
    tables = [(resources[logical_id]["Properties"], name) for logical_id, name in TABLES.items()]
    return tuple(
        {key: value for key, value in properties.items() if key in RESOURCE} | {"TableName": f"paddock-{name}"}
        for properties, name in tables
    )


def make_resources() -> str:
    """The tables as template.yaml declares them, the queue and the one for dead letters; the queue's url."""
    for table in _declared():
        aws.dynamodb().create_table(**table)
    aws.sqs().create_queue(QueueName=DEAD_LETTERS, Attributes={"FifoQueue": "true"})
    made = aws.sqs().create_queue(QueueName=QUEUE, Attributes={"FifoQueue": "true", "VisibilityTimeout": "120"})
    return made["QueueUrl"]
