"""One cycle's questions to SpeedGaming: nothing is asked twice, and a slow feed does not take the whole cycle."""

import time
from collections.abc import Callable

from paddock.speedgaming.client import SpeedGaming
from paddock.speedgaming.episode import Episode, Schedule
from paddock.speedgaming.feed import FeedError
from paddock.speedgaming.window import Window

MOST_LOOKED_UP = 20
"""Episodes, one request each; the operators ask for few."""


class Asking:
    def __init__(self, client: SpeedGaming, patience: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`patience`: seconds after which no further question is begun."""
        self._client = client
        self._monotonic = monotonic
        self._give_up = monotonic() + patience
        self._looked_up = 0
        self._episodes: dict[int, Episode | FeedError | None] = {}

    def schedule(self, event: str, window: Window) -> Schedule:
        self._check_time()
        schedule = self._client.fetch_schedule(event, window.since, window.until)
        self._episodes |= {each.id: each for each in schedule.episodes}
        return schedule

    def episode(self, id: int) -> Episode | None:
        """None where SpeedGaming clearly says that there is no such episode. What any event lists is known."""
        if id not in self._episodes:
            self._episodes[id] = self._look_up(id)
        answer = self._episodes[id]
        if isinstance(answer, FeedError):
            raise answer
        return answer

    def _look_up(self, id: int) -> Episode | FeedError | None:
        try:
            self._check_time()
            if self._looked_up == MOST_LOOKED_UP:
                raise FeedError(f"{MOST_LOOKED_UP} were looked up already, the next cycle goes on")
            self._looked_up += 1
            return self._client.fetch_episode(id)
        except FeedError as error:
            return error

    def _check_time(self) -> None:
        if self._monotonic() > self._give_up:
            raise FeedError("its earlier answers took too long, the next cycle asks again")
