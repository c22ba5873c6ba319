"""Where people are kept."""

from paddock.change import Change, Entry, differences
from paddock.ids import OrganizationId, UserId
from paddock.people.model import Person
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session

PERSON = Item(Person, pk="{organization}", sk="PERSON#{user}", purpose="a person's settings")


class PersonStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, user: UserId) -> Person:
        """Somebody who never set anything has the defaults."""
        found = self._session.find(PERSON, organization=organization, user=user)
        return found or Person(organization=organization, user=user)


def saved(before: Person, after: Person) -> Change:
    old, new = differences(before, after)
    return Change((put(PERSON, after),), (Entry("person.changed", f"person:{after.user}", old, new),))
