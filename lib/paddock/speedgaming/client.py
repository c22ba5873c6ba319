"""Fetches SpeedGaming's feed; whatever goes wrong on the way is a `FeedError` that says so in words."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import httpx

from paddock.speedgaming.episode import Episode, Schedule
from paddock.speedgaming.feed import FeedError, TooManyRequests, parse_episode, parse_schedule

USER_AGENT = "Paddock/0.1 (Discord bot for race and tournament communities; one request per event and cycle)"
SIZE_LIMIT = 16 * 1024 * 1024  # bytes, unpacked
TIMEOUT = httpx.Timeout(8.0, connect=3.0)  # seconds that may pass in silence
DEADLINE = 12.0  # seconds for a whole answer, however diligently it trickles: a worker has 20 for its job


class SpeedGaming:
    """The content type is ignored: the feed sends its JSON as text/html."""

    def __init__(
        self,
        base_url: str,
        http: httpx.Client,
        *,
        timeout: httpx.Timeout = TIMEOUT,
        deadline: float = DEADLINE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._http = http
        self._timeout = timeout
        self._deadline = deadline
        self._monotonic = monotonic

    def fetch_schedule(self, slug: str, since: datetime, until: datetime) -> Schedule:
        """The episodes of the event from `since` to `until`, both aware."""
        asked = {"event": slug, "from": _iso(since), "to": _iso(until)}
        return parse_schedule(self._fetch("schedule", asked))

    def fetch_episode(self, id: int) -> Episode | None:
        """None where SpeedGaming clearly says that there is no such episode."""
        episode = parse_episode(self._fetch("episode", {"id": str(id)}))
        if episode is not None and episode.id != id:
            raise FeedError(f"it answered with episode {episode.id} when asked for {id}")
        return episode

    def _fetch(self, name: str, params: Mapping[str, str]) -> bytes:
        try:
            with self._http.stream(
                "GET",
                f"{self._base}/{name}/",  # without the last slash it redirects
                params=params,
                headers={"User-Agent": USER_AGENT, "Accept": "application/json, text/html"},
                timeout=self._timeout,
            ) as response:
                if response.status_code != httpx.codes.OK:
                    raise _refused(response)
                return self._read(response)
        except httpx.TimeoutException as error:
            raise FeedError("no answer in time") from error
        except httpx.HTTPError as error:
            raise FeedError(f"the connection failed ({type(error).__name__})") from error

    def _read(self, response: httpx.Response) -> bytes:
        give_up = self._monotonic() + self._deadline
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > SIZE_LIMIT:
                raise FeedError(f"the answer is larger than {SIZE_LIMIT // 1024**2} MB")
            if self._monotonic() > give_up:
                raise FeedError(f"the answer was not complete after {self._deadline:.0f} s")
        return bytes(body)


def _refused(response: httpx.Response) -> FeedError:
    kind = TooManyRequests if response.status_code == httpx.codes.TOO_MANY_REQUESTS else FeedError
    return kind(f"HTTP status {response.status_code}", _retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() and len(seconds) < 8 else None


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")
