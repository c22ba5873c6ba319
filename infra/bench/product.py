"""The product in this process, as Lambda would start it: its functions, and an AWS of their own behind them."""

import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from time import perf_counter
from typing import Any

from nacl.signing import SigningKey

from infra.bench.posts import APPLICATION, Event, Signer
from infra.local import inprocess_aws
from infra.local.inprocess_aws import Account

SIGNER = Signer(SigningKey.generate())
NO_DISCORD = "http://127.0.0.1:9"

Handler = Callable[[Event, object], dict[str, Any]]


class Log(io.TextIOBase):
    """Takes what the functions log, and keeps it only where somebody wants to read it."""

    def __init__(self) -> None:
        self.lines: list[str] | None = None

    def write(self, text: str) -> int:
        if self.lines is not None:
            self.lines.append(text)
        return len(text)

    @contextmanager
    def kept(self) -> Iterator[list[str]]:
        kept: list[str] = []
        self.lines = kept
        try:
            yield kept
        finally:
            self.lines = None


LOG = Log()


def environment(aws_url: str) -> dict[str, str]:
    """Of a process of its own."""
    return _environment() | {"AWS_ENDPOINT_URL": aws_url}


def _environment() -> dict[str, str]:
    credentials = {"application_id": APPLICATION, "public_key": SIGNER.public_key, "bot_token": "none"}
    return inprocess_aws.environment(NO_DISCORD, credentials)


@cache
def function(module: str) -> Handler:
    """A handler, by its module under `functions`; these read their environment when they are imported."""
    os.environ |= _environment()
    inprocess_aws.install()
    for name in ("dynamodb", "sqs", "httpx"):
        logging.getLogger(name).setLevel(logging.WARNING)
    handler: Handler = import_module(f"functions.{module}").handler
    for each in logging.getLogger(import_module("paddock.telemetry").SERVICE).handlers:
        if isinstance(each, logging.StreamHandler):
            each.setStream(LOG)
    return handler


def door() -> Handler:
    return function("interactions.app")


@contextmanager
def tables() -> Iterator[Account]:
    """Empty ones, for the functions in this process."""
    door()
    with inprocess_aws.account() as account:
        inprocess_aws.make_resources()
        yield account


class EmulatorStopwatch:
    """The seconds that calls to AWS took, from now on."""

    def __init__(self, account: Account) -> None:
        self.seconds = 0.0
        account.before = self._start
        account.after = self._stop

    def _start(self, name: str) -> None:
        self._began = perf_counter()

    def _stop(self, name: str) -> None:
        self.seconds += perf_counter() - self._began


def metrics(lines: list[str]) -> set[tuple[str, ...]]:
    """What CloudWatch would count: each metric's name with the values of its dimensions."""
    found: set[tuple[str, ...]] = set()
    for line in map(json.loads, lines):
        for directive in line["_aws"]["CloudWatchMetrics"]:
            values = tuple(line[name] for names in directive["Dimensions"] for name in names)
            found |= {(metric["Name"], *values) for metric in directive["Metrics"]}
    return found
