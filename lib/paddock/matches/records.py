"""Where matches are kept."""

from datetime import datetime

from paddock.change import Change, Entry, differences
from paddock.clock import stamp
from paddock.errors import NotFound
from paddock.ids import MatchId, OrganizationId, TournamentId
from paddock.matches.model import Match, OpenMatches
from paddock.store.change import Add, Check, check, none_counted, put
from paddock.store.item import Index, Item
from paddock.store.table import LAST, Session

MATCH = Item(
    Match,
    pk="{organization}#MATCH#{id}",
    sk="MATCH",
    purpose="a match; an organization's matches in order of time; those of a tournament that are not over",
    indexes=(
        Index("agenda", pk="{organization}#MATCHES", sk="{at}#{id}"),
        Index("roster", pk="{organization}#OPEN#{waiting_in}", sk="{at}#{id}"),
    ),
)
OPEN_MATCHES = Item(
    OpenMatches,
    pk="{organization}",
    sk="OPEN#{tournament}",
    purpose="how many of a tournament's matches are not over",
)


class MatchStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, id: MatchId) -> Match:
        found = self.find(organization, id)
        if found is None:
            raise NotFound("match")
        return found

    def find(self, organization: OrganizationId, id: MatchId) -> Match | None:
        return self._session.find(MATCH, organization=organization, id=id)

    def find_many(self, organization: OrganizationId, ids: list[MatchId]) -> dict[MatchId, Match]:
        wanted = ({"organization": organization, "id": id} for id in ids)
        return {found.id: found for found in self._session.find_many(MATCH, wanted)}

    def between(
        self, organization: OrganizationId, since: datetime, until: datetime | None = None, limit: int = 1000
    ) -> list[Match]:
        """In order of time; without `until` also those that have no time yet, last."""
        last = stamp(until) + LAST if until else LAST
        pk = f"{organization}#MATCHES"
        return self._session.database.query(MATCH, pk, (stamp(since), last), index="agenda", limit=limit)

    def count_open(self, organization: OrganizationId, tournament: TournamentId) -> int:
        return self._session.tally(OPEN_MATCHES, organization=organization, tournament=tournament)

    def some_open(self, organization: OrganizationId, tournament: TournamentId) -> Match | None:
        """One to be named: of those made or finished in the last moment the index may not know."""
        pk = f"{organization}#OPEN#{tournament}"
        found = self._session.database.query(MATCH, pk, index="roster", limit=1)
        return found[0] if found else None


def created(match: Match, action: str = "match.created") -> Change:
    new = match.model_dump(mode="json", exclude_defaults=True)
    return Change((put(MATCH, match), *_counted(None, match)), (Entry(action, f"match:{match.id}", {}, new),))


def saved(before: Match, after: Match, now: datetime, action: str = "match.changed") -> Change:
    old, new = differences(before, after)
    stamped = after.model_copy(update={"changed": before.changes_at(now)})
    return Change((put(MATCH, stamped), *_counted(before, after)), (Entry(action, f"match:{after.id}", old, new),))


def unchanged(match: Match) -> Change:
    """Holds what follows to the match as it was read."""
    return Change((check(MATCH, match),))


def none_open(organization: OrganizationId, tournament: TournamentId) -> Change:
    """Holds what follows to a tournament whose matches are all over."""
    return Change((Check(OPEN_MATCHES.key(organization=organization, tournament=tournament), none_counted),))


def _counted(before: Match | None, after: Match) -> tuple[Add, ...]:
    """It is open in one tournament at most, which may be another one than before."""
    old, new = before.waiting_in if before else None, after.waiting_in
    steps = ((old, -1), (new, 1)) if old != new else ()
    return tuple(
        Add(OPEN_MATCHES.key(organization=after.organization, tournament=id), amount) for id, amount in steps if id
    )
