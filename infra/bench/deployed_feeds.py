"""The import of 2,000 changed episodes by the local stack, whose function and database are processes of their own."""

import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

from infra.bench.feeds import MANY, MOST_SECONDS, SLUG, an_episode
from infra.bench.posts import Payload, command
from infra.bench.running import Stack, running
from infra.bench.table import Row, at_most, told

Json = dict[str, Any]


class _Feed(ThreadingHTTPServer):
    """Lists `episodes`, whatever it is asked."""

    episodes: list[Json]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Listing(BaseHTTPRequestHandler):
    server: _Feed

    def do_GET(self) -> None:
        body = json.dumps(self.server.episodes).encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _feed() -> Iterator[_Feed]:
    with _Feed(("127.0.0.1", 0), _Listing) as server:
        server.episodes = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def rows() -> Iterator[Row]:
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with (
        tempfile.TemporaryDirectory() as folder,
        _feed() as feed,
        running(Path(folder), SPEEDGAMING_API_URL=feed.url) as stack,
    ):
        options = {"name": "Winter", "speedgaming": SLUG, "speedgaming_days": 30, "scheduled_events": True}
        _post(command("tournament create", options, stack.guild), stack)
        new, _ = _imported(stack, feed, now, "imported")
        changed, summary = _imported(stack, feed, now + timedelta(minutes=30), "updated")
    yield at_most(f"Local stack: importing {MANY:,} changed episodes", changed, MOST_SECONDS, "s")
    yield told(f"Local stack: importing {MANY:,} new episodes", f"{new:.1f} s; {summary['failed']} failed")


def _imported(stack: Stack, feed: _Feed, since: datetime, what: str) -> tuple[float, Json]:
    feed.episodes = [an_episode(number, since) for number in range(MANY)]
    began = perf_counter()
    summary = stack.invoke("speedgaming_import", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    seconds = perf_counter() - began
    if summary[what] != MANY:
        raise RuntimeError(f"{MANY} were to be {what}, not {summary}")
    return seconds, summary


def _post(payload: Payload, stack: Stack) -> None:
    body = json.dumps(payload)
    answer = httpx.post(stack.interactions_url, content=body, headers=stack.signer.headers(body), timeout=30)
    if not answer.raise_for_status().json()["data"]["embeds"]:
        raise RuntimeError(f"not made: {answer.text}")
