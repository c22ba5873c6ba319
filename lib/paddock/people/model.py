"""What a person has told the organization about themselves."""

from collections.abc import Iterable
from enum import StrEnum

from paddock.ids import OrganizationId, UserId
from paddock.store.item import Record


class Kind(StrEnum):
    """Of what somebody is told, until they want to hear no more of it."""

    SCHEDULED = "scheduled"
    CREW = "crew"
    REMINDER = "reminder"
    CANCELLED = "cancelled"


class Person(Record):
    organization: OrganizationId
    user: UserId
    timezone: str | None = None
    muted: tuple[Kind, ...] = ()
    """Of which they want to hear nothing."""

    def hears(self, kind: Kind) -> bool:
        return kind not in self.muted

    def switched(self, kinds: Iterable[Kind], *, on: bool) -> "Person":
        rest = {*self.muted} - {*kinds} if on else {*self.muted, *kinds}
        return self.model_copy(update={"muted": tuple(kind for kind in Kind if kind in rest)})
