"""The channel's message about the matches that lack crew, from before the call to Discord until it is gone."""

from datetime import datetime
from enum import StrEnum

from paddock.ids import ChannelId, MessageId, OrganizationId
from paddock.store.item import Record


class NeedsState(StrEnum):
    NEW = "new"
    INTENDED = "intended"
    """Discord may have been told, or not: the same nonce gives the same message, for some minutes."""
    LIVE = "live"
    REFUSED = "refused"
    """Discord does not let us write there."""


class NeedsMessage(Record):
    organization: OrganizationId
    channel: ChannelId
    state: NeedsState = NeedsState.NEW
    message: MessageId | None = None
    nonce: str = ""
    fingerprint: str = ""
    """Of what Discord was last told, or is being told."""
    since: datetime
    """When it came into this state."""
