"""How a typed time names its day."""

from collections.abc import Iterable
from datetime import date

from paddock.clock.phrases import Between, CalendarDay, Dates, DaysAhead, OnTheWall, Weekday
from paddock.clock.vocabulary import DAYS_AHEAD, MONTH_NUMBERS, NUMBERS, PARTS, WEEKDAY_NUMBERS, one_of

MONTH = rf"({one_of(MONTH_NUMBERS)})\.?"
ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?"
YEAR = r"(?: ([0-9]{4}))?"
YEARS = range(1970, 2200)
A_LEAP_YEAR = 2000

ISO_DATE = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
NUMERIC_DATE = r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})|\.)?"
DAY_MONTH = rf"{ORDINAL} ?(?:of )?{MONTH}{YEAR}"
MONTH_DAY = rf"{MONTH} ?{ORDINAL}{YEAR}"
WEEKDAY = rf"(next |this |coming )?({one_of(WEEKDAY_NUMBERS)})\.?"
NEAR_DAY = rf"({one_of(DAYS_AHEAD)})"
IN_DAYS = rf"in ([0-9]{{1,3}}|{one_of(word for word, n in NUMBERS.items() if n >= 1)}) (day|week)s?"
DAYS_AGO = r"([0-9]{1,3}) days? ago"
PART = rf"(this |at |in the )?({one_of(PARTS)})"


def iso_date(year: str, _: str, month: str, day: str) -> OnTheWall | None:
    return dated([calendar_day(day, month, year)])


def numeric_date(first: str, _: str, second: str, year: str | None) -> OnTheWall | None:
    if not year:
        return dated([calendar_day(first, second), calendar_day(second, first)])
    if len(year) == 4:
        return dated([calendar_day(first, second, year), calendar_day(second, first, year)])
    readings = ((first, second, year), (second, first, year), (year, second, first))
    return dated([calendar_day(day, month, f"20{short:0>2}") for day, month, short in readings])


def day_month(day: str, month: str, year: str | None) -> OnTheWall | None:
    return dated([calendar_day(day, MONTH_NUMBERS[month], year)])


def month_day(month: str, day: str, year: str | None) -> OnTheWall | None:
    return day_month(day, month, year)


def weekday(which: str | None, name: str) -> OnTheWall:
    return OnTheWall(weekday=Weekday(WEEKDAY_NUMBERS[name], of_next_week=which == "next "))


def near_day(name: str) -> OnTheWall:
    return OnTheWall(day=DaysAhead(DAYS_AHEAD[name]))


def in_days(number: str, unit: str) -> OnTheWall:
    count = int(NUMBERS.get(number) or number)
    return OnTheWall(day=DaysAhead(count * (7 if unit == "week" else 1)))


def days_ago(number: str) -> OnTheWall:
    return OnTheWall(day=DaysAhead(-int(number)))


def part(lead: str | None, name: str) -> OnTheWall:
    today = DaysAhead(0) if lead == "this " or name == "tonight" else None
    return OnTheWall(day=today, part=Between(*PARTS[name]))


def calendar_day(day: str, month: str | int, year: str | None = None) -> CalendarDay | None:
    try:
        there = date(int(year or A_LEAP_YEAR), int(month), int(day))
    except ValueError:
        return None
    return CalendarDay(there.month, there.day, there.year if year else None) if there.year in YEARS else None


def dated(readings: Iterable[CalendarDay | None]) -> OnTheWall | None:
    days = tuple(dict.fromkeys(day for day in readings if day))
    return OnTheWall(day=Dates(days)) if days else None
