"""The record of an event that the bot made in a server, from before the call to Discord until it is gone."""

from datetime import datetime
from enum import StrEnum

from paddock.ids import EventId, GuildId, MatchId, OrganizationId
from paddock.request import Request
from paddock.store.item import Record


class EventState(StrEnum):
    INTENDED = "intended"
    """Discord may have been told, or not: look for the event before making one."""
    LIVE = "live"
    REMOVED = "removed"
    """Somebody deleted it by hand; it stays away until the match changes."""


class EventRecord(Record):
    organization: OrganizationId
    match: MatchId
    guild: GuildId
    state: EventState = EventState.INTENDED
    event: EventId | None = None
    fingerprint: str = ""
    """Of what Discord was last told."""
    start: datetime | None = None
    """Of what Discord was last told, or is being told."""
    end: datetime | None = None
    """Likewise."""
    active: bool = False
    """Discord was told to start it before its time. At its time it starts by itself."""
    claim: str = ""
    """While it is intended: the delivery of the job that is telling Discord."""

    def is_active(self, now: datetime) -> bool:
        """Whether Discord shows it as going on, from which there is no way back to being awaited."""
        return self.active or (self.start is not None and self.start <= now)

    def is_over(self, now: datetime) -> bool:
        """Whether Discord has ended it by itself."""
        return self.end is not None and self.end <= now


class Listing(Request):
    """What a server's event says: the parts that follow the match."""

    name: str
    description: str
    location: str
    start: datetime
    end: datetime


class Warned(Record):
    """That the owner of a server was told of something that only people can mend."""

    organization: OrganizationId
    guild: GuildId
    trouble: str
    at: datetime
