"""What an event lists, or why that is not known: its feed, or all of SpeedGaming, may have to be left alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from paddock.discord.text import moment
from paddock.speedgaming.asking import Asking, NotAsked
from paddock.speedgaming.backoff import HOST, Backoff, BackoffStore, answered, failed, forgotten, noted
from paddock.speedgaming.episode import Schedule
from paddock.speedgaming.feed import FeedError, TooManyRequests
from paddock.speedgaming.reporting import Silence
from paddock.speedgaming.window import Window
from paddock.store.change import Delete, Put

BETWEEN_DEMANDS = timedelta(minutes=1)
"""Its operators ask for no more."""

Note = Put | Delete
"""To be written. Lost, it costs a question too many or a cycle's delay, no more."""


class Heard(NamedTuple):
    answer: Schedule | Silence
    note: Note | None = None


class Hearing:
    def __init__(self, asking: Asking, backoffs: BackoffStore, now: datetime) -> None:
        self._asking = asking
        self._backoffs = backoffs
        self._now = now
        self._has_answered = False

    def in_turn(self, event: str, window: Window) -> Heard:
        for backoff in self._known(event):
            if self._now < backoff.until:
                return Heard(Silence(event, backoff.error, asked_now=False))
        heard, before = self._ask(event, window), self._backoffs.find(event)
        if isinstance(heard.answer, Schedule) and before and before.failures:
            return heard._replace(note=forgotten(before))
        return heard

    def on_demand(self, event: str, window: Window) -> Heard:
        """Whatever the back-off says that we have thought of ourselves: somebody wants to know."""
        for backoff in self._known(event):
            if backoff.named and self._now < backoff.named:
                reason = f"SpeedGaming asks to be left alone until {moment(backoff.named, 't')}"
                return Heard(Silence(event, reason, asked_now=False))
            # The same instant is the same demand, delivered once more.
            if backoff.asked and backoff.asked < self._now < backoff.asked + BETWEEN_DEMANDS:
                reason = f"it was asked at {moment(backoff.asked, 'T')}; once a minute is enough"
                return Heard(Silence(event, reason, asked_now=False))
        heard = self._ask(event, window)
        return heard._replace(note=noted(answered(event, self._now))) if isinstance(heard.answer, Schedule) else heard

    def about_all(self) -> Note | None:
        """To be noted once nothing more is asked: a refusal, be it of a schedule or an episode, counts for the host."""
        if self._asking.refusal:
            return noted(failed(self._backoffs.find(HOST), HOST, self._asking.refusal, self._now))
        before = self._backoffs.find(HOST) if self._has_answered else None
        return forgotten(before) if before else None

    def _known(self, event: str) -> Iterator[Backoff]:
        return filter(None, (self._backoffs.find(HOST), self._backoffs.find(event)))

    def _ask(self, event: str, window: Window) -> Heard:
        try:
            schedule = self._asking.schedule(event, window)
        except NotAsked as error:
            return Heard(Silence(event, error.reason, asked_now=False))
        except TooManyRequests as error:
            return Heard(Silence(event, error.reason, asked_now=True))
        except FeedError as error:
            after = failed(self._backoffs.find(event), event, error, self._now)
            return Heard(Silence(event, error.reason, asked_now=True), noted(after))
        self._has_answered = True
        return Heard(schedule)
