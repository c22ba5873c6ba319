"""Who asks what a text means, when and where; and what may be offered to them instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from paddock.clock.refusals import AmbiguousTime, PastTime, TimeTooFar, UnreadableTime, code, either, quote
from paddock.clock.wording import day_text, typed

FARTHEST = timedelta(days=2 * 366)
MOST_OFFERS = 5


@dataclass(frozen=True)
class Reading:
    """`also`: what else the person may have meant, though less likely."""

    moment: datetime
    also: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Question:
    text: str
    zone: ZoneInfo
    now: datetime
    past: bool = False

    def possible(self, moments: Iterable[datetime]) -> list[datetime]:
        """Those that read() would accept, each once."""
        fit = [moment for moment in moments if (self.past or moment > self.now) and moment <= self.now + FARTHEST]
        return list(dict.fromkeys(fit))[:MOST_OFFERS]

    def checked(self, reading: Reading) -> Reading:
        moment = reading.moment
        if moment > self.now + FARTHEST:
            raise TimeTooFar(f"{self.shown(moment)} is more than two years ahead. Type an earlier time.")
        if moment <= self.now and not self.past:
            offers = self.possible(reading.also)
            hint = f"Type {self.choice(offers)} if you mean that." if offers else f"Try {self.examples()}."
            raise PastTime(f"{self.shown(moment)} has passed. {hint}", offers)
        return Reading(moment, tuple(self.possible(reading.also)))

    def unreadable(self) -> UnreadableTime:
        return UnreadableTime(f"I can't read {quote(self.text)} as a time. Try {self.examples()}.")

    def asked_again(
        self, fact: str, moments: Iterable[datetime], refusal: type[AmbiguousTime] = AmbiguousTime
    ) -> UnreadableTime:
        offers = self.possible(moments)
        if not offers:
            return self.unreadable()
        return refusal(f"{quote(self.text)} {fact}. Type {self.choice(offers)}.", offers)

    def choice(self, moments: Iterable[datetime]) -> str:
        return either(code(typed(moment, self.zone)) for moment in moments)

    def shown(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{day_text(local)}, {local:%H:%M} ({self.zone})"

    def examples(self) -> str:
        return either(map(code, examples(self.now)))


def examples(now: datetime) -> tuple[str, ...]:
    return "friday 8pm", "tomorrow 19:30", "in 3 hours", f"{now + timedelta(days=9):%Y-%m-%d} 19:00"
