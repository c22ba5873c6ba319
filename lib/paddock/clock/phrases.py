"""A typed time as a value, before anybody asks what day it is: the day, the wall times that fit, the zone."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Exact:
    """An instant that needs no zone: Discord's `<t:1764615600>`."""

    moment: datetime


@dataclass(frozen=True)
class FromNow:
    """`in 3 hours`: so much later than now, whatever the clocks do in between."""

    wait: timedelta


@dataclass(frozen=True)
class Weekday:
    number: int
    of_next_week: bool = False


@dataclass(frozen=True)
class DaysAhead:
    days: int


@dataclass(frozen=True)
class CalendarDay:
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True)
class Dates:
    """A date of the calendar; several when day and month could be either way round."""

    days: tuple[CalendarDay, ...]


@dataclass(frozen=True)
class WallTimes:
    """Times since the day's 00:00. Several in `said`: nobody told which; in `also`: less likely (7:30 as 19:30)."""

    said: tuple[timedelta, ...]
    also: tuple[timedelta, ...] = ()


@dataclass(frozen=True)
class Between:
    """A part of the day in words: the `morning` of `8 in the morning`."""

    first: timedelta
    last: timedelta


@dataclass(frozen=True)
class InZone:
    """As typed, in lower case: an abbreviation, an IANA name, an offset or a city."""

    word: str


Day = Weekday | DaysAhead | Dates


@dataclass(frozen=True)
class OnTheWall:
    """`friday 8pm`: what a calendar and a clock on a wall show, in the zone that was named or else the person's."""

    day: Day | None = None
    weekday: Weekday | None = None
    times: WallTimes | None = None
    part: Between | None = None
    place: InZone | None = None

    def joined(self, other: "OnTheWall") -> "OnTheWall | None":
        """Both together, or None where both say the same kind of thing."""
        said = {field.name: value for field in fields(other) if (value := getattr(other, field.name)) is not None}
        if any(getattr(self, name) is not None for name in said):
            return None
        return replace(self, **said)


Meaning = Exact | FromNow | OnTheWall
