"""The words of a typed time, in English."""

import re
from collections.abc import Iterable
from datetime import timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

WEEKDAY_NUMBERS = {name: at for at, day in enumerate(WEEKDAYS) for name in (day, day[:3])} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
MONTH_NUMBERS = {name: at for at, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5}

UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), timedelta(seconds=1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), timedelta(weeks=1)),
}

DAYS_AHEAD = {
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tmw": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}

PARTS = {
    "morning": (timedelta(hours=1), timedelta(hours=11, minutes=59)),
    "afternoon": (timedelta(hours=12), timedelta(hours=18)),
    "evening": (timedelta(hours=16), timedelta(hours=23, minutes=59)),
    "night": (timedelta(hours=18), timedelta(hours=23, minutes=59)),
    "tonight": (timedelta(hours=17), timedelta(hours=24)),
}

FILLERS = ("at", "on", "the", "of", "time")


def one_of(words: Iterable[str]) -> str:
    """A regular expression's alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
