"""The limit of all calls together, of which Discord's headers tell only when it is passed."""

from collections import Counter

from paddock.telemetry import Stopwatch

MOST_IN_A_SECOND = 5
"""Of one lane, where Discord takes 50 of all. One worker at a time works a lane off. What has begun is not interrupted:
a forfeit makes three calls, so a second may have seven."""
MOST_AT_ONCE = 3


class Pace:
    def __init__(self, most: int = MOST_IN_A_SECOND) -> None:
        self._most = most
        self._seconds: dict[str, Stopwatch] = {}
        self._made: Counter[str] = Counter()

    def rest(self, lane: str, calls: int) -> float:
        """Seconds without a call in the lane, after so many more. Whoever is told of them takes them."""
        if lane not in self._seconds or self._seconds[lane].milliseconds >= 1000:
            self._seconds[lane], self._made[lane] = Stopwatch(), 0
        self._made[lane] += calls
        if self._made[lane] < self._most:
            return 0.0
        return max(1 - self._seconds.pop(lane).milliseconds / 1000, 0.0)
