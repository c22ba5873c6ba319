"""Where the records of events are kept."""

from paddock.calendar.model import EventRecord, EventState
from paddock.change import Change, Entry
from paddock.ids import EventId, GuildId, MatchId, OrganizationId
from paddock.store.change import delete, put
from paddock.store.item import Index, Item
from paddock.store.table import Session

EVENT = Item(
    EventRecord,
    pk="{organization}#MATCH#{match}",
    sk="EVENT#{guild}",
    purpose="the event that shows a match in a server; those of a server",
    indexes=(Index("roster", pk="{organization}#EVENTS#{guild}", sk="{match}"),),
)


class EventStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, organization: OrganizationId, match: MatchId, guild: GuildId) -> EventRecord | None:
        return self._session.find(EVENT, organization=organization, match=match, guild=guild)

    def in_server(self, organization: OrganizationId, guild: GuildId) -> list[EventRecord]:
        pk = f"{organization}#EVENTS#{guild}"
        return self._session.database.query(EVENT, pk, index="roster")


def intended(record: EventRecord, claim: str = "") -> Change:
    after = record.model_copy(update={"state": EventState.INTENDED, "event": None, "claim": claim})
    return Change((put(EVENT, after),))


def live(record: EventRecord, event: EventId, fingerprint: str, action: str) -> Change:
    now = {"state": EventState.LIVE, "event": event, "fingerprint": fingerprint, "claim": ""}
    after = record.model_copy(update=now)
    return Change((put(EVENT, after),), (_entry(action, after),))


def removed_by_hand(record: EventRecord) -> Change:
    after = record.model_copy(update={"state": EventState.REMOVED, "event": None})
    return Change((put(EVENT, after),), (_entry("event.removed by hand", record),))


def stale(record: EventRecord) -> Change:
    """Whatever it says, it is to be told anew."""
    return Change((put(EVENT, record.model_copy(update={"fingerprint": ""})),))


def gone(record: EventRecord, action: str = "event.deleted") -> Change:
    return Change((delete(EVENT, record),), (_entry(action, record),))


def _entry(action: str, record: EventRecord) -> Entry:
    return Entry(action, f"match:{record.match}", after={"server": record.guild, "event": record.event})


def stored(record: EventRecord) -> EventRecord:
    """As it is after having been written once more."""
    return record.model_copy(update={"version": record.version + 1})
