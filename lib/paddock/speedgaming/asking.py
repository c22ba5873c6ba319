"""One cycle's questions to SpeedGaming: nothing is asked twice, nobody's questions crowd out the others', and once it
asks for silence there is silence."""

import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from paddock.ids import OrganizationId
from paddock.speedgaming.client import SpeedGaming
from paddock.speedgaming.episode import Episode, Schedule
from paddock.speedgaming.feed import FeedError, TooManyRequests
from paddock.speedgaming.window import Window

T = TypeVar("T")

MOST_LOOKED_UP = 20
"""Episodes, one request each; the operators ask for few."""
LEAST_SHARE = 5
"""Of them, for one organization; the next ones begin the next cycle."""


class NotAsked(FeedError):
    """The feed has not failed: the cycle's time or its number of questions is used up, or silence was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not asked in this cycle: {why}")


class Asking:
    def __init__(
        self,
        client: SpeedGaming,
        patience: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`patience`: seconds after which no further question is begun."""
        self._client = client
        self._monotonic = monotonic
        self._give_up = monotonic() + patience
        self._share = MOST_LOOKED_UP
        self._looked_up: Counter[OrganizationId] = Counter()
        self._episodes: dict[int, Episode | FeedError | None] = {}
        self.refusal: TooManyRequests | None = None
        """After it nothing more is asked, neither schedules nor episodes."""

    def share_among(self, organizations: int) -> None:
        self._share = max(LEAST_SHARE, MOST_LOOKED_UP // max(organizations, 1))

    def schedule(self, event: str, window: Window) -> Schedule:
        schedule = self._ask(lambda: self._client.fetch_schedule(event, window.since, window.until))
        self._episodes |= {each.id: each for each in schedule.episodes}
        return schedule

    def episode(self, id: int, whose: OrganizationId) -> Episode | None:
        """None where SpeedGaming clearly says that there is no such episode. What any event lists is known."""
        if id not in self._episodes:
            self._episodes[id] = self._look_up(id, whose)
        answer = self._episodes[id]
        if isinstance(answer, FeedError):
            raise answer
        return answer

    def _look_up(self, id: int, whose: OrganizationId) -> Episode | FeedError | None:
        """Raises `NotAsked`: somebody else may still ask."""
        if self._looked_up.total() >= MOST_LOOKED_UP or self._looked_up[whose] >= self._share:
            raise NotAsked("enough were looked up, the next cycle goes on")
        try:
            return self._ask(lambda: self._fetch_episode(id, whose))
        except NotAsked:
            raise
        except FeedError as error:
            return error

    def _fetch_episode(self, id: int, whose: OrganizationId) -> Episode | None:
        self._looked_up[whose] += 1
        return self._client.fetch_episode(id)

    def _ask(self, question: Callable[[], T]) -> T:
        if self.refusal:
            raise NotAsked("SpeedGaming asks for fewer requests")
        if self._monotonic() > self._give_up:
            raise NotAsked("earlier answers took too long")
        try:
            return question()
        except TooManyRequests as refusal:
            self.refusal = refusal
            raise
