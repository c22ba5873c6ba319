"""Which rooms answer which requests: the only list of them. A process imports a room when it is first asked for."""

from functools import cache
from importlib import import_module

from paddock.ids import MatchId, TournamentId
from paddock.matches.records import MATCH
from paddock.reception import Subjects
from paddock.routes import AnyRoute, RouteTable
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

SUBJECTS: Subjects = {TournamentId: TOURNAMENT, MatchId: MATCH}


def routes(room: str) -> tuple[AnyRoute, ...]:
    found: tuple[AnyRoute, ...] = import_module(f"paddock.{room}.handlers").ROUTES
    return found


class Rooms:
    """Finds what a table of all rooms' routes would find."""

    def command(self, path: str) -> AnyRoute | None:
        return _table(path.partition(" ")[0]).command(path)

    def button(self, tag: str) -> AnyRoute | None:
        return _table(tag.partition(".")[0]).button(tag)


@cache
def _table(word: str) -> RouteTable:
    return RouteTable(route for room in ROOMS.get(word, ()) for route in routes(room))
