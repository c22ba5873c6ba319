"""One line of the audit: who changed what, when, and through what."""

from datetime import datetime
from typing import Any

from paddock.ids import OrganizationId
from paddock.jobs.model import digest
from paddock.store.item import Record

SYSTEM = "system"
"""The actor of whatever no person asked for."""


class AuditLine(Record):
    organization: OrganizationId
    instant: datetime
    source: str
    place: int
    """Among the lines of the same transaction."""
    actor: str
    action: str
    subject: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def mark(self) -> str:
        """Keeps apart what one source writes in several transactions; a repetition of the same line falls on itself."""
        return digest(self.action, self.subject, self.before, self.after, length=8)
