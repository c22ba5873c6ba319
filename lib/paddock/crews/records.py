"""Where the crews' changes are written, and the message about what is needed is kept."""

from datetime import datetime

from paddock.change import Change, Entry
from paddock.crews.model import NeedsMessage, NeedsState
from paddock.ids import ChannelId, MessageId, OrganizationId
from paddock.matches import records
from paddock.matches.model import CrewMember, Match
from paddock.store.change import delete, put
from paddock.store.item import Item
from paddock.store.table import Session

NEEDS = Item(
    NeedsMessage,
    pk="{organization}",
    sk="NEEDS",
    purpose="the channel's message about the matches that lack crew",
)


class NeedsStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, organization: OrganizationId) -> NeedsMessage | None:
        return self._session.find(NEEDS, organization=organization)


def crewed(before: Match, after: Match, now: datetime, action: str) -> Change:
    """With a line in the audit for each of the crew whom the change concerns."""
    changed = [each for each in after.crew if each not in before.crew]
    gone = [each for each in before.crew if all(other.id != each.id or other.role != each.role for other in after.crew)]
    entries = tuple(_entry(action, after, each) for each in (*changed, *gone))
    return Change(records.saved(before, after, now).writes, entries)


def _entry(action: str, match: Match, member: CrewMember) -> Entry:
    told = {"user": member.user or member.name, "role": member.role.value}
    return Entry(action, f"match:{match.id}", after=told)


def intended(record: NeedsMessage, nonce: str, fingerprint: str, now: datetime) -> Change:
    state = {"state": NeedsState.INTENDED, "message": None, "nonce": nonce, "fingerprint": fingerprint, "since": now}
    return Change((put(NEEDS, record.model_copy(update=state)),))


def live(record: NeedsMessage, message: MessageId, fingerprint: str, now: datetime) -> Change:
    state = {"state": NeedsState.LIVE, "message": message, "fingerprint": fingerprint, "since": now}
    return Change((put(NEEDS, record.model_copy(update=state)),))


def refused(record: NeedsMessage, channel: ChannelId, now: datetime) -> Change:
    """The message in it, if there is one, is edited once that works again."""
    message = record.message if record.channel == channel else None
    state = {"state": NeedsState.REFUSED, "channel": channel, "message": message, "fingerprint": "", "since": now}
    return Change((put(NEEDS, record.model_copy(update=state)),))


def gone(record: NeedsMessage) -> Change:
    return Change((delete(NEEDS, record),))
