"""A server for which Discord refuses everything, while all others are served."""

from collections import Counter
from typing import Any

import httpx

from functions.interactions import worker
from paddock.wiring import Wiring

SILENT: tuple[int, dict[str, Any]] = (500, {"code": 0, "message": "500: Internal Server Error"})
FORBIDDEN: tuple[int, dict[str, Any]] = (403, {"code": 50013, "message": "Missing Permissions"})


class Refusing(httpx.HTTPTransport):
    """What it refuses never reaches Discord."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, tuple[int, dict[str, Any]]] = {}
        """By server."""
        self.refused: Counter[str] = Counter()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for guild, (status, body) in self.answers.items():
            if f"/guilds/{guild}" in request.url.path:
                self.refused[guild] += 1
                return httpx.Response(status, json=body, request=request)
        return super().handle_request(request)


def a_wiring(transport: Refusing) -> Wiring:
    """Of a worker that calls Discord that way."""
    wiring = Wiring(worker.WIRING.settings)
    wiring.http = httpx.Client(transport=transport)
    return wiring
