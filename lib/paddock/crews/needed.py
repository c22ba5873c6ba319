"""Which coming matches lack crew, and how much of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from paddock.crews.rules import is_open
from paddock.ids import TournamentId
from paddock.matches.model import Match, Role
from paddock.tournaments.model import Directory

AHEAD = timedelta(days=14)
COMMENTATORS = 2
MANY_PLAYERS = 3
"""From here on a match needs a second tracker."""


def lacking(match: Match) -> dict[Role, int]:
    """How many approved people of which role are missing; empty where nobody is."""
    needed = {Role.COMMENTATOR: COMMENTATORS, Role.TRACKER: 2 if len(match.players) >= MANY_PLAYERS else 1}
    return {role: short for role, number in needed.items() if (short := number - _count_approved(match, role)) > 0}


def in_need(
    matches: Iterable[Match], directory: Directory, now: datetime, tournament: TournamentId | None = None
) -> list[Match]:
    """Those of tournaments that are going on; a match drops off at its start."""
    going_on = {each.id for each in directory.tournaments if each.active and tournament in (None, each.id)}
    return [each for each in matches if each.tournament in going_on and is_open(each, now) and lacking(each)]


def _count_approved(match: Match, role: Role) -> int:
    return sum(each.approved for each in match.crew if each.role is role)
