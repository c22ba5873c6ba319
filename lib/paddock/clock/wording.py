"""Instants in words, the same in every locale: what autocomplete shows, and what can be typed to mean them."""

from datetime import UTC, datetime, timedelta, tzinfo

from paddock.clock.vocabulary import MONTHS, WEEKDAYS
from paddock.clock.wall import instants

LONGEST_LABEL = 100


def label(moment: datetime, zone: tzinfo, now: datetime) -> str:
    """`Fri 27 Nov 2026, 20:00 Europe/Berlin (in 5 days)`."""
    local = moment.astimezone(zone)
    text = f"{WEEKDAYS[local.weekday()][:3].title()} {day_text(local)}, {local:%H:%M} {zone} ({distance(moment, now)})"
    return text[:LONGEST_LABEL]


def value(moment: datetime) -> str:
    """Text without a zone to misunderstand: `2026-11-27T19:00Z`."""
    return _iso(moment.astimezone(UTC)).replace("+00:00", "Z")


def typed(moment: datetime, zone: tzinfo) -> str:
    """What to type in this zone for this very instant: `27 Nov 2026 20:00`, with an offset where that comes twice."""
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None)
    if wall.second or wall.microsecond or len(instants(wall, zone)) > 1:
        return _iso(local)
    return f"{day_text(local)} {local:%H:%M}"


def day_text(day: datetime) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"


def distance(moment: datetime, now: datetime) -> str:
    """Rounded down, in the largest unit of which there are two, or at least one."""
    away = abs(moment - now)
    if away < timedelta(minutes=1):
        return "now"
    for unit, size in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        count = away // size
        if count >= 2 or (count and unit == "minute"):
            break
    text = f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"in {text}" if moment > now else f"{text} ago"


def _iso(moment: datetime) -> str:
    exact = "auto" if moment.second or moment.microsecond else "minutes"
    return moment.replace(tzinfo=moment.tzinfo).isoformat(timespec=exact)
