"""`make run` as the tests start it: the real program, in a folder of its own, on free ports."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
import httpx

from infra.environment import ROOT
from infra.local.aws import CREDENTIALS, PATIENT
from infra.local.invoke import scheduled_event

START_SECONDS = 60
STOP_SECONDS = 40
OURS = ("AWS_", "DISCORD_", "PADDOCK_", "SPEEDGAMING_")
SET_ASIDE = {"DISCORD_API_URL": "", "SPEEDGAMING_API_URL": ""}
"""Whatever `.env` says."""


class RunningStack:
    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.output = folder / "output.txt"
        self._began = time.time()
        folder.mkdir(parents=True, exist_ok=True)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra.local"],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if not name.startswith(OURS)}
                | {"PADDOCK_STATE_DIR": str(folder), "PADDOCK_PORT": "0", "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}"}
                | SET_ASIDE
                | environ,
                stdout=output,
                stderr=output,
            )

    @property
    def ready_file(self) -> Path:
        return self.folder / "stack.json"

    @property
    def described(self) -> dict[str, Any]:
        description: dict[str, Any] = json.loads(self.ready_file.read_text())
        return description

    def wait_until_ready(self) -> "RunningStack":
        wait_for(lambda: self._is_ready() or self.process.poll() is not None, START_SECONDS)
        assert self.process.poll() is None, self.output.read_text()
        return self

    def _is_ready(self) -> bool:
        """A stack that was killed leaves its file, and this one may not have come to removing it."""
        return self.ready_file.exists() and self.ready_file.stat().st_mtime > self._began

    def stop(self, with_signal: int = signal.SIGINT) -> int:
        """The program's exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(STOP_SECONDS)

    def client(self, service: str) -> Any:
        return boto3.client(  # type: ignore[call-overload]  # the services' names are not literals here
            service,
            endpoint_url=self.described["aws_endpoint_url"],
            region_name=self.described["region"],
            config=PATIENT,
            **CREDENTIALS,
        )

    def invoke(self, function: str, at: datetime) -> Any:
        """What a scheduled function answers when EventBridge's clock says `at`."""
        name = self.described["functions"][function]
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(scheduled_event(at)))
        assert "FunctionError" not in answer, answer["Payload"].read()
        return json.loads(answer["Payload"].read())

    def outputs(self) -> dict[str, str]:
        """The deployed template's: tables, queues."""
        (stack,) = self.client("cloudformation").describe_stacks()["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def post(self, path: str, body: bytes, sign: Callable[[bytes], str]) -> httpx.Response:
        """To "interactions" or "events", signed now as Discord does it: over the timestamp and the raw bytes."""
        timestamp = str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "x-signature-timestamp": timestamp,
            "x-signature-ed25519": sign(timestamp.encode() + body),
        }
        url = self.described[f"{path}_url"]
        return httpx.post(url, content=body, headers=headers, timeout=30)


@contextmanager
def starting(folder: Path, **environ: str) -> Iterator[RunningStack]:
    stack = RunningStack(folder, **environ)
    try:
        yield stack
    finally:
        if stack.process.poll() is None:
            stack.stop(signal.SIGTERM)


@contextmanager
def running(folder: Path, **environ: str) -> Iterator[RunningStack]:
    with starting(folder, **environ) as stack:
        yield stack.wait_until_ready()


def wait_for(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        time.sleep(0.02)


def processes_of(folder: Path) -> list[int]:
    """Whatever runs with the folder in its environment: the program, its local AWS, their functions."""
    return [int(process.name) for process in Path("/proc").glob("[0-9]*") if _knows(process, folder)]


def _knows(process: Path, folder: Path) -> bool:
    try:
        return str(folder).encode() in (process / "environ").read_bytes()
    except OSError:
        return False
