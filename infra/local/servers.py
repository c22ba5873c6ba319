"""Serves the simulations from threads of the stack's own process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from infra.local.settings import CannotStart

START_SECONDS = 10


class _Server(uvicorn.Server):
    """Says when it answers; uvicorn would have us look again and again."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.answers.set()


@contextmanager
def serving(app: ASGIApp, listener: socket.socket, name: str) -> Iterator[None]:
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name=name)
    thread.start()
    try:
        if not server.answers.wait(START_SECONDS):
            raise CannotStart(f"The {name} did not start.")
        yield
    finally:
        server.should_exit = True
        thread.join()
