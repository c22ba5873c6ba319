"""What the simulated feed holds: its episodes (kept in a file, if a folder is given), how it is broken, who asked."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from infra.local.feed_samples import EVENTS, OPEN, Json, episode, match, sample_episodes

REQUESTS_KEPT = 1_000
DAYS_WITHOUT_END = 3
KEPT_IN = "episodes.json"
FIRST_OWN = 780001
"""The number of the first episode that is added by hand where no greater one is known."""


class How(StrEnum):
    """The ways in which the feed can fail."""

    DOWN = "down"
    GARBAGE = "garbage"
    ERROR = "error"
    OBJECT = "object"
    SLOW = "slow"
    HTML = "html"


@dataclass
class Break:
    how: How
    times: int | None
    """Requests that are still to fail; None: all, until it is mended."""
    seconds: float
    """How slow slow is."""


@dataclass(frozen=True)
class Request:
    at: str
    path: str
    query: Mapping[str, str]
    user_agent: str
    broken: How | None


@dataclass
class FeedState:
    now: Callable[[], datetime]
    people: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    episodes: dict[int, Json] = field(init=False)
    removed: dict[int, Json] = field(init=False)
    """Of these the feed says that there is no such episode, until they are brought back."""
    broken: Break | None = field(init=False, default=None)
    requests: deque[Request] = field(init=False)

    def __post_init__(self) -> None:
        self.requests = deque(maxlen=REQUESTS_KEPT)
        if self.folder and (self.folder / KEPT_IN).exists():
            kept = json.loads((self.folder / KEPT_IN).read_text("utf-8"))
            self.episodes, self.removed = _by_number(kept["listed"]), _by_number(kept["removed"])
        else:
            self.reset()

    def reset(self) -> None:
        """The samples anew, from the day that it is now, and nothing broken."""
        midnight = self.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.episodes, self.removed = sample_episodes(midnight, self.people), {}
        self.broken = None
        self._keep()

    def listed(self, slug: str, since: datetime | None, until: datetime | None) -> list[Json]:
        """As the true feed does: by the time of the broadcast, and only a few days where no end is named."""
        since = since or self.now()
        until = until or since + timedelta(days=DAYS_WITHOUT_END)
        of_event = [e for e in self.episodes.values() if _slug(e) == slug]
        return sorted((e for e in of_event if _within(e, since, until)), key=lambda e: str(e.get("when")))

    def put(self, number: int, changes: Json) -> tuple[Json, bool]:
        """Changes the named keys, or adds an episode of which nothing else is set; true where it is new."""
        known = self.episodes.get(number)
        return self.replace(number, (known or self.blank(number)) | changes), known is None

    def blank(self, number: int, event: str = OPEN) -> Json:
        return episode(number, event, self.now().replace(second=0, microsecond=0), match(number, []))

    def replace(self, number: int, told: Json) -> Json:
        self.episodes[number] = told
        self.removed.pop(number, None)
        self._keep()
        return told

    def remove(self, number: int) -> bool:
        return self._move(number, self.episodes, self.removed)

    def bring_back(self, number: int) -> bool:
        return self._move(number, self.removed, self.episodes)

    def _move(self, number: int, source: dict[int, Json], target: dict[int, Json]) -> bool:
        told = source.pop(number, None)
        if told is None:
            return False
        target[number] = told
        self._keep()
        return True

    def next_number(self) -> int:
        return max((*self.episodes, *self.removed, FIRST_OWN - 1)) + 1

    def next_failure(self) -> Break | None:
        """Uses up one of the times that the feed is to fail."""
        failure = self.broken
        if failure is not None and failure.times is not None:
            failure.times -= 1
            if failure.times <= 0:
                self.broken = None
        return failure

    def logged(self) -> list[Json]:
        return [asdict(request) for request in self.requests]

    def _keep(self) -> None:
        """Written beside and moved into place, so that a kill in between leaves a whole file."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        written = self.folder / f"{KEPT_IN}.new"
        written.write_text(json.dumps({"listed": self.episodes, "removed": self.removed}), "utf-8")
        written.replace(self.folder / KEPT_IN)


def _by_number(kept: Json) -> dict[int, Json]:
    """JSON's keys are text."""
    return {int(number): told for number, told in kept.items()}


def is_event(slug: str) -> bool:
    return slug in EVENTS


def _slug(told: Json) -> object:
    event = told.get("event")
    return event.get("slug") if isinstance(event, dict) else None


def _within(told: Json, since: datetime, until: datetime) -> bool:
    """An episode whose time was broken on purpose is always listed: else nobody could see how it is treated."""
    try:
        when = datetime.fromisoformat(told["when"])
        return since <= when.replace(tzinfo=when.tzinfo or UTC) <= until
    except (KeyError, TypeError, ValueError):
        return True
