"""What a person has told the organization about themselves."""

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
