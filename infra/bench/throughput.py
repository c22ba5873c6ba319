"""Interactions through the local stack: API, function processes and database as `make run` starts them."""

import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles

import httpx

from infra.bench.posts import Payload, command, snowflake
from infra.bench.running import Stack, running
from infra.bench.table import Row, told

CLIENTS = 16
SECONDS = 4.0
WARM_UP = 8.0
"""Seconds in which each client gets a function process of its own."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as stack:
        guild = snowflake()
        _load(lambda: command("tournament list", {}, guild), stack, WARM_UP)
        yield _row("/ping", lambda: command("ping", {}, guild), stack)
        yield _row("/tournament list, one read", lambda: command("tournament list", {}, guild), stack)
        create = {"name": "Winter Open"}
        yield _row("/tournament create, a read and a write", lambda: _create(create), stack)


def _create(options: dict[str, str]) -> Payload:
    """In a server of its own, so that no two of them contend."""
    return command("tournament create", options, snowflake())


def _row(what: str, make: Callable[[], Payload], stack: Stack) -> Row:
    took, failed = _load(make, stack, SECONDS)
    if not took:
        raise RuntimeError(f"the local stack answers nothing but {failed[0]}")
    hundredths = quantiles(took, n=100)
    rate = len(took) / SECONDS
    times = f"{rate:.0f}/s, p50 {hundredths[49] * 1e3:.0f} ms, p99 {hundredths[98] * 1e3:.0f} ms"
    return told(f"Local stack, {CLIENTS} clients: {what}", times + (f", {len(failed)} failed" if failed else ""))


def _load(make: Callable[[], Payload], stack: Stack, seconds: float) -> tuple[list[float], list[str]]:
    """The seconds that each answer took, and what came in place of one."""
    took: list[float] = []
    failed: list[str] = []
    until = time.monotonic() + seconds

    def ask() -> None:
        with httpx.Client(timeout=30) as http:
            while time.monotonic() < until:
                body = json.dumps(make())
                headers = stack.signer.headers(body)
                began = time.perf_counter()
                answer = http.post(stack.interactions_url, content=body, headers=headers)
                if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                    continue  # a schedule has taken one of the stack's sixteen places
                if answer.status_code == httpx.codes.OK:
                    took.append(time.perf_counter() - began)
                else:
                    failed.append(answer.text)

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return took, failed
