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
    times: int  # requests that are still to fail
    seconds: float  # how slow slow is


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
    broken: Break | None = field(init=False, default=None)
    requests: deque[Request] = field(init=False)

    def __post_init__(self) -> None:
        self.requests = deque(maxlen=REQUESTS_KEPT)
        kept = self._kept()
        if kept is None:
            self.reset()
        else:
            self.episodes = kept

    def reset(self) -> None:
        """The samples anew, from the day that it is now, and nothing broken."""
        midnight = self.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.episodes = sample_episodes(midnight, self.people)
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
        blank = episode(number, OPEN, self.now().replace(microsecond=0), match(number, []))
        self.episodes[number] = (known or blank) | changes
        self._keep()
        return self.episodes[number], known is None

    def remove(self, number: int) -> bool:
        removed = self.episodes.pop(number, None)
        self._keep()
        return removed is not None

    def next_failure(self) -> Break | None:
        """Uses up one of the times that the feed is to fail."""
        failure = self.broken
        if failure is not None:
            failure.times -= 1
            if failure.times <= 0:
                self.broken = None
        return failure

    def logged(self) -> list[Json]:
        return [asdict(request) for request in self.requests]

    def _kept(self) -> dict[int, Json] | None:
        if self.folder is None or not self._file(self.folder).exists():
            return None
        kept = json.loads(self._file(self.folder).read_text("utf-8"))
        return {int(number): told for number, told in kept.items()}

    def _keep(self) -> None:
        """Written beside and moved into place, so that a kill in between leaves a whole file."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        written = self._file(self.folder).with_suffix(".new")
        written.write_text(json.dumps(self.episodes), "utf-8")
        written.replace(self._file(self.folder))

    @staticmethod
    def _file(folder: Path) -> Path:
        return folder / "feed.json"


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
