"""What people are told about matches, and that they were told it, so that nobody is told twice."""

from datetime import datetime
from enum import StrEnum

from paddock.ids import ChannelId, MatchId, OrganizationId, UserId
from paddock.matches.model import Role
from paddock.people.model import Kind
from paddock.request import Request
from paddock.store.item import Record


class Fact(StrEnum):
    """Something that has happened to a match, as far as one person is concerned."""

    SCHEDULED = "scheduled"
    MOVED = "moved"
    REVIVED = "revived"
    """It had been cancelled, and they were told so."""
    DROPPED = "dropped"
    """They play in it no more."""
    APPROVED = "approved"
    REMOVED = "removed"
    """Somebody else took them out of the crew, or refused them."""
    WITHDREW = "withdrew"
    """Somebody whom they had approved left the crew."""
    REMINDER = "reminder"
    CANCELLED = "cancelled"

    @property
    def kind(self) -> Kind:
        return _KINDS[self]


_KINDS = {
    Fact.SCHEDULED: Kind.SCHEDULED,
    Fact.MOVED: Kind.SCHEDULED,
    Fact.REVIVED: Kind.SCHEDULED,
    Fact.DROPPED: Kind.SCHEDULED,
    Fact.APPROVED: Kind.CREW,
    Fact.REMOVED: Kind.CREW,
    Fact.WITHDREW: Kind.CREW,
    Fact.REMINDER: Kind.REMINDER,
    Fact.CANCELLED: Kind.CANCELLED,
}


class Telling(Request):
    """One person is to be told one fact."""

    user: UserId
    fact: Fact
    roles: tuple[Role, ...] = ()
    """In the crew, where the fact is about that."""
    who: str | None = None
    """Of whom it tells, by name."""
    imported: bool = False
    """SpeedGaming says so, and may say otherwise at its next poll: it is told once for each role."""
    instead: Fact | None = None
    """Of the same change, for those who have read the first before or don't want to."""
    silent: bool = False
    """They did it themselves: nothing is sent, but what they were told before becomes news again."""


class Way(StrEnum):
    DIRECT = "direct message"
    ANNOUNCED = "mention in the announcements channel"
    MUTED = "not wanted"
    NOT = "not at all"


class Notice(Record):
    """That somebody was told."""

    organization: OrganizationId
    match: MatchId
    user: UserId
    fact: Fact
    mark: str
    """Tells it from another one of the same fact."""
    way: Way


class Inbox(Record):
    """The channel in which somebody reads direct messages, so that only the first one costs a call to open it."""

    organization: OrganizationId
    user: UserId
    channel: ChannelId
    free: datetime | None = None
    """Before this nothing more of this organization is sent there: Discord's limit was reached with its last message.
    The limit is the channel's, so that another organization may reach it, too, and finds that out by itself."""
    closed_until: datetime | None = None
    """Its owner takes no messages from us; before this they are not tried."""

    def is_closed(self, now: datetime) -> bool:
        return self.closed_until is not None and now < self.closed_until
