"""Where placeholders are kept, where they appear, and to whom they are linked."""

from collections.abc import Iterable
from typing import Any

from paddock.change import Change, Entry
from paddock.errors import NotFound
from paddock.ids import MatchId, OrganizationId, PlaceholderId
from paddock.matches.model import Match
from paddock.placeholders.model import Appearance, Links, LinksMark, Placeholder
from paddock.placeholders.rules import placeholders
from paddock.store.change import Check, Put, never_stored, put, unchanged_since
from paddock.store.item import Item, Record
from paddock.store.table import LAST, Session

LINKS = Item(Links, pk="{organization}", sk="LINKS", purpose="which users are behind an organization's placeholders")
LINKS_MARK = Item(
    LinksMark, pk="{organization}", sk="LINKS#MARK", purpose="how often those links have changed, to be checked cheaply"
)
PLACEHOLDER = Item(
    Placeholder,
    pk="{organization}#PLACEHOLDER#{id}",
    sk="PLACEHOLDER",
    purpose="somebody known by a SpeedGaming id alone",
)
APPEARANCE = Item(
    Appearance,
    pk="{organization}#PLACEHOLDER#{placeholder}",
    sk="MATCH#{match}",
    purpose="the matches in which a placeholder is",
)


class PlaceholderStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def links(self, organization: OrganizationId) -> Links:
        return self._session.find(LINKS, organization=organization) or Links(organization=organization)

    def get(self, organization: OrganizationId, id: PlaceholderId) -> Placeholder:
        found = self._session.find(PLACEHOLDER, organization=organization, id=id)
        if found is None:
            raise NotFound("player")
        return found

    def known(self, organization: OrganizationId, ids: Iterable[PlaceholderId]) -> dict[PlaceholderId, Placeholder]:
        """Those who were ever in a match."""
        wanted = ({"organization": organization, "id": id} for id in ids)
        return {each.id: each for each in self._session.find_many(PLACEHOLDER, wanted)}

    def appearances(
        self, organization: OrganizationId, id: PlaceholderId, limit: int, after: MatchId | None = None
    ) -> list[Appearance]:
        pk = f"{organization}#PLACEHOLDER#{id}"
        first = (
            f"MATCH#{after} " if after else "MATCH#"
        )  # a blank sorts behind the id itself and before all longer ones
        return self._session.database.query(APPEARANCE, pk, (first, f"MATCH#{LAST}"), limit=limit)


def appeared(before: Match | None, after: Match) -> tuple[Put, ...]:
    """Who is in the match now and was not before. Written again it is the same."""
    known = placeholders(before) if before else {}
    new = {id: name for id, name in placeholders(after).items() if id not in known}
    organization, match = after.organization, after.id
    return (
        *(_noted(PLACEHOLDER, Placeholder(organization=organization, id=id, name=name)) for id, name in new.items()),
        *(_noted(APPEARANCE, Appearance(organization=organization, placeholder=id, match=match)) for id in new),
    )


def _noted(item: Item[Any], value: Record) -> Put:
    return Put(item.key_of(value), item.dump(value), None)


def unchanged(links: Links) -> Change:
    """Holds what follows to the links as they were read: nobody who is linked meanwhile is put in as a placeholder."""
    condition = unchanged_since(links.version) if links.version else never_stored
    return Change((Check(LINKS_MARK.key(organization=links.organization), condition),))


def saved(before: Links, after: Links, ids: Iterable[PlaceholderId]) -> Change:
    """With a line in the audit for each of `ids`, who are linked anew or no more; whoever is forgotten has none."""
    mark = LinksMark(organization=after.organization, version=after.version)
    return Change((put(LINKS, after), put(LINKS_MARK, mark)), tuple(_line(id, before, after) for id in ids))


def _line(id: PlaceholderId, before: Links, after: Links) -> Entry:
    old, new = before.find(id), after.find(id)
    values = ({"user": old.user} if old else {}), {"user": new.user if new else None}
    return Entry("player.linked" if new else "player.unlinked", f"player:{id}", *values)
