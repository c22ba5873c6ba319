"""Time zones by the names that people know: IANA's, a city, a country that has only one."""

import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from paddock.clock import abbreviations
from paddock.clock.refusals import UnknownZone, code, either, quote

LONGEST = 64
CHOICES = 25

POPULAR = (
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Toronto",
    "America/Vancouver",
    "America/Mexico_City",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Amsterdam",
    "Europe/Stockholm",
    "Europe/Warsaw",
    "Europe/Helsinki",
    "Europe/Moscow",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)

OTHER_CITIES = {
    "america/new_york": ("boston", "washington", "philadelphia", "miami", "atlanta"),
    "america/chicago": ("houston", "dallas", "austin", "minneapolis"),
    "america/los_angeles": ("san francisco", "seattle", "portland", "las vegas"),
    "america/toronto": ("montreal", "ottawa"),
    "america/sao_paulo": ("rio de janeiro",),
    "asia/kolkata": ("calcutta", "mumbai", "delhi", "bangalore"),
    "asia/shanghai": ("beijing",),
    "asia/tokyo": ("osaka",),
    "australia/sydney": ("canberra",),
    "asia/ho_chi_minh": ("saigon", "hanoi"),
    "europe/berlin": ("munich", "hamburg", "cologne", "frankfurt"),
    "europe/kyiv": ("kiev",),
    "europe/london": ("manchester", "edinburgh", "glasgow", "cardiff"),
    "europe/madrid": ("barcelona",),
    "europe/rome": ("milan",),
}

OTHER_COUNTRIES = {"US": "usa america", "GB": "uk great england scotland wales", "NL": "holland", "CZ": "czechia"}


class Place(NamedTuple):
    """A zone that somebody lives in; every text is folded for comparing."""

    name: str
    city: str
    other_cities: tuple[str, ...]
    code: str
    country: str
    words: tuple[str, ...]


def zone(name: str) -> ZoneInfo:
    folded = fold(name[:LONGEST])
    if found := city_zone(folded) or _countries().get(folded) or _names().get(folded.replace(" ", "_")):
        return ZoneInfo(found)
    if meant := abbreviations.places(folded):
        raise UnknownZone(f"{quote(name)} is not a zone of its own. Pick the place: {either(map(code, meant))}.")
    is_offset = any(character.isdigit() for character in folded)
    near = ([] if is_offset else suggest_zones(name, limit=3)) or ["Europe/Berlin", "America/New_York"]
    raise UnknownZone(f"I can't read {quote(name)} as a time zone. Try {either(map(code, near))}.")


def is_name(lower: str) -> bool:
    return lower in _names()


def named(lower: str) -> ZoneInfo:
    return ZoneInfo(_names()[lower])


def city_zone(folded: str) -> str | None:
    return _cities().get(folded)


def suggest_zones(text: str, limit: int = CHOICES) -> list[str]:
    """Names to choose from, best first, for a name, city, country or abbreviation that is still being typed."""
    sought = fold(text[:LONGEST])
    if not sought:
        return list(POPULAR[:limit])
    meant = abbreviations.places(sought)
    ranked = sorted((rank, at, place.name) for at, place in enumerate(_places()) if (rank := _rank(place, sought)))
    exact = [_names()[key]] if (key := sought.replace(" ", "_")) in _names() else []
    found = list(dict.fromkeys([*meant, *(name for _, _, name in ranked), *exact]))
    return (found or _misspelt(sought))[:limit]


def fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.lower().replace("_", " ").split())


def _rank(place: Place, sought: str) -> int | None:
    """1 is best, None is no match."""
    cities = (place.city, *place.other_cities)
    if sought in cities:
        return 1
    if sought == place.code or sought in place.words or any(city.startswith(sought) for city in cities):
        return 2
    if fold(place.name).startswith(sought) or place.country.startswith(sought):
        return 3
    if all(any(word.startswith(part) for word in place.words) for part in sought.replace("/", " ").split()):
        return 4
    return 5 if len(sought) > 2 and sought in fold(place.name) else None


def _misspelt(sought: str) -> list[str]:
    from difflib import get_close_matches  # rarely needed, and 10 ms to import

    return [_cities()[city] for city in get_close_matches(sought, _cities(), n=3, cutoff=0.75)]


@cache
def _names() -> dict[str, str]:
    """Every name in the tz database but its placeholder and the bare abbreviations, by its folded form."""
    names = [name for name in _lines("zones") if name != "Factory" and not abbreviations.places(name.lower())]
    return {name.lower(): name for name in names} | dict.fromkeys(abbreviations.UTC_WORDS - {"gmt"}, "UTC")


@cache
def _cities() -> dict[str, str]:
    return {city: place.name for place in reversed(_places()) for city in (*place.other_cities, place.city) if city}


@cache
def _countries() -> dict[str, str]:
    """The countries with a single zone."""
    zones = Counter(place.country for place in _places())
    return {place.country: place.name for place in _places() if zones[place.country] == 1 and place.country}


@cache
def _places() -> tuple[Place, ...]:
    """UTC and the zones of the tz database's list for choosing, popular ones first."""
    countries = dict(row.split("\t") for row in _lines("zoneinfo/iso3166.tab"))
    rows = [row.split("\t") for row in _lines("zoneinfo/zone.tab")]
    found = [Place("UTC", "utc", (), "", "", ("utc", "coordinated", "universal"))]
    found += [_place(name, country, countries[country], " ".join(comments)) for country, _, name, *comments in rows]
    popular = {name: at for at, name in enumerate(POPULAR)}
    return tuple(sorted(found, key=lambda place: popular.get(place.name, len(popular))))


def _place(name: str, country_code: str, country: str, comments: str) -> Place:
    city = fold(name.rpartition("/")[2])
    others = OTHER_CITIES.get(name.lower(), ())
    said = fold(
        " ".join([name, *others, country, comments.partition("(except")[0], OTHER_COUNTRIES.get(country_code, "")])
    )
    words = tuple("".join(c if c.isalnum() else " " for c in said).split())
    return Place(name, city, others, country_code.lower(), fold(country), words)


def _lines(file: str) -> list[str]:
    from importlib.resources import files  # 25 ms that only a cold lookup by city pays

    text = files("tzdata").joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
