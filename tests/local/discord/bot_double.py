"""A bot at the other end of the line: checks signatures as a bot must, and answers as a test tells it to."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

Json = dict[str, Any]
Answer = Callable[[Json], Json | None]
PONG = {"type": 1}


class BotDouble:
    """`answer` is given each interaction; None is a 202, for bots that called /callback themselves."""

    def __init__(self, public_key: str, answer: Answer) -> None:
        self.answer = answer
        self.interactions: list[Json] = []
        self.events: list[Json] = []
        self.refused = 0
        self._key = VerifyKey(bytes.fromhex(public_key))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def interactions_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/interactions"

    @property
    def events_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/events"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, path: str, raw: bytes, timestamp: str, signature: str) -> tuple[int, Json | None]:
        try:
            self._key.verify(timestamp.encode() + raw, bytes.fromhex(signature))
        except (BadSignatureError, ValueError):
            self.refused += 1
            return 401, None
        body = json.loads(raw)
        if path == "/events":
            self.events += [body] if body["type"] == 1 else []
            return 204, None
        if body["type"] == 1:
            return 200, PONG
        self.interactions.append(body)
        answer = self.answer(body)
        return (202, None) if answer is None else (200, answer)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                timestamp = self.headers.get("x-signature-timestamp", "")
                status, body = bot.take(self.path, raw, timestamp, self.headers.get("x-signature-ed25519", ""))
                content = b"" if body is None else json.dumps(body).encode()
                self.send_response(status)
                if body is not None:
                    self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler
