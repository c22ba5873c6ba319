"""From typed text to what it may mean. What isn't understood entirely isn't read at all: a time that is refused
costs a second try, a time that is guessed costs a match."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from paddock.clock import days, hours
from paddock.clock.instants import UNIX_EPOCH
from paddock.clock.phrases import Exact, Meaning, OnTheWall, WallTimes
from paddock.clock.vocabulary import FILLERS, one_of
from paddock.clock.waits import from_now, may_be_a_clock

DISCORD_TIMESTAMP = re.compile(r"<t:(-?[0-9]{1,10})(?::[tdfsr])?>")
FILLER = re.compile(rf"({one_of(FILLERS)})(?= |$)")
WORD = re.compile(r"([a-z][a-z'.-]*)(?= |$)")

RULES: tuple[tuple[re.Pattern[str], Callable[..., OnTheWall | None]], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?= |$)"), made)
    for pattern, made in (
        (hours.TWELVE_HOURS, hours.twelve_hours),
        (hours.TWENTY_FOUR_HOURS, hours.twenty_four_hours),
        (hours.HOURS_WITH_H, hours.hours_with_h),
        (hours.NOON_OR_MIDNIGHT, hours.noon_or_midnight),
        (days.ISO_DATE, days.iso_date),
        (days.NUMERIC_DATE, days.numeric_date),
        (days.DAY_MONTH, days.day_month),
        (days.MONTH_DAY, days.month_day),
        (days.WEEKDAY, days.weekday),
        (days.NEAR_DAY, days.near_day),
        (days.IN_DAYS, days.in_days),
        (days.DAYS_AGO, days.days_ago),
        (days.PART, days.part),
        (hours.OFFSET, hours.offset),
        (hours.SHORT_OFFSET, hours.offset),
        (hours.ZONE_WORD, hours.zone_word),
        (hours.BARE_HOUR, hours.bare_hour),
    )
)


def meanings(text: str) -> list[Meaning]:
    """Every way to read the text; none when some of it isn't understood."""
    typed = simplified(text)
    if timestamp := DISCORD_TIMESTAMP.fullmatch(typed):
        return [Exact(UNIX_EPOCH + timedelta(seconds=int(timestamp[1])))]
    wait = from_now(typed)
    if wait and not may_be_a_clock(typed):
        return [wait]
    return [meaning for meaning in (on_the_wall(typed), wait) if meaning]


def simplified(text: str) -> str:
    """Lower case, single spaces, and ISO 8601's parts (`2026-12-01T19:00Z`) set apart."""
    typed = " ".join(text.lower().replace(",", " ").replace("@", " at ").split())
    typed = re.sub(r"(?<=[0-9])t(?=[0-9])", " ", typed)
    return re.sub(r"(:[0-9]{2}(?:\.[0-9]+)?)(z|[+-][0-9]{2}(?::?[0-9]{2})?)(?= |$)", r"\1 \2", typed)


def on_the_wall(typed: str) -> OnTheWall | None:
    """Pieces in any order, each kind at most once, with nothing left over."""
    phrase: OnTheWall | None = OnTheWall()
    unknown: list[str] = []
    while typed and phrase:
        piece, end = first_piece(typed)
        if piece:
            phrase = phrase.joined(piece)
        elif word := WORD.match(typed):
            unknown.append(word[1])
            end = word.end()
        else:
            return None
        typed = typed[end:].lstrip()
    return finished(phrase, " ".join(unknown)) if phrase else None


def first_piece(typed: str) -> tuple[OnTheWall | None, int]:
    for pattern, made in RULES:
        if (match := pattern.match(typed)) and (piece := made(*match.groups())):
            return piece, match.end()
    if filler := FILLER.match(typed):
        return OnTheWall(), filler.end()
    return None, 0


def finished(phrase: OnTheWall, unknown: str) -> OnTheWall | None:
    if unknown:
        place = hours.city(unknown) if phrase.times else None
        return finished(located, "") if place and (located := phrase.joined(place)) else None
    if not (phrase.day or phrase.weekday or phrase.times):
        return None
    return narrowed(phrase) if phrase.part and phrase.times else phrase


def narrowed(phrase: OnTheWall) -> OnTheWall | None:
    """`tonight 9` is 21:00; a time outside of the part of the day isn't understood."""
    assert phrase.part
    assert phrase.times
    fitting = [
        time for time in (*phrase.times.said, *phrase.times.also) if phrase.part.first <= time <= phrase.part.last
    ]
    return replace(phrase, times=WallTimes(tuple(fitting))) if fitting else None
