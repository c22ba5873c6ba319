"""Other matches that take place while somebody is to be on a match's crew: pointed out, never forbidden."""

from datetime import timedelta

from paddock.call import Call
from paddock.ids import PersonId
from paddock.matches.model import Match, Role
from paddock.organizations.model import Organization
from paddock.tools import Tools
from paddock.tournaments.model import Directory


class Lengths:
    """How long the matches of an organization's tournaments take."""

    def __init__(self, directory: Directory, organization: Organization) -> None:
        self._usual = organization.event_minutes
        self._own = {each.id: each.event_minutes or self._usual for each in directory.tournaments}

    def of(self, match: Match) -> timedelta:
        return timedelta(minutes=self._own.get(match.tournament, self._usual))

    @property
    def longest(self) -> timedelta:
        return timedelta(minutes=max([self._usual, *self._own.values()]))


def beside(match: Match, call: Call, tools: Tools) -> tuple[Match, ...]:
    """Everybody's matches at that time, with one query; none while its time is not known."""
    if match.when is None:
        return ()
    lengths = Lengths(tools.tournaments.directory(call.tenant), call.organization)
    around = tools.matches.between(call.tenant, match.when - lengths.longest, match.when + lengths.of(match))
    return tuple(each for each in around if clash(match, each, lengths))


def clash(match: Match, other: Match, lengths: Lengths) -> bool:
    if match.when is None or other.when is None or other.id == match.id or other.status.is_over:
        return False
    return match.when < other.when + lengths.of(other) and other.when < match.when + lengths.of(match)


def of(person: PersonId, others: tuple[Match, ...]) -> tuple[Match, ...]:
    """Those in which they play, or have signed up for the crew."""
    return tuple(each for each in others if plays(person, each) or _covers(person, each))


def plays(person: PersonId, match: Match) -> bool:
    return any(each.id == person for each in match.players)


def _covers(person: PersonId, match: Match) -> bool:
    return any(each.id == person and each.role is not Role.HELPER for each in match.crew)
