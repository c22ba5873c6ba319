"""What a person has told the organization about themselves."""

from paddock.ids import OrganizationId, UserId
from paddock.store.item import Record


class Person(Record):
    organization: OrganizationId
    user: UserId
    timezone: str | None = None
