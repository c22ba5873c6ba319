"""Discord and SpeedGaming as the schedules and the notices meet them, in memory: each call counted, limits kept.

Time passes only where somebody waits, which is the hardest case: all calls between two waits come at one instant.
"""

import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import httpx

from infra.bench.posts import APPLICATION
from infra.bench.product import environment
from paddock.settings import Settings
from paddock.wiring import Wiring

BOT = "1801"
BASE = "http://outside.invalid"
DISCORD, FEED = f"{BASE}/discord", f"{BASE}/feed"
PER_SECOND = 10
"""Calls that a bucket takes in a second: a route with its first id."""

Json = dict[str, Any]


class Outside:
    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        """By method and kind of route; `429` counts those that came too early."""
        self.now = 0.0
        self.waits: dict[str, float] = defaultdict(float)
        """Seconds by the group that waited: groups wait side by side."""
        self.events: dict[str, list[Json]] = defaultdict(list)
        """By server."""
        self.episodes: list[Json] = []
        self._numbers = itertools.count(1_900_000)
        self._buckets: dict[str, tuple[float, int]] = {}

    def wiring(self) -> Wiring:
        """The product's parts, for which this is all there is outside AWS."""
        wiring = Wiring(replace(Settings.read(environment("")), discord_api_url=DISCORD, speedgaming_api_url=FEED))
        wiring.http = httpx.Client(transport=httpx.MockTransport(self._answer))
        return wiring

    def wait(self, seconds: float, group: str) -> None:
        self.now += seconds
        self.waits[group] += seconds

    def list_events(self, guild: str, events: Iterable[Mapping[str, Any]]) -> None:
        self.events[guild] += [dict(each) for each in events]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.startswith("/feed"):
            self.calls["feed"] += 1
            return httpx.Response(200, content=json.dumps(self.episodes))
        path = path.removeprefix("/discord")
        route = f"{request.method} {re.sub(r'[0-9]+', '', path)}"
        bucket = f"{request.method} {path}"
        ends, used = self._buckets.get(bucket, (0.0, 0))
        if ends <= self.now:
            ends, used = self.now + 1.0, 0
        if used >= PER_SECOND:
            self.calls["429"] += 1
            return httpx.Response(429, json={"retry_after": ends - self.now}, headers={"Retry-After": "1"})
        self._buckets[bucket] = (ends, used + 1)
        self.calls[route] += 1
        left = {"X-RateLimit-Remaining": str(PER_SECOND - used - 1), "X-RateLimit-Reset-After": str(ends - self.now)}
        return httpx.Response(200, json=self._told(request, path), headers=left)

    def _told(self, request: httpx.Request, path: str) -> Any:
        if path == "/users/@me":
            return {"id": BOT}
        guild = re.fullmatch(r"/guilds/(\d+)/scheduled-events", path)
        if guild and request.method == "GET":
            return self.events[guild[1]]
        return {"id": str(next(self._numbers)), "application_id": APPLICATION}
