"""What a handler works with: the stores to read from, and one way to write."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from paddock.change import Change
from paddock.ledger import Scribe
from paddock.store.table import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paddock.asyncs.records import AsyncStore
    from paddock.audit.records import AuditStore
    from paddock.calendar.records import EventStore
    from paddock.crews.records import NeedsStore
    from paddock.live_races.records import LiveRaceStore
    from paddock.matches.records import MatchStore
    from paddock.notices.records import NoticeStore
    from paddock.organizations.records import OrganizationStore
    from paddock.people.records import PersonStore
    from paddock.placeholders.records import PlaceholderStore
    from paddock.runs.records import RunStore
    from paddock.scores.records import ScoreStore
    from paddock.store.item import Key
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

    def preload(self, keys: "Iterable[Key]") -> None:
        """Read in one round trip what will be asked for."""
        self._session.preload(keys)

    def commit(self, change: Change) -> None:
        """Write state, audit and jobs together; raises `Conflict` where something changed since it was read."""
        try:
            self._scribe.commit(change)
        finally:
            self._session.forget()

    @cached_property
    def organizations(self) -> "OrganizationStore":
        from paddock.organizations.records import OrganizationStore

        return OrganizationStore(self._session)

    @cached_property
    def people(self) -> "PersonStore":
        from paddock.people.records import PersonStore

        return PersonStore(self._session)

    @cached_property
    def tournaments(self) -> "TournamentStore":
        from paddock.tournaments.records import TournamentStore

        return TournamentStore(self._session)

    @cached_property
    def matches(self) -> "MatchStore":
        from paddock.matches.records import MatchStore

        return MatchStore(self._session)

    @cached_property
    def placeholders(self) -> "PlaceholderStore":
        from paddock.placeholders.records import PlaceholderStore

        return PlaceholderStore(self._session)

    @cached_property
    def events(self) -> "EventStore":
        from paddock.calendar.records import EventStore

        return EventStore(self._session)

    @cached_property
    def needs(self) -> "NeedsStore":
        from paddock.crews.records import NeedsStore

        return NeedsStore(self._session)

    @cached_property
    def notices(self) -> "NoticeStore":
        from paddock.notices.records import NoticeStore

        return NoticeStore(self._session)

    @cached_property
    def asyncs(self) -> "AsyncStore":
        from paddock.asyncs.records import AsyncStore

        return AsyncStore(self._session)

    @cached_property
    def runs(self) -> "RunStore":
        from paddock.runs.records import RunStore

        return RunStore(self._session)

    @cached_property
    def live_races(self) -> "LiveRaceStore":
        from paddock.live_races.records import LiveRaceStore

        return LiveRaceStore(self._session)

    @cached_property
    def scores(self) -> "ScoreStore":
        from paddock.scores.records import ScoreStore

        return ScoreStore(self._session)

    @cached_property
    def tasks(self) -> "TaskStore":
        from paddock.tasks.records import TaskStore

        return TaskStore(self._session)

    @cached_property
    def audit(self) -> "AuditStore":
        from paddock.audit.records import AuditStore

        return AuditStore(self._session)
