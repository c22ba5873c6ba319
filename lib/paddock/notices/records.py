"""Where notices are kept."""

from datetime import datetime

from paddock.change import Change, Entry
from paddock.ids import MatchId, OrganizationId, UserId
from paddock.notices.model import Notice
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session

NOTICE = Item(
    Notice,
    pk="{organization}#MATCH#{match}",
    sk="REMINDER#{user}#{start}",
    purpose="that a player was reminded of a start",
)


class NoticeStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, organization: OrganizationId, match: MatchId, user: UserId, start: datetime) -> Notice | None:
        return self._session.find(NOTICE, organization=organization, match=match, user=user, start=start)


def told(notice: Notice) -> Change:
    after = {"user": notice.user, "way": notice.way.value}
    return Change((put(NOTICE, notice),), (Entry("match.reminded", f"match:{notice.match}", after=after),))
