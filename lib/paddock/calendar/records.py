"""Where the records of events are kept."""

from paddock.calendar.model import EventRecord, EventState, Listing, Warned
from paddock.change import NOTHING, Change, Entry
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
WARNED = Item(
    Warned,
    pk="{organization}",
    sk="WARNED#{guild}#{trouble}",
    purpose="when a server's owner was told of what only people can mend",
)


class EventStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, organization: OrganizationId, match: MatchId, guild: GuildId) -> EventRecord | None:
        return self._session.find(EVENT, organization=organization, match=match, guild=guild)

    def in_server(self, organization: OrganizationId, guild: GuildId) -> list[EventRecord]:
        pk = f"{organization}#EVENTS#{guild}"
        return self._session.database.query(EVENT, pk, index="roster")

    def warned(self, organization: OrganizationId, guild: GuildId, trouble: str) -> Warned | None:
        return self._session.find(WARNED, organization=organization, guild=guild, trouble=trouble)


def intended(record: EventRecord, claim: str = "") -> EventRecord:
    now = {"state": EventState.INTENDED, "event": None, "active": False, "claim": claim}
    return record.model_copy(update=now)


def kept(record: EventRecord) -> Change:
    """Written without a line in the audit: nothing has happened yet that anybody could see."""
    return Change((put(EVENT, record),))


def told(record: EventRecord, event: EventId, listing: Listing, fingerprint: str, *, active: bool) -> EventRecord:
    """As it is once Discord says so."""
    now = {"state": EventState.LIVE, "event": event, "fingerprint": fingerprint, "claim": ""}
    return record.model_copy(update={**now, "start": listing.start, "end": listing.end, "active": active})


def noted(after: EventRecord, action: str) -> Change:
    return Change((put(EVENT, after),), (_entry(action, after),))


def removed_by_hand(record: EventRecord) -> Change:
    after = record.model_copy(update={"state": EventState.REMOVED, "event": None})
    return Change((put(EVENT, after),), (_entry("event.removed by hand", record),))


def stale(record: EventRecord) -> Change:
    """Whatever it says, it is to be told anew."""
    return kept(record.model_copy(update={"fingerprint": ""}))


def gone(record: EventRecord, action: str = "event.deleted") -> Change:
    """Nothing is to be written of what was never stored."""
    return Change((delete(EVENT, record),), (_entry(action, record),)) if record.version else NOTHING


def _entry(action: str, record: EventRecord) -> Entry:
    return Entry(action, f"match:{record.match}", after={"server": record.guild, "event": record.event})


def stored(record: EventRecord) -> EventRecord:
    """As it is after having been written once more."""
    return record.model_copy(update={"version": record.version + 1})


def warned(warning: Warned) -> Change:
    entry = Entry("server.owner told", f"server:{warning.guild}", after={"trouble": warning.trouble})
    return Change((put(WARNED, warning),), (entry,))
