"""How a typed time names its hour, and the zone that the hour is in."""

from datetime import timedelta

from paddock.clock import abbreviations, zones
from paddock.clock.phrases import InZone, OnTheWall, WallTimes

NOON = timedelta(hours=12)
DAY = timedelta(days=1)
WIDEST_OFFSET_HOURS = 14

TWELVE_HOURS = r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?(?: ?([ap])\.?m\.?|([ap]))"
TWENTY_FOUR_HOURS = r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?(?: ?h)?"
HOURS_WITH_H = r"([01]?[0-9]|2[0-3]) ?h(?:our)?(?: ?([0-5][0-9]))?"
NOON_OR_MIDNIGHT = r"(noon|midday|midnight)"
BARE_HOUR = r"(at )?([01]?[0-9]|2[0-3])( ?o'?clock)?(?! (?:[ap]\.?m|h)\b)"
OFFSET = r"(?:utc|gmt)? ?([+-])([0-9]{2})(?::?([0-5][0-9]))?"
SHORT_OFFSET = r"(?:utc|gmt) ?([+-])([0-9])(?::([0-5][0-9]))?"
ZONE_WORD = r"([a-z]+(?:/[a-z0-9_+-]+)*)"


def twelve_hours(hour: str, minute: str | None, half: str | None, short_half: str | None) -> OnTheWall:
    afternoon = (half or short_half) == "p"
    return said(wall_time(int(hour) % 12 + (12 if afternoon else 0), minute))


def twenty_four_hours(hour: str, minute: str, second: str | None, fraction: str | None) -> OnTheWall:
    time = wall_time(int(hour), minute) + timedelta(seconds=float(f"{second or 0}.{fraction or 0}"))
    maybe_evening = not hour.startswith("0") and int(hour) < 12 and not second
    return OnTheWall(times=WallTimes((time,), (time + NOON,) if maybe_evening else ()))


def hours_with_h(hour: str, minute: str | None) -> OnTheWall:
    return said(wall_time(int(hour), minute))


def noon_or_midnight(word: str) -> OnTheWall:
    """The midnight of a day is its beginning to some, its end to others."""
    return said(timedelta(), DAY) if word == "midnight" else said(NOON)


def bare_hour(at: str | None, hour: str, o_clock: str | None) -> OnTheWall:
    """`8` is 20:00 or 08:00; a `20` that nothing marks as an hour may be a day, so it is only offered."""
    time = wall_time(int(hour))
    if 1 <= int(hour) <= 12:
        return said(timedelta(hours=int(hour) % 12 + 12), timedelta(hours=int(hour) % 12))
    return said(time) if at or o_clock else OnTheWall(times=WallTimes((), (time,)))


def offset(sign: str, hours: str, minutes: str | None) -> OnTheWall | None:
    if int(hours) > WIDEST_OFFSET_HOURS:
        return None
    return OnTheWall(place=InZone(f"{sign}{hours:0>2}:{minutes or '00'}"))


def zone_word(word: str) -> OnTheWall | None:
    known = word in abbreviations.UTC_WORDS or abbreviations.places(word) or ("/" in word and zones.is_name(word))
    return OnTheWall(place=InZone(word)) if known else None


def city(words: str) -> OnTheWall | None:
    found = zones.city_zone(words.removeprefix("in "))
    return OnTheWall(place=InZone(found.lower())) if found else None


def said(*times: timedelta) -> OnTheWall:
    return OnTheWall(times=WallTimes(times))


def wall_time(hour: int, minute: str | None = None) -> timedelta:
    return timedelta(hours=hour, minutes=int(minute or 0))
