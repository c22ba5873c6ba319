"""The local AWS: ministack in a process of its own, its state in a folder."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import boto3
import httpx
from botocore.config import Config

from infra.local.ports import HOST
from infra.local.settings import CannotStart

EMULATOR = Path(__file__).with_name("emulator.py")
REGION = "us-east-1"
CREDENTIALS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
SERVICES = (
    "apigateway",
    "cloudformation",
    "dynamodb",
    "events",
    "iam",
    "lambda",
    "logs",
    "monitoring",
    "s3",
    "sns",
    "sqs",
    "ssm",
    "sts",
)
PATIENT = Config(read_timeout=330, retries={"total_max_attempts": 1})
"""For Lambda's Invoke, which answers when the function has ended."""

START_SECONDS = 30
STOP_SECONDS = 30


class LocalAws:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.url = f"http://{HOST}:{port}"

    def client(self, service: str, config: Config | None = None) -> Any:
        return boto3.client(  # type: ignore[call-overload]  # the services' names are not literals here
            service, endpoint_url=self.url, region_name=REGION, config=config, **CREDENTIALS
        )


@contextmanager
def running(aws: LocalAws, *, lock: int, enforces_iam: bool) -> Iterator[subprocess.Popen[bytes]]:
    """The process, ready to be called; it inherits `lock` and so holds it until its state is saved."""
    scratch = aws.folder / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    with (aws.folder / "ministack.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", str(EMULATOR), str(os.getpid()), f"{HOST}:{aws.port}"],
            env=_environment(aws, scratch, enforces_iam),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,  # Ctrl-C reaches the stack alone, which stops things in their order
        )
    try:
        _wait_until_ready(aws, process)
        yield process
    finally:
        _end(process)
        shutil.rmtree(scratch, ignore_errors=True)


def _environment(aws: LocalAws, scratch: Path, enforces_iam: bool) -> Mapping[str, str]:
    """All of it: whatever the emulator inherits, the functions that it runs would see too."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(scratch),
        "TZ": "UTC",
        "TMPDIR": str(scratch),
        "AWS_ENDPOINT_URL": aws.url,
        "GATEWAY_PORT": "4566",  # a part of each queue's key in the saved state: it must not change when the port does
        "SERVICES": ",".join(SERVICES),
        "PERSIST_STATE": "1",
        "STATE_DIR": str(aws.folder / "state"),
        "AUTH": str(enforces_iam).lower(),
        "LAMBDA_ACCOUNT_CONCURRENCY": "16",
        "LAMBDA_WARM_TTL_SECONDS": "3600",
        "LOG_LEVEL": "WARNING",
        # What ministack can do besides and must not: listen for MQTT and SFTP, look for containers.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": f"unix://{scratch}/no-docker",
    }


def _wait_until_ready(aws: LocalAws, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{aws.url}/_ministack/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise CannotStart(f"The local AWS did not start; {aws.folder / 'ministack.log'} may say why.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # functions that were still at work
