"""The pars of an async's permalinks, and its board."""

from datetime import datetime
from typing import NamedTuple

from paddock.ids import AsyncId, OrganizationId, PermalinkId, UserId
from paddock.request import Request
from paddock.store.item import Record


class Par(Request):
    permalink: PermalinkId
    milliseconds: int
    updated: datetime


class Pars(Record):
    """Of every permalink that has one: with a time they give its score, which is nowhere kept."""

    organization: OrganizationId
    async_: AsyncId
    pars: tuple[Par, ...] = ()

    @property
    def by_permalink(self) -> dict[PermalinkId, int]:
        return {each.permalink: each.milliseconds for each in self.pars}


class Row(NamedTuple):
    """A player's line of a board. Scores count in millionths of a point."""

    rank: int
    user: UserId
    name: str
    score: int
    estimate: int | None
    """Of the finished and scored runs alone."""
    finished: int
    forfeited: int
    left: int
    rejected: int = 0
    """Of those finished that count all the same."""
