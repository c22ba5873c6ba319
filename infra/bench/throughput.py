"""Interactions through the local stack: API, function processes and database as `make run` starts them."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import httpx
from nacl.signing import SigningKey

from infra.bench.posts import Payload, Signer, command, snowflake
from infra.bench.processes import ROOT
from infra.bench.table import Row, told

CLIENTS = 16
SECONDS = 4.0
WARM_UP = 8.0
"""Seconds in which each client gets a function process of its own."""
START_SECONDS, STOP_SECONDS = 90.0, 60.0
OURS = ("AWS_", "DISCORD_", "PADDOCK_", "SPEEDGAMING_")
SET_ASIDE = {"DISCORD_API_URL": "", "SPEEDGAMING_API_URL": ""}
"""Whatever `.env` says."""


@dataclass(frozen=True)
class Stack:
    interactions_url: str
    signer: Signer


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, _running(Path(folder)) as stack:
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


@contextmanager
def _running(folder: Path) -> Iterator[Stack]:
    log, ready = folder / "log.txt", folder / "stack.json"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.local"],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith(OURS)}
            | {"PADDOCK_STATE_DIR": str(folder), "PADDOCK_PORT": "0", "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}"}
            | SET_ASIDE,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + START_SECONDS
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the local stack did not start:\n{log.read_text()}")
            time.sleep(0.1)
        credentials = json.loads((folder / "discord" / "credentials.json").read_text())
        key = SigningKey(bytes.fromhex(credentials["private_key"]))
        yield Stack(json.loads(ready.read_text())["interactions_url"], Signer(key))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
