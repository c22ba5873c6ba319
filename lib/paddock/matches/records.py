"""Where matches are kept."""

from datetime import datetime

from paddock.change import Change, Entry, differences
from paddock.clock import stamp
from paddock.errors import NotFound
from paddock.ids import MatchId, OrganizationId, TournamentId
from paddock.matches.model import Match
from paddock.store.change import put
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

    def some_open(self, organization: OrganizationId, tournament: TournamentId) -> Match | None:
        pk = f"{organization}#OPEN#{tournament}"
        found = self._session.database.query(MATCH, pk, index="roster", limit=1)
        return found[0] if found else None


def created(match: Match, action: str = "match.created") -> Change:
    new = match.model_dump(mode="json", exclude_defaults=True)
    return Change((put(MATCH, match),), (Entry(action, f"match:{match.id}", {}, new),))


def saved(before: Match, after: Match, action: str = "match.changed") -> Change:
    old, new = differences(before, after)
    return Change((put(MATCH, after),), (Entry(action, f"match:{after.id}", old, new),))
