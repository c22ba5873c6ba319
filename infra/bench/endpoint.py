"""An AWS for processes of their own: the emulator's DynamoDB and SQS behind a url, with little delay of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from infra.bench.product import EmulatorStopwatch, tables
from infra.local import inprocess_aws


class _Calls(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, answered, content = inprocess_aws.call(self.path, headers, body)
        self.send_response_only(status)
        for name, value in (answered | {"content-length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Endpoint:
    url: str
    work: EmulatorStopwatch


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """Of an AWS that has the product's tables and queue."""
    with tables() as account, ThreadingHTTPServer(("127.0.0.1", 0), _Calls) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Endpoint(f"http://127.0.0.1:{server.server_port}", EmulatorStopwatch(account))
        finally:
            server.shutdown()
            thread.join()
