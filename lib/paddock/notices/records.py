"""Where notices are kept, and the channels in which people read them."""

from collections.abc import Iterable

from paddock.change import Change, Entry
from paddock.ids import MatchId, OrganizationId, UserId
from paddock.notices.model import Fact, Inbox, Notice
from paddock.store.change import Delete, Put, put
from paddock.store.item import Item
from paddock.store.table import Session

NOTICE = Item(
    Notice,
    pk="{organization}#MATCH#{match}",
    sk="NOTICE#{user}#{fact}#{mark}",
    purpose="that somebody was told something about a match",
)
INBOX = Item(
    Inbox, pk="{organization}", sk="INBOX#{user}", purpose="the channel in which a person reads direct messages"
)


class NoticeStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def told(
        self, organization: OrganizationId, match: MatchId, user: UserId, fact: Fact, marks: Iterable[str]
    ) -> set[str]:
        """Of which of the marks they were told."""
        wanted = ({"organization": organization, "match": match, "user": user, "fact": fact, "mark": m} for m in marks)
        return {notice.mark for notice in self._session.find_many(NOTICE, wanted)}

    def inbox(self, organization: OrganizationId, user: UserId) -> Inbox | None:
        return self._session.find(INBOX, organization=organization, user=user)


def told(notices: Iterable[Notice]) -> Change:
    return sum((_told(each) for each in notices), Change())


def _told(notice: Notice) -> Change:
    after = {"user": notice.user, "fact": notice.fact.value, "way": notice.way.value}
    return Change((put(NOTICE, notice),), (Entry("match.told", f"match:{notice.match}", after=after),))


def forgotten(notice: Notice) -> Change:
    """They may be told it again."""
    return Change((Delete(NOTICE.key_of(notice)),))


def remembered(inbox: Inbox) -> Change:
    """Whoever opened it last is right: it is the same channel for everybody."""
    return Change((Put(INBOX.key_of(inbox), INBOX.dump(inbox), None),))


def tried_again(inbox: Inbox) -> Change:
    """Its owner may take messages by now."""
    return remembered(inbox.model_copy(update={"closed_until": None}))


def closed(inbox: Inbox) -> Change:
    return Change((Delete(INBOX.key_of(inbox)),))
