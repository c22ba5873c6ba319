"""Attempts at a call to AWS: none that could outlast whoever waits for the answer, and few after a passing failure.

In place of botocore's own retries, whose pauses are up to a second each and know of no deadline. They happen within
one call all the same, so that DynamoDB knows a repeated transaction by its token.
"""

import math
from dataclasses import dataclass
from typing import Any

from paddock.deadline import seconds_left
from paddock.errors import Unavailable
from paddock.outages import is_passing

PAUSE = 0.1
MOST_TRIES = 3
"""Where nobody waits."""


@dataclass(frozen=True)
class Patience:
    who: str
    longest: float
    """Seconds that one attempt may take: the sum of the client's timeouts."""
    hurried_tries: int
    """Where somebody waits."""

    def check_time(self, **_event: Any) -> None:
        if seconds_left() < self.longest:
            raise Unavailable(self.who, "too little time is left")

    def pause(self, response: Any, caught_exception: Exception | None, attempts: int, **_event: Any) -> float | None:
        """Seconds until the next attempt, None where there shall be none."""
        left = seconds_left()
        most = MOST_TRIES if math.isinf(left) else self.hurried_tries
        failed = is_passing(caught_exception, response[1] if response else {})
        return PAUSE if failed and attempts < most and left >= PAUSE + self.longest else None
