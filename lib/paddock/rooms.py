"""Which rooms answer which requests: the only list of them. A process imports a room when it is first asked for."""

from functools import cache
from importlib import import_module
from typing import Any

from paddock.ids import MatchId, TournamentId
from paddock.routes import AnyRoute, RouteTable
from paddock.store.item import Item
from paddock.tournaments.records import TOURNAMENT

ROOMS = {
    "tournament": ("tournaments",),
    "match": ("matches",),
    "me": ("people", "matches"),
    "config": ("organizations", "audit", "tasks"),
    "task": ("tasks",),
    "help": ("help",),
    "ping": ("help",),
}
"""By the first word of a command's path or of a button's tag."""


def routes(room: str) -> tuple[AnyRoute, ...]:
    found: tuple[AnyRoute, ...] = import_module(f"paddock.{room}.handlers").ROUTES
    return found


def subject(kind: type) -> Item[Any] | None:
    """By which item an id of that kind, which an option names, is found."""
    if kind is MatchId:
        from paddock.matches.records import MATCH

        return MATCH
    return TOURNAMENT if kind is TournamentId else None


class Rooms:
    """Finds what a table of all rooms' routes would find."""

    def command(self, path: str) -> AnyRoute | None:
        return _table(path.partition(" ")[0]).command(path)

    def button(self, tag: str) -> AnyRoute | None:
        return _table(tag.partition(".")[0]).button(tag)


@cache
def _table(word: str) -> RouteTable:
    return RouteTable(route for room in ROOMS.get(word, ()) for route in routes(room))
