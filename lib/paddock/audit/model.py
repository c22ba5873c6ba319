"""One line of the audit: who changed what, when, and through what."""

from datetime import datetime
from typing import Any

from paddock.ids import OrganizationId
from paddock.store.item import Record

SYSTEM = "system"
"""The actor of whatever no person asked for."""


class AuditLine(Record):
    organization: OrganizationId
    instant: datetime
    source: str
    place: int
    """Among the lines of the same source."""
    actor: str
    action: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]
