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
    claim: str = ""
    """While it is intended: the delivery of the job that is telling Discord."""


class Listing(Request):
    """What a server's event says: the parts that follow the match."""

    name: str
    description: str
    location: str
    start: datetime
    end: datetime
