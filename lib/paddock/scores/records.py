"""Where pars are kept: with the players' entries, so that one query reads all that a board needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from paddock.change import NOTHING, Change, Entry, differences
from paddock.ids import AsyncId, OrganizationId
from paddock.runs.model import Entrant
from paddock.runs.records import ENTRANT
from paddock.scores.model import Pars
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session

PARS = Item(Pars, pk="{organization}#ASYNC#{async_}", sk="PARS", purpose="the pars of an async's permalinks")
MOST_ENTRANTS = 1_000_000
"""Far more than can be read in time: a board fails before it leaves somebody out."""


class Standings(NamedTuple):
    pars: Pars
    entrants: Sequence[Entrant]


class ScoreStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def pars(self, organization: OrganizationId, async_: AsyncId) -> Pars:
        found = self._session.find(PARS, organization=organization, async_=async_)
        return found or Pars(organization=organization, async_=async_)

    def standings(self, organization: OrganizationId, async_: AsyncId, now: datetime) -> Standings:
        """All players' runs and the pars; a run whose time is up is over, whether or not a sweep has noted it."""
        pk = PARS.key(organization=organization, async_=async_).pk
        rows = self._session.database.query_raw(PARS.table, pk, limit=MOST_ENTRANTS)
        pars = Pars(organization=organization, async_=async_)
        entrants: list[Entrant] = []
        for row in rows:
            if row["sk"]["S"] == PARS.sk:
                pars = PARS.load(row)
            else:
                entrants.append(ENTRANT.load(row).as_of(now))
        return Standings(pars, entrants)


def changed(before: Pars, after: Pars) -> Change:
    if before.pars == after.pars:
        return NOTHING
    old, new = differences(before, after)
    return Change((put(PARS, after),), (Entry("async.scored", f"async:{after.async_}", old, new),))
