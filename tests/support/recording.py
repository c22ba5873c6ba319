"""What the bot sends to Discord and answers to it, byte for byte, for somebody else to judge."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from functions.interactions import app, worker
from tests.support.uploads import parts


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: Any


@dataclass(frozen=True)
class Answer:
    """To an interaction, or to a webhook event."""

    path: str
    status: int
    body: Any


@dataclass
class Recording:
    requests: list[Request] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def door(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        """The product's own door, watched."""
        answered = app.handler(event, context)
        body = json.loads(answered["body"]) if answered["body"] else None
        self.answers.append(Answer(event["rawPath"], answered["statusCode"], body))
        return answered

    def sent(self, request: httpx.Request) -> None:
        base = httpx.URL(worker.WIRING.settings.discord_api_url).path.rstrip("/")
        form = parts(request)
        content = form["payload_json"].content if form else request.read()
        body = json.loads(content) if content else None
        self.requests.append(Request(request.method, request.url.path.removeprefix(base), body))


@contextlib.contextmanager
def recorded() -> Iterator[Recording]:
    """People whose `target` is the recording's `door` have their answers recorded."""
    recording, http = Recording(), worker.WIRING.http
    http.event_hooks = {"request": [recording.sent]}
    try:
        yield recording
    finally:
        http.event_hooks = {}
