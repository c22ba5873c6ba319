"""Where the audit is kept: append only."""

from paddock.audit.model import AuditLine
from paddock.change import Cause, Entry
from paddock.ids import OrganizationId
from paddock.store.change import Put
from paddock.store.item import Item, Table
from paddock.store.table import Session

AUDIT_LINE = Item(
    AuditLine,
    pk="{organization}",
    sk="{instant}#{source}#{place:03d}#{mark}",
    purpose="a line of the audit",
    table=Table.AUDIT,
)


def appended(entry: Entry, place: int, cause: Cause) -> Put:
    line = AuditLine(
        organization=entry.organization or cause.organization,
        instant=cause.now,
        source=cause.source,
        place=place,
        actor=entry.actor or cause.actor,
        action=entry.action,
        subject=entry.subject,
        before=entry.before,
        after=entry.after,
    )
    return Put(AUDIT_LINE.key_of(line), AUDIT_LINE.dump(line), None)


class AuditStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def latest(self, organization: OrganizationId, limit: int) -> list[AuditLine]:
        return self._session.database.query(AUDIT_LINE, organization, newest_first=True, limit=limit)
