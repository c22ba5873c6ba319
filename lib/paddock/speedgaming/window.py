"""Which part of an event's schedule is imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BEHIND = timedelta(hours=2)
BLURRED = timedelta(minutes=30)
"""The feed cuts by the broadcast, which may begin that long before or after the match: at the edges of the window a
match that is not listed has not vanished."""


@dataclass(frozen=True)
class Window:
    since: datetime
    until: datetime

    @classmethod
    def ahead(cls, days: int, now: datetime) -> "Window":
        return cls(now - BEHIND, now + timedelta(days=days))

    @classmethod
    def around(cls, windows: Iterable["Window"]) -> "Window":
        several = list(windows)
        return cls(min(each.since for each in several), max(each.until for each in several))

    def covers(self, moment: datetime) -> bool:
        return self.since <= moment <= self.until

    def is_ahead(self, moment: datetime) -> bool:
        """Still to come, however far."""
        return moment >= self.since + BEHIND

    def surely_covers(self, moment: datetime) -> bool:
        return self.since + BLURRED <= moment <= self.until - BLURRED
