"""Servers on this machine that stand for AWS where the program under test runs in a process of its own."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EMPTY = {"BatchGetItem": {"Responses": {}, "UnprocessedKeys": {}}, "Query": {"Items": []}, "TransactWriteItems": {}}


class _EmptyTables(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        name = self.headers["x-amz-target"].rpartition(".")[2]
        body = json.dumps(EMPTY.get(name, {})).encode()
        self.send_response(200)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextlib.contextmanager
def empty_aws() -> Iterator[str]:
    """The url of an AWS whose tables are empty and take every write."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _EmptyTables)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextlib.contextmanager
def silent_aws() -> Iterator[str]:
    """The url of an AWS that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
