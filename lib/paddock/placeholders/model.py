"""Who is behind the people whom only SpeedGaming knows."""

from collections.abc import Mapping

from paddock.ids import MatchId, OrganizationId, PersonId, PlaceholderId, UserId
from paddock.request import Request
from paddock.store.item import Record

MOST_LINKS = 1500
"""One item holds them all, which each import reads, and of which DynamoDB takes 400 KB."""
MOST_BY_HAND = 500
MOST_NAME = 32


class Link(Request):
    user: UserId
    by: UserId | None = None
    """Who made it by hand; None where SpeedGaming named the user."""
    name: str = ""
    """Of the placeholder, as SpeedGaming has it, cut to `MOST_NAME` as is the next."""
    member: str = ""
    """How the user was called by whoever linked them by hand."""


class Links(Record):
    """Of an organization, by the placeholder, in the order in which they were made."""

    organization: OrganizationId
    users: Mapping[PlaceholderId, Link] = {}

    def find(self, placeholder: PlaceholderId) -> Link | None:
        return self.users.get(placeholder)

    def person(self, placeholder: PlaceholderId) -> PersonId:
        """Who they are: the user to whom they are linked, or a placeholder still."""
        link = self.find(placeholder)
        return PersonId(link.user) if link else placeholder

    def latest(self, *, by_hand: bool) -> dict[PlaceholderId, Link]:
        """Those that were made last first."""
        return {id: link for id, link in reversed([*self.users.items()]) if (link.by is not None) == by_hand}


class LinksMark(Record):
    """Has the version of the links beside it: to check them costs as much as they are long, to check this nothing."""

    organization: OrganizationId


class Placeholder(Record):
    """That somebody was in some match by a SpeedGaming id, with the name that they had there last."""

    organization: OrganizationId
    id: PlaceholderId
    name: str


class Appearance(Record):
    """A match in which a placeholder, or whoever was in its place, is or was."""

    organization: OrganizationId
    placeholder: PlaceholderId
    match: MatchId
