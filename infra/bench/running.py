"""The local stack, as `make run` starts it, for the time of a measurement."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from nacl.signing import SigningKey

from infra.bench.posts import Signer
from infra.bench.processes import ROOT
from infra.local.aws import PATIENT, LocalAws
from paddock.discord.rest import USER_AGENT
from paddock.store.item import Table

START_SECONDS, STOP_SECONDS = 90.0, 60.0
OURS = ("AWS_", "DISCORD_", "PADDOCK_", "SPEEDGAMING_")
SET_ASIDE = {"DISCORD_API_URL": "", "SPEEDGAMING_API_URL": ""}
"""Whatever `.env` says."""


@dataclass(frozen=True)
class Stack:
    interactions_url: str
    signer: Signer
    described: Mapping[str, Any]
    bot_token: str

    @property
    def guild(self) -> str:
        return demo_server(f"{self.page_url}api/v10", self.bot_token)

    @property
    def page_url(self) -> str:
        """Of the simulated Discord."""
        return str(self.described["discord_url"])

    def client(self, service: str) -> Any:
        port = urlsplit(self.described["aws_endpoint_url"]).port
        return LocalAws(Path(), port or 0).client(service, PATIENT)

    @property
    def records_table(self) -> str:
        """As it is called where it was deployed."""
        names: list[str] = self.client("dynamodb").list_tables()["TableNames"]
        return next(each for each in names if Table.RECORDS in each.casefold())

    def invoke(self, function: str, time: str) -> dict[str, Any]:
        """A scheduled function, as EventBridge does it."""
        name = self.described["functions"][function]
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps({"time": time}))
        told: dict[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise RuntimeError(f"{function} failed: {told}")
        return told


def demo_server(api_url: str, bot_token: str) -> str:
    """Into which the bot was invited."""
    headers = {"Authorization": f"Bot {bot_token}", "User-Agent": USER_AGENT}
    answer = httpx.get(f"{api_url}/users/@me/guilds", headers=headers)
    return str(answer.raise_for_status().json()[0]["id"])


@contextmanager
def running(folder: Path, **variables: str) -> Iterator[Stack]:
    log, ready = folder / "log.txt", folder / "stack.json"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.local"],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith(OURS)}
            | {"PADDOCK_STATE_DIR": str(folder), "PADDOCK_PORT": "0", "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}"}
            | SET_ASIDE
            | variables,
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
        described = json.loads(ready.read_text())
        yield Stack(described["interactions_url"], Signer(key), described, credentials["bot_token"])
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
