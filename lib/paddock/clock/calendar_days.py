"""Which days a phrase means, for somebody who says it now and here."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from paddock.clock.phrases import CalendarDay, Dates, Day, DaysAhead, Weekday
from paddock.clock.wall import latest

WEEK = timedelta(days=7)
JUST_PASSED = timedelta(days=90)
YEARS_TO_A_LEAP_DAY = 8


def walls(day: Day | None, hour: timedelta, zone: tzinfo, now: datetime) -> list[datetime]:
    """Wall times, more than one where the day is ambiguous. A weekday, or no day at all, means the next one ahead."""
    today = now.astimezone(zone).date()
    match day:
        case None:
            return [_first_ahead((today, today + timedelta(days=1)), hour, zone, now)]
        case Weekday(number, of_next_week=True):
            return [_at(day, hour) for day in sorted(_in_next_week(number, today))]
        case Weekday(number):
            this = today + timedelta(days=(number - today.weekday()) % 7)
            return [_first_ahead((this, this + WEEK), hour, zone, now)]
        case DaysAhead(days):
            return [_at(today + timedelta(days=days), hour)]
        case Dates(dates):
            return [_dated(date, hour, zone, now) for date in dates]


def following(day: Day | None, hour: timedelta, wall: datetime) -> list[datetime]:
    """The next one after `wall` of a date that was typed without a year."""
    if not isinstance(day, Dates) or day.days[0].year:
        return []
    return [next(later for date in _occurrences(day.days[0], wall.year) if (later := _at(date, hour)) > wall)]


def _dated(day: CalendarDay, hour: timedelta, zone: tzinfo, now: datetime) -> datetime:
    """Without a year: the next one, unless it has just passed; then that one, to be refused rather than moved
    by a year."""
    if day.year:
        return _at(date(day.year, day.month, day.day), hour)
    return _first_ahead(_occurrences(day, now.year - 1), hour, zone, now - JUST_PASSED)


def _occurrences(day: CalendarDay, first_year: int) -> Iterator[date]:
    for year in range(first_year, first_year + YEARS_TO_A_LEAP_DAY + 3):
        try:
            yield date(year, day.month, day.day)
        except ValueError:  # 29 February
            continue


def _first_ahead(days: Iterable[date], hour: timedelta, zone: tzinfo, now: datetime) -> datetime:
    return next(wall for day in days if latest(wall := _at(day, hour), zone) > now)


def _in_next_week(number: int, today: date) -> set[date]:
    """`next friday` is the coming one to some, to others the one of next week, which begins on Sunday or Monday."""
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    monday = today + timedelta(days=7 - today.weekday())
    sunday = today + timedelta(days=7 - today.isoweekday() % 7)
    return {coming, monday + timedelta(days=number), sunday + timedelta(days=(number + 1) % 7)}


def _at(day: date, hour: timedelta) -> datetime:
    return datetime.combine(day, time()) + hour
