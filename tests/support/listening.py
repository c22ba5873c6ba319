"""Servers on this machine that stand for AWS where the program under test runs in a process of its own."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EMPTY = {"BatchGetItem": {"Responses": {}, "UnprocessedKeys": {}}, "Query": {"Items": []}, "TransactWriteItems": {}}


class _EmptyTables(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        name = self.headers["x-amz-target"].rpartition(".")[2]
        refusal = self.server.refusals.get(name)
        body = json.dumps(refusal or EMPTY.get(name, {})).encode()
        self.server.closing.wait(self.server.seconds.get(name, 0))
        with contextlib.suppress(ConnectionError):
            self._answer(400 if refusal else 200, body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class _Server(ThreadingHTTPServer):
    def __init__(self, seconds: Mapping[str, float], refusals: Mapping[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _EmptyTables)
        self.seconds = seconds
        self.refusals = refusals
        self.closing = threading.Event()


@contextlib.contextmanager
def empty_aws(seconds: Mapping[str, float] = {}, refusals: Mapping[str, Any] = {}) -> Iterator[str]:
    """The url of an AWS whose tables are empty and take every write; its answers to the calls of these names take so
    many `seconds`, or are `refusals`."""
    server = _Server(seconds, refusals)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


@contextlib.contextmanager
def silent_aws() -> Iterator[str]:
    """The url of an AWS that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
