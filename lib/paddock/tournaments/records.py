"""Where tournaments are kept."""

from collections.abc import Iterable
from functools import partial

from paddock.attempts import Attempt
from paddock.change import Change, Entry, differences
from paddock.errors import NotFound
from paddock.ids import OrganizationId, TournamentId
from paddock.store.change import check, put
from paddock.store.item import Index, Item
from paddock.store.table import Database, Session
from paddock.tournaments.model import Directory, Tournament

TOURNAMENT = Item(
    Tournament,
    pk="{organization}",
    sk="TOURNAMENT#{id}",
    purpose="a tournament; which of them follow SpeedGaming or show events, over all organizations",
    indexes=(
        Index("agenda", pk="{feed_watch}", sk="{followed}#{organization}#{id}"),
        Index("roster", pk="{event_watch}", sk="{organization}#{id}"),
    ),
)
DIRECTORY = Item(Directory, pk="{organization}", sk="DIRECTORY", purpose="an organization's tournaments by name")
MOST_RUNNING = 100_000


class TournamentStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def directory(self, organization: OrganizationId) -> Directory:
        return self._session.find(DIRECTORY, organization=organization) or Directory(organization=organization)

    def get(self, organization: OrganizationId, id: TournamentId) -> Tournament:
        """By its id, or by the slug that somebody typed in its place."""
        found = self._session.find(TOURNAMENT, organization=organization, id=id)
        if found is None:
            listed = self.directory(organization).by_slug(id)
            found = self._session.find(TOURNAMENT, organization=organization, id=listed.id) if listed else None
        if found is None:
            raise NotFound("tournament")
        return found

    def find_many(self, organization: OrganizationId, ids: Iterable[TournamentId]) -> dict[TournamentId, Tournament]:
        wanted = ({"organization": organization, "id": id} for id in dict.fromkeys(ids))
        return {found.id: found for found in self._session.find_many(TOURNAMENT, wanted)}


def following(database: Database, attempt: Attempt) -> list[Tournament | None]:
    """The running tournaments of every organization that follow SpeedGaming, by slug; None for one that can't be
    read."""
    return _running(database, "SPEEDGAMING", "agenda", attempt)


def showing_events(database: Database, attempt: Attempt) -> list[Tournament | None]:
    """The running tournaments of every organization whose matches are shown as events; None as above."""
    return _running(database, "EVENTS", "roster", attempt)


def _running(database: Database, watch: str, index: str, attempt: Attempt) -> list[Tournament | None]:
    rows = database.query_raw(TOURNAMENT.table, watch, index=index, limit=MOST_RUNNING)
    return [attempt(f"{row['pk']['S']} {row['sk']['S']}", partial(TOURNAMENT.load, row)) for row in rows]


def unchanged(tournament: Tournament) -> Change:
    """Holds what follows to the tournament as it was read: it must not be deleted or switched off meanwhile."""
    return Change((check(TOURNAMENT, tournament),))


def touched(directory: Directory) -> Change:
    """Holds what follows to the tournaments as they were read, and whoever adds one meanwhile to what follows."""
    return Change((put(DIRECTORY, directory),))


def created(tournament: Tournament, directory: Directory) -> Change:
    new = tournament.model_dump(mode="json", exclude_defaults=True)
    return Change(
        (put(TOURNAMENT, tournament), put(DIRECTORY, directory.listing(tournament))),
        (Entry("tournament.created", f"tournament:{tournament.id}", after=new),),
    )


def saved(before: Tournament, after: Tournament, directory: Directory, action: str = "tournament.changed") -> Change:
    old, new = differences(before, after)
    listed = directory.listing(after)
    moved = (put(DIRECTORY, listed),) if listed != directory else ()
    return Change((put(TOURNAMENT, after), *moved), (Entry(action, f"tournament:{after.id}", old, new),))
