"""Rate limits, in real time: a bucket for each route and the thing at its top, and one for everything together."""

import hashlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from infra.local.discord.model import Json


@dataclass(frozen=True)
class Limit:
    requests: int
    seconds: float


GLOBALLY = Limit(50, 1.0)
USUAL = Limit(10, 1.0)
OF_ROUTE = {
    "POST /channels/{channel_id}/messages": Limit(5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": Limit(5, 5.0),
    "PATCH /channels/{channel_id}": Limit(5, 5.0),
    "POST /users/@me/channels": Limit(10, 5.0),
}


@dataclass
class Window:
    ends: float
    used: int = 0


@dataclass(frozen=True)
class Verdict:
    headers: dict[str, str]
    refusal: Json | None
    """The body of a 429, if it is one."""


class RateLimits:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.enabled = True
        self._monotonic = monotonic
        self._windows: dict[str, Window] = {}

    def take(self, route: str, top: str, *, counts_globally: bool) -> Verdict:
        """`top` is the id of the channel, server or webhook that the path begins with."""
        if not self.enabled:
            return Verdict({}, None)
        if counts_globally and (wait := self._count("global", GLOBALLY)[1]):
            return Verdict(
                _retry(wait) | {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, _body(wait, True)
            )
        limit = OF_ROUTE.get(route, USUAL)
        window, wait = self._count(f"{route} {top}", limit)
        headers = self._headers(route, limit, window)
        if wait:
            return Verdict(headers | _retry(wait) | {"X-RateLimit-Scope": "user"}, _body(wait, False))
        return Verdict(headers, None)

    def _count(self, key: str, limit: Limit) -> tuple[Window, float]:
        now = self._monotonic()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = Window(now + limit.seconds)
        if window.used >= limit.requests:
            return window, window.ends - now
        window.used += 1
        return window, 0.0

    def _headers(self, route: str, limit: Limit, window: Window) -> dict[str, str]:
        left = max(0.0, window.ends - self._monotonic())
        return {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(limit.requests - window.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.sha1(route.encode(), usedforsecurity=False).hexdigest()[:20],
        }


def _retry(wait: float) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(wait))}


def _body(wait: float, everywhere: bool) -> Json:
    return {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": everywhere, "code": 0}
