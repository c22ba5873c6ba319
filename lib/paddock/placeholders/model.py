"""Who is behind the people whom only SpeedGaming knows."""

from collections.abc import Mapping

from paddock.ids import MatchId, OrganizationId, PlaceholderId, UserId
from paddock.request import Request
from paddock.store.item import Record

MOST_LINKS = 4000
"""One item holds them all, and DynamoDB's items have a limit of 400 KB."""
MOST_BY_HAND = 1000


class Link(Request):
    user: UserId
    by: UserId | None = None
    """Who made it by hand; None where SpeedGaming named the user."""


class Links(Record):
    """Of an organization, by the placeholder, in the order in which they were made."""

    organization: OrganizationId
    users: Mapping[PlaceholderId, Link] = {}

    def find(self, placeholder: PlaceholderId) -> Link | None:
        return self.users.get(placeholder)


class Placeholder(Record):
    """That somebody was in some match by a SpeedGaming id, with the name that they had there last."""

    organization: OrganizationId
    id: PlaceholderId
    name: str


class Appearance(Record):
    """A match in which a placeholder is, or was."""

    organization: OrganizationId
    placeholder: PlaceholderId
    match: MatchId
