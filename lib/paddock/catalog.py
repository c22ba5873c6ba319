"""Everything that can be asked for: the only list of it, and the only file that knows all rooms."""

from typing import Any

from paddock.audit import handlers as audit
from paddock.discord import registration as discord_registration
from paddock.discord.request import Command
from paddock.help.asks import Help, Ping
from paddock.help.handlers import answer_ping, helping
from paddock.ids import MatchId, TournamentId
from paddock.matches import handlers as matches
from paddock.matches.records import MATCH
from paddock.organizations import handlers as organizations
from paddock.people import handlers as people
from paddock.reception import Subjects
from paddock.routes import AnyRoute, StatelessRoute
from paddock.tasks import handlers as tasks
from paddock.tournaments import handlers as tournaments
from paddock.tournaments.records import TOURNAMENT

SUBJECTS: Subjects = {TournamentId: TOURNAMENT, MatchId: MATCH}

_STORED: tuple[AnyRoute, ...] = (
    *tournaments.ROUTES,
    *matches.ROUTES,
    *people.ROUTES,
    *organizations.ROUTES,
    *audit.ROUTES,
    *tasks.ROUTES,
)
COMMANDS: tuple[type[Command], ...] = (
    *(route.ask for route in _STORED if issubclass(route.ask, Command)),
    Help,
    Ping,
)
ROUTES: tuple[AnyRoute, ...] = (
    *_STORED,
    StatelessRoute(Help, helping(COMMANDS)),
    StatelessRoute(Ping, answer_ping),
)


def registration() -> list[dict[str, Any]]:
    """The commands as Discord's bulk overwrite takes them."""
    return discord_registration.registration(
        (route.ask, route.suggest) for route in ROUTES if issubclass(route.ask, Command)
    )
