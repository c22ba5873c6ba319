"""Where tournaments are kept."""

from collections.abc import Iterable

from paddock.change import Change, Entry, differences
from paddock.errors import NotFound
from paddock.ids import OrganizationId, TournamentId
from paddock.store.change import Write, delete, put
from paddock.store.item import Index, Item
from paddock.store.table import LAST, Database, Session
from paddock.tournaments.model import Slug, Tournament

MOST_LISTED = 200

TOURNAMENT = Item(
    Tournament,
    pk="{organization}",
    sk="TOURNAMENT#{id}",
    purpose="a tournament; those of an organization; which follow SpeedGaming or show events, over all organizations",
    indexes=(
        Index("agenda", pk="{feed_watch}", sk="{followed}#{organization}#{id}"),
        Index("roster", pk="{event_watch}", sk="{organization}#{id}"),
    ),
)
SLUG = Item(Slug, pk="{organization}", sk="SLUG#{slug}", purpose="which tournament has a slug")


class TournamentStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, id: TournamentId) -> Tournament:
        """By its id, or by the slug that somebody typed in its place."""
        found = self._session.find(TOURNAMENT, organization=organization, id=id)
        if found is None:
            slug = self._session.find(SLUG, organization=organization, slug=id)
            found = self._session.find(TOURNAMENT, organization=organization, id=slug.tournament) if slug else None
        if found is None:
            raise NotFound("tournament")
        return found

    def find_many(self, organization: OrganizationId, ids: Iterable[TournamentId]) -> dict[TournamentId, Tournament]:
        wanted = ({"organization": organization, "id": id} for id in dict.fromkeys(ids))
        return {found.id: found for found in self._session.find_many(TOURNAMENT, wanted)}

    def all(self, organization: OrganizationId) -> list[Tournament]:
        """Newest first, the deleted ones left out."""
        between = ("TOURNAMENT#", "TOURNAMENT#" + LAST)
        found = self._session.database.query(TOURNAMENT, organization, between, newest_first=True, limit=MOST_LISTED)
        return [each for each in found if not each.archived]

    def taken(self, organization: OrganizationId, slugs: Iterable[str]) -> set[str]:
        wanted = ({"organization": organization, "slug": slug} for slug in slugs)
        return {each.slug for each in self._session.find_many(SLUG, wanted)}

    def slug(self, tournament: Tournament) -> Slug | None:
        return self._session.find(SLUG, organization=tournament.organization, slug=tournament.slug)


def following(database: Database) -> list[Tournament]:
    """The running tournaments of every organization that follow SpeedGaming, by slug."""
    return database.query(TOURNAMENT, "SPEEDGAMING", index="agenda", limit=100_000)


def showing_events(database: Database) -> list[Tournament]:
    """The running tournaments of every organization whose matches are shown as events."""
    return database.query(TOURNAMENT, "EVENTS", index="roster", limit=100_000)


def created(tournament: Tournament) -> Change:
    return Change(
        (put(TOURNAMENT, tournament), put(SLUG, _slug(tournament))),
        (
            Entry(
                "tournament.created",
                _subject(tournament),
                after=tournament.model_dump(mode="json", exclude_defaults=True),
            ),
        ),
    )


def saved(before: Tournament, after: Tournament, slug: Slug | None, action: str = "tournament.changed") -> Change:
    """`slug`: the one that `before` holds; it is given back where the slug changed or the tournament goes."""
    old, new = differences(before, after)
    writes: list[Write] = [put(TOURNAMENT, after)]
    moved = before.slug != after.slug or after.archived
    if moved and slug:
        writes.append(delete(SLUG, slug))
    if before.slug != after.slug:
        writes.append(put(SLUG, _slug(after)))
    return Change(tuple(writes), (Entry(action, _subject(after), old, new),))


def _slug(tournament: Tournament) -> Slug:
    return Slug(organization=tournament.organization, slug=tournament.slug, tournament=tournament.id)


def _subject(tournament: Tournament) -> str:
    return f"tournament:{tournament.id}"
