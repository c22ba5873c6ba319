"""That somebody was told something, so that they are not told twice."""

from datetime import datetime
from enum import StrEnum

from paddock.ids import MatchId, OrganizationId, UserId
from paddock.store.item import Record


class Way(StrEnum):
    DIRECT = "direct message"
    ANNOUNCED = "mention in the announcements channel"
    NOT = "not at all"


class Notice(Record):
    organization: OrganizationId
    match: MatchId
    user: UserId
    start: datetime
    way: Way
