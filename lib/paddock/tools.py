"""What a handler works with: the stores to read from, and one way to write."""

from datetime import datetime
from functools import cached_property

from paddock.audit.records import AuditStore
from paddock.calendar.records import EventStore
from paddock.change import Change
from paddock.ledger import Scribe
from paddock.matches.records import MatchStore
from paddock.notices.records import NoticeStore
from paddock.organizations.records import OrganizationStore
from paddock.people.records import PersonStore
from paddock.store.table import Session
from paddock.tasks.records import TaskStore
from paddock.tournaments.records import TournamentStore


class Tools:
    """For one event; what it has read once it does not read again."""

    def __init__(self, session: Session, scribe: Scribe) -> None:
        self._session = session
        self._scribe = scribe

    @property
    def now(self) -> datetime:
        return self._scribe.cause.now

    def commit(self, change: Change) -> None:
        """Write state, audit and jobs together; raises `Conflict` where something changed since it was read."""
        self._scribe.commit(change)
        self._session.forget()

    @cached_property
    def organizations(self) -> OrganizationStore:
        return OrganizationStore(self._session)

    @cached_property
    def people(self) -> PersonStore:
        return PersonStore(self._session)

    @cached_property
    def tournaments(self) -> TournamentStore:
        return TournamentStore(self._session)

    @cached_property
    def matches(self) -> MatchStore:
        return MatchStore(self._session)

    @cached_property
    def events(self) -> EventStore:
        return EventStore(self._session)

    @cached_property
    def notices(self) -> NoticeStore:
        return NoticeStore(self._session)

    @cached_property
    def tasks(self) -> TaskStore:
        return TaskStore(self._session)

    @cached_property
    def audit(self) -> AuditStore:
        return AuditStore(self._session)
