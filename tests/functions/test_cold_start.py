"""What a fresh process of the HTTP door imports, and how long it lets people wait."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.listening import empty_aws, silent_aws
from tests.support.payloads import a_command, an_added_server

ROOT = Path(__file__).resolve().parents[2]
ORGANIZER = {"permissions": 1 << 5}
STORED = a_command("tournament create", {"name": "Winter Open"}, **ORGANIZER)
DEADLINE = 3.0
"""Seconds that Discord waits."""

PROGRAM = """
import json, os, sys, time
from nacl.signing import SigningKey
key = SigningKey.generate()
os.environ["DISCORD_PUBLIC_KEY"] = bytes(key.verify_key).hex()
from functions.interactions.app import handler
answers = []
for path, signed, payload in json.load(sys.stdin):
    body, timestamp = json.dumps(payload), str(int(time.time()))
    signature = key.sign((timestamp + body).encode()).signature.hex() if signed else "00" * 64
    headers = {"x-signature-ed25519": signature, "x-signature-timestamp": timestamp}
    began = time.perf_counter()
    answer = handler({"rawPath": path, "headers": headers, "body": body}, None)
    answers.append({**answer, "seconds": time.perf_counter() - began})
json.dump({"answers": answers, "modules": sorted(sys.modules)}, sys.stderr)
"""


def posted(
    *requests: tuple[str, bool, dict[str, Any]], aws_url: str = "http://127.0.0.1:9"
) -> tuple[Any, set[str], str]:
    """A fresh process's answers, the packages that it imported, and what it printed."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'lib'}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": aws_url,
        "PADDOCK_QUEUE_URL": f"{aws_url}/000000000000/jobs.fifo",
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(requests), capture_output=True, text=True, env=environment
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stderr)
    return told["answers"], {name.split(".")[0] for name in told["modules"]}, run.stdout


def test_pings_and_forgeries_import_nothing_heavy_and_log_nothing() -> None:
    answers, imported, printed = posted(
        ("/interactions", True, {"type": 1}),
        ("/interactions", False, {"type": 1}),
        ("/events", True, {"type": 0}),
        ("/events", False, {"type": 0}),
    )
    assert [each["statusCode"] for each in answers] == [200, 401, 204, 401]
    assert imported.isdisjoint({"pydantic", "botocore", "boto3", "httpx"})
    assert printed == ""


def test_a_stored_command_needs_no_library_that_only_jobs_need() -> None:
    with empty_aws() as url:
        answers, imported, _ = posted(("/interactions", True, STORED), aws_url=url)
    assert "Winter Open" in answers[0]["body"]
    assert "botocore" in imported
    assert imported.isdisjoint({"boto3", "httpx"})


def test_a_webhook_event_needs_no_library_that_only_jobs_need() -> None:
    with empty_aws() as url:
        answers, imported, _ = posted(("/events", True, an_added_server()), aws_url=url)
    assert answers[0]["statusCode"] == 204
    assert imported.isdisjoint({"boto3", "httpx"})


def test_a_command_without_storage_makes_no_client_for_aws() -> None:
    (answer,), imported, _ = posted(("/interactions", True, a_command("ping")))
    assert json.loads(answer["body"])["type"] == 4
    assert "urllib3" not in imported


def test_a_database_that_never_answers_is_told_before_discord_gives_up() -> None:
    with silent_aws() as url:
        (_, answer), _, _ = posted(("/interactions", True, STORED), ("/interactions", True, STORED), aws_url=url)
    assert "DynamoDB is not answering" in answer["body"]
    assert answer["seconds"] < DEADLINE
