"""The simulated feed's sample events and episodes, in the true feed's shape; people and events are invented."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]

OPEN = "lantern-open"
CUP = "moss-cup"
EMPTY = "quiet-league"

EVENTS: Mapping[str, Json] = {
    slug: {
        "id": number,
        "slug": slug,
        "name": f"{name}, First Season",
        "shortName": name,
        "game": "Lanternfall",
        "active": True,
        "srtv": False,
        "srl": "",
        "botChannel": "",
    }
    for number, slug, name in ((41, OPEN, "Lantern Open"), (42, CUP, "Moss Cup"), (43, EMPTY, "Quiet League"))
}

INVENTED = (
    "Wickerby",
    "Tindergast",
    "Mossquill",
    "Fogbert",
    "Emberlyn",
    "Pebblewick",
    "Rustletoe",
    "Dapplemere",
    "Hobnail",
    "Larkspurt",
    "Quenchcap",
    "Sorrelfoot",
)


class Cast:
    """The people of the samples: those of `people` (handle to Discord id) first, invented ones after them."""

    def __init__(self, people: Mapping[str, str]) -> None:
        self._people = people
        self._handles = [*people, *(name for name in INVENTED if name not in people)]

    def player(self, place: int, **changes: object) -> Json:
        handle = self._handles[place]
        return player(5200 + place, handle, **{"discordId": self._people.get(handle, "")} | changes)

    def crew(self, place: int, *, approved: bool, ready: bool = False) -> Json:
        handle = self._handles[place]
        known = self._people.get(handle, "")
        return crew_member(6300 + place, handle, discordId=known, approved=approved, ready=ready)


def player(number: int, name: str, **changes: object) -> Json:
    tag = name.lower()
    told: Json = {
        "id": number,
        "displayName": name,
        "discordId": "",
        "discordTag": tag,
        "publicStream": tag,
        "streamingFrom": tag,
    }
    return told | changes


def crew_member(number: int, name: str, **changes: object) -> Json:
    tag = name.lower()
    told: Json = {
        "id": number,
        "displayName": name,
        "discordId": "",
        "discordTag": tag,
        "publicStream": tag,
        "approved": False,
        "ready": False,
        "partner": "",
        "language": "en",
    }
    return told | changes


def slot(number: int, name: str) -> Json:
    return player(number, name, discordTag="", publicStream="", streamingFrom="")


def match(number: int, players: Sequence[Json], title: str = "", note: str = "") -> Json:
    return {"id": number, "title": title, "note": note, "players": list(players)}


def channel(number: int, name: str, slug: str, initials: str) -> Json:
    return {"id": number, "name": name, "slug": slug, "initials": initials, "language": "en"}


LANTERN_TV = channel(31, "LanternTV", "lanterntv", "LTV")
MOSS_TV = channel(32, "MossTV", "mosstv", "MTV")
UNDECIDED = channel(0, "Undecided, Not Ours", "undecided", "UN")


def episode(number: int, event: str, when: datetime, match1: Json, **changes: object) -> Json:
    """Every key of the feed, those that are not among `changes` unset."""
    told: Json = {
        "id": number,
        "title": "",
        "when": when.isoformat(),
        "whenCountdown": when.isoformat(),
        "length": 120,
        "timezone": "",
        "approved": True,
        "externalRestream": False,
        "event": EVENTS[event],
        "match1": match1,
        "match2": None,
        "channels": [],
        "commentators": [],
        "trackers": [],
        "broadcasters": [],
        "helpers": [],
    }
    return told | changes


def sample_episodes(midnight: datetime, people: Mapping[str, str]) -> dict[int, Json]:
    """Of the days from `midnight` (UTC) on; ids and places in the cast stay the same from day to day."""
    cast = Cast(people)
    return {e["id"]: e for e in (*_lantern_open(midnight, cast), *_moss_cup(midnight, cast))}


def _lantern_open(midnight: datetime, cast: Cast) -> Iterable[Json]:
    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return midnight + timedelta(days=day, hours=hour, minutes=minute)

    first, second, third, fourth = (cast.player(place) for place in range(4))
    yield episode(770101, OPEN, at(1, 19), match(880101, [first, second], title="Swiss Round 2"))
    yield episode(
        770102,
        OPEN,
        at(2, 19, 50),
        match(880102, [third, fourth], title="Swiss Round 2"),
        whenCountdown=at(2, 20).isoformat(),
        channels=[LANTERN_TV],
        commentators=[cast.crew(4, approved=True, ready=True), cast.crew(5, approved=False)],
        trackers=[cast.crew(6, approved=True)],
        broadcasters=[cast.crew(7, approved=True, ready=True)],
        helpers=[cast.crew(8, approved=False)],
    )
    yield episode(
        770103,
        OPEN,
        at(1, 23),
        match(880103, [first, third], note="Swiss Round 3"),
        approved=False,
        channels=[UNDECIDED],
    )
    yield episode(
        770104,
        OPEN,
        at(3, 18),
        match(880104, [first, fourth], note="Doubleheader, game 1"),
        match2=match(880105, [second, third], note="Doubleheader, game 2"),
        length=150,
        externalRestream=True,
        channels=[MOSS_TV],
        commentators=[cast.crew(7, approved=True), cast.crew(4, approved=False)],
        trackers=[cast.crew(5, approved=False)],
    )
    waiting = slot(5290, "Winner of Swiss A")
    yield episode(
        770105, OPEN, at(4, 20), match(880106, [waiting, second], title="Quarterfinal 1"), channels=[LANTERN_TV]
    )
    yield episode(770106, OPEN, at(5, 20), match(880107, [], title="Blitz"))


def _moss_cup(midnight: datetime, cast: Cast) -> Iterable[Json]:
    tonight = midnight + timedelta(hours=22)
    yield episode(
        770201,
        CUP,
        tonight,
        match(880201, [cast.player(0), cast.player(9), cast.player(10)]),
        commentators=[cast.crew(6, approved=True), cast.crew(8, approved=False)],
        trackers=[cast.crew(7, approved=True)],
    )
    yield episode(
        770202,
        CUP,
        tonight + timedelta(days=1),
        match(880202, [cast.player(9, discordId="not-an-id"), cast.player(2)], title="Group B"),
        whenCountdown="",
    )
    untold = cast.player(4, discordId="")
    yield episode(
        770204, CUP, tonight + timedelta(days=3), match(880204, [untold, cast.player(1)], title="Id not told yet")
    )
    host = player(5291, "Cup Host", publicStream="ignore", streamingFrom="ignore")
    yield episode(770203, CUP, tonight + timedelta(days=2), match(880203, [cast.player(10), cast.player(1), host]))
