"""The zone that a typed time names: `8pm EST`, `19:00 UTC`, `8pm Europe/Berlin`, `8pm new york`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from paddock.clock import abbreviations, zones
from paddock.clock.phrases import InZone
from paddock.clock.refusals import UnreadableTime, code, either, quote
from paddock.clock.wall import instants


@dataclass(frozen=True)
class Where:
    """`abbreviation`, if one was typed, is to be what the zone calls its time at that moment: `EST` in July fits
    nothing, as whoever writes it may mean either of two hours."""

    zone: tzinfo
    abbreviation: str | None = None

    def instants(self, wall: datetime) -> list[datetime]:
        return [moment for moment in instants(wall, self.zone) if self._is_called_so(moment)]

    def _is_called_so(self, moment: datetime) -> bool:
        name = moment.astimezone(self.zone).tzname() or ""
        return self.abbreviation is None or not name.isalpha() or name.lower() == self.abbreviation


def where(place: InZone | None, own: ZoneInfo, now: datetime) -> Where:
    if place is None:
        return Where(own)
    if place.word in abbreviations.UTC_WORDS:
        return Where(UTC)
    if place.word[0] in "+-":
        return Where(_offset(place.word))
    if zones.is_name(place.word):
        return Where(zones.named(place.word))
    if place.word in abbreviations.ALL_YEAR:
        return Where(ZoneInfo(abbreviations.ALL_YEAR[place.word]))
    if place.word in _own_abbreviations(own, now):
        return Where(own, place.word)
    meant = abbreviations.places(place.word)
    if len(meant) > 1:
        examples = either(code(f"8pm {name}") for name in meant)
        raise UnreadableTime(f"{quote(place.word.upper())} is the name of several zones. Name the place: {examples}.")
    return Where(ZoneInfo(meant[0]), place.word)


def _offset(text: str) -> timezone:
    hours, minutes = int(text[1:3]), int(text[4:6])
    east = timedelta(hours=hours, minutes=minutes)
    return timezone(east if text[0] == "+" else -east)


def _own_abbreviations(own: ZoneInfo, now: datetime) -> set[str]:
    return {(datetime(now.year, month, 1, tzinfo=own).tzname() or "").lower() for month in (1, 7)}
