"""What the feed's page shows of its episodes: whatever may have been spoiled in them on purpose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.local.feed_numbers import CREW, MATCHES, listed, players_of
from infra.local.feed_samples import EVENTS, Json
from infra.local.feed_state import FeedState

ROLES = {"commentators": "Commentators", "trackers": "Trackers", "broadcasters": "Broadcasters", "helpers": "Helpers"}


@dataclass(frozen=True)
class Member:
    """Of a crew."""

    place: int
    """In the episode's list."""
    name: str
    linked: bool
    approved: bool


@dataclass(frozen=True)
class Card:
    number: int
    title: str
    time: str
    is_past: bool
    sides: list[list[Mapping[str, object]]]
    channels: str
    crew: dict[str, list[Member]]


@dataclass(frozen=True)
class Event:
    slug: str
    name: str
    cards: list[Card]


def events(state: FeedState) -> list[Event]:
    return [
        Event(slug, str(about["name"]), _cards(state, (e for e in state.episodes.items() if slug_of(e[1]) == slug)))
        for slug, about in EVENTS.items()
    ]


def strays(state: FeedState) -> list[Card]:
    """Of no event that there is."""
    return _cards(state, (e for e in state.episodes.items() if slug_of(e[1]) not in EVENTS))


def removed(state: FeedState) -> list[Card]:
    return _cards(state, state.removed.items())


def slug_of(told: Json) -> str:
    event = told.get("event")
    return str(event.get("slug")) if isinstance(event, dict) else ""


def start_of(told: Json) -> str:
    return str(told.get("whenCountdown") or told.get("when") or "")


def for_field(told: object) -> str:
    """As a browser's field for a time wants it, in UTC; empty where it is none."""
    read = _instant(told)
    return read.strftime("%Y-%m-%dT%H:%M") if read else ""


def broadcast_of(told: Json) -> str:
    """Where it is not the start."""
    return "" if told.get("when") == start_of(told) else for_field(told.get("when"))


def _cards(state: FeedState, episodes: Iterable[tuple[int, Json]]) -> list[Card]:
    return [_card(number, told, state.now()) for number, told in sorted(episodes, key=lambda e: start_of(e[1]))]


def _card(number: int, told: Json, now: datetime) -> Card:
    start = _instant(start_of(told))
    sides = [[_player(each) for each in players_of(told, side)] for side in MATCHES]
    return Card(
        number,
        _title(told),
        f"{start:%a %d %b %H:%M}" if start else f"no time: {start_of(told) or 'unset'}",
        bool(start and start < now),
        [side for side in sides if side],
        ", ".join(str(each.get("name")) for each in listed(told, "channels")),
        {role: [_member(place, each) for place, each in enumerate(listed(told, role))] for role in CREW},
    )


def _title(told: Json) -> str:
    sides = [told.get(side) for side in MATCHES]
    below = [side.get(key) for key in ("title", "note") for side in sides if isinstance(side, dict)]
    return next((str(title) for title in (told.get("title"), *below) if title), "No title")


def _player(told: Json) -> Mapping[str, object]:
    return {"name": told.get("displayName"), "linked": _is_linked(told)}


def _member(place: int, told: Json) -> Member:
    return Member(place, str(told.get("displayName")), _is_linked(told), told.get("approved") is True)


def _is_linked(told: Json) -> bool:
    return str(told.get("discordId")).isdecimal()


def _instant(told: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
