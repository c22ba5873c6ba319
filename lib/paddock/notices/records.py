"""Where notices are kept."""

from paddock.change import Change, Entry
from paddock.ids import MatchId, OrganizationId, UserId
from paddock.notices.model import Fact, Notice
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session

NOTICE = Item(
    Notice,
    pk="{organization}#MATCH#{match}",
    sk="NOTICE#{user}#{fact}#{mark}",
    purpose="that somebody was told something about a match",
)


class NoticeStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, organization: OrganizationId, match: MatchId, user: UserId, fact: Fact, mark: str) -> Notice | None:
        return self._session.find(NOTICE, organization=organization, match=match, user=user, fact=fact, mark=mark)


def told(notice: Notice) -> Change:
    after = {"user": notice.user, "fact": notice.fact.value, "way": notice.way.value}
    return Change((put(NOTICE, notice),), (Entry("match.told", f"match:{notice.match}", after=after),))
