"""What a fresh process of the HTTP door imports, and when."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.listening import empty_aws
from tests.support.payloads import a_command, an_added_server, an_autocomplete

ROOT = Path(__file__).resolve().parents[2]
ORGANIZER: dict[str, Any] = {"permissions": 1 << 5}
PING = a_command("ping")
STORED = a_command("tournament create", {"name": "Winter Open"}, **ORGANIZER)
PROGRAM = """
import json, os, sys, time
from nacl.signing import SigningKey
key = SigningKey.generate()
os.environ["DISCORD_PUBLIC_KEY"] = bytes(key.verify_key).hex()
from functions.interactions.app import handler
answers, made = [], set(sys.modules)
for path, signed, payload in json.load(sys.stdin):
    body, timestamp = json.dumps(payload), str(int(time.time()))
    signature = key.sign((timestamp + body).encode()).signature.hex() if signed else "00" * 64
    headers = {"x-signature-ed25519": signature, "x-signature-timestamp": timestamp}
    began = time.perf_counter()
    answer = handler({"rawPath": path, "headers": headers, "body": body}, None)
    answers.append({**answer, "seconds": time.perf_counter() - began})
late = sorted(set(sys.modules) - made)
unbuilt = []
if "pydantic" in sys.modules:
    from paddock.request import Request
    from paddock.store.item import Record
    kinds = [Request, Record]
    for kind in kinds:
        kinds += kind.__subclasses__()
        unbuilt += [] if kind.__pydantic_complete__ else [kind.__name__]
told = {"answers": answers, "modules": sorted(sys.modules), "late": late, "unbuilt": unbuilt}
json.dump(told, sys.stderr)
"""


def posted(
    *requests: tuple[str, bool, dict[str, Any]], aws_url: str = "http://127.0.0.1:9"
) -> tuple[Any, set[str], str]:
    """A fresh process's answers, the packages that it imported, and what it printed."""
    told, printed = told_by(*requests, aws_url=aws_url)
    return told["answers"], {name.split(".")[0] for name in told["modules"]}, printed


def told_by(*requests: tuple[str, bool, dict[str, Any]], aws_url: str, **environment: str) -> tuple[Any, str]:
    """Besides, which modules it imported only for its answers, and which models have not been built."""
    environment |= {
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
    return json.loads(run.stderr), run.stdout


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
        (_, answer), imported, _ = posted(("/interactions", True, PING), ("/interactions", True, STORED), aws_url=url)
    assert "Winter Open" in answer["body"]
    assert "botocore" in imported
    assert imported.isdisjoint({"boto3", "httpx"})


def test_a_webhook_event_needs_no_library_that_only_jobs_need() -> None:
    with empty_aws() as url:
        (_, answer), imported, _ = posted(
            ("/interactions", True, PING), ("/events", True, an_added_server()), aws_url=url
        )
    assert answer["statusCode"] == 204
    assert imported.isdisjoint({"boto3", "httpx"})


def test_a_command_without_storage_makes_no_client_for_aws() -> None:
    (answer,), imported, _ = posted(("/interactions", True, PING))
    assert json.loads(answer["body"])["type"] == 4
    assert "urllib3" not in imported


def test_a_container_that_starts_from_a_snapshot_finds_everything_imported_and_every_model_built() -> None:
    requests = [
        PING,
        STORED,
        a_command("help"),
        a_command("config show", **ORGANIZER),
        a_command("me timezone", {"timezone": "Europe/Berlin"}),
        a_command("match list"),
        an_autocomplete("match create", "when", "in 3 hours", **ORGANIZER),
    ]
    posts = [*(("/interactions", True, each) for each in requests), ("/events", True, an_added_server())]
    with empty_aws() as url:
        told, _ = told_by(*posts, aws_url=url, AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert [each["statusCode"] for each in told["answers"]] == [200] * len(requests) + [204]
    assert [name for name in told["late"] if name.split(".")[0] in {"paddock", "pydantic", "botocore"}] == []
    assert told["unbuilt"] == []
