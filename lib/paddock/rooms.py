"""Which rooms answer which requests: the only list of them. A process imports a room when it is first asked for."""

from functools import cache
from importlib import import_module
from typing import Any

from paddock.ids import AsyncId, LiveRaceId, MatchId, OrganizationId, PlaceholderId, RunId, TournamentId
from paddock.organizations.codes import CodeId
from paddock.routes import AnyRoute, RouteTable
from paddock.store.item import Item, Key
from paddock.tasks.model import Task

ROOMS = {
    "tournament": ("tournaments",),
    "match": ("matches", "crews"),
    "crew": ("crews",),
    "async": ("asyncs", "runs", "scores", "live_races", "reviews"),
    "board": ("scores",),
    "run": ("runs",),
    "review": ("reviews",),
    "live": ("live_races",),
    "me": ("people", "matches"),
    "config": ("organizations", "audit", "tasks", "placeholders"),
    "task": ("tasks",),
    "help": ("help",),
    "ping": ("help",),
}
"""By the first word of a command's path or of a button's tag."""


def routes(room: str) -> tuple[AnyRoute, ...]:
    found: tuple[AnyRoute, ...] = import_module(f"paddock.{room}.handlers").ROUTES
    return found


SUBJECTS = {
    TournamentId: ("tournaments", "TOURNAMENT", "id"),
    MatchId: ("matches", "MATCH", "id"),
    PlaceholderId: ("placeholders", "PLACEHOLDER", "id"),
    AsyncId: ("asyncs", "ASYNC", "id"),
    RunId: ("runs", "RUN", "id"),
    LiveRaceId: ("live_races", "LIVE_RACE", "id"),
    CodeId: ("organizations", "LINK_CODE", "id"),
    Task: ("tasks", "TASK", "task"),
}
"""By the kind of an option: the room in whose records what it names is kept, the item, and the part of its key."""


def subject(kind: type, organization: OrganizationId, named: Any) -> Key | None:
    """Where that lies which an option of that kind names."""
    if kind not in SUBJECTS:
        return None
    room, item, part = SUBJECTS[kind]
    kept: Item[Any] = getattr(import_module(f"paddock.{room}.records"), item)
    return kept.key(organization=organization, **{part: named})


class Rooms:
    """Finds what a table of all rooms' routes would find."""

    def command(self, path: str) -> AnyRoute | None:
        return _table(path.partition(" ")[0]).command(path)

    def button(self, tag: str) -> AnyRoute | None:
        return _table(tag.partition(".")[0]).button(tag)


@cache
def _table(word: str) -> RouteTable:
    return RouteTable(route for room in ROOMS.get(word, ()) for route in routes(room))
