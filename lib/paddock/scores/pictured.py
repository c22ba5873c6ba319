"""What a picture of a board shows, as values, and the same in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from paddock.asyncs.model import Async
from paddock.discord.text import count, plain
from paddock.ids import PermalinkId, UserId
from paddock.runs.model import Entrant
from paddock.scores.board import Pars
from paddock.scores.model import Row
from paddock.scores.rules import qualifies
from paddock.scores.views import points

MOST_STANDINGS = 10
"""Besides the reader's own, wherever that is."""
MOST_TOLD = 5
MOST_NAME = 100


class PermalinkTimes(NamedTuple):
    """In milliseconds."""

    label: str
    par: int | None
    times: tuple[int, ...]
    own: tuple[int, ...] = ()
    """The reader's, which are not among the others."""


class PoolTimes(NamedTuple):
    name: str
    permalinks: tuple[PermalinkTimes, ...]
    """Those that somebody has finished."""


class Standing(NamedTuple):
    rank: int
    name: str
    score: int
    """In millionths of a point."""
    finished: int
    forfeited: int
    is_own: bool = False
    """The reader's."""


class BoardPicture(NamedTuple):
    title: str
    players: int
    pools: tuple[PoolTimes, ...]
    standings: tuple[Standing, ...]

    @property
    def runs(self) -> int:
        return sum(len(each.times) + len(each.own) for pool in self.pools for each in pool.permalinks)


def pictured(
    async_: Async, entrants: Sequence[Entrant], rows: Sequence[Row], pars: Pars, reader: UserId
) -> BoardPicture:
    first, rest = rows[:MOST_STANDINGS], rows[MOST_STANDINGS:]
    shown = [*first, *(row for row in rest if row.user == reader)]
    return BoardPicture(
        title=plain(async_.name, MOST_NAME),
        players=len(rows),
        pools=tuple(_pools(async_, entrants, pars, reader)),
        standings=tuple(_standing(row, reader) for row in shown),
    )


def described(board: BoardPicture) -> str:
    """For those who do not see it."""
    chart = f"A chart of {count(board.runs, 'finished run')} in {count(len(board.pools), 'pool')}, each beside its par"
    told = [f"{each.rank}. {each.name}, {points(each.score)}" for each in board.standings[:MOST_TOLD]]
    told += [f"you: {each.rank}., {points(each.score)}" for each in board.standings if each.is_own]
    return f"{board.title}. {chart}. Standings of {count(board.players, 'player')}: {'; '.join(told) or 'none yet'}."


def _standing(row: Row, reader: UserId) -> Standing:
    name = plain(row.name, MOST_NAME) or str(row.user)
    return Standing(row.rank, name, row.score, row.finished, row.forfeited, row.user == reader)


def _pools(async_: Async, entrants: Sequence[Entrant], pars: Pars, reader: UserId) -> Iterator[PoolTimes]:
    times: dict[PermalinkId, list[int]] = {}
    own: dict[PermalinkId, list[int]] = {}
    for entrant in entrants:
        found = own if entrant.user == reader else times
        for slot in entrant.slots:
            if qualifies(slot, async_) and slot.milliseconds is not None:
                found.setdefault(slot.permalink, []).append(slot.milliseconds)
    raced = sorted(times.keys() | own.keys(), key=_number)
    for pool in async_.open_pools:
        permalinks = [
            PermalinkTimes(id, pars.get(id), tuple(times.get(id, ())), tuple(own.get(id, ())))
            for id in raced
            if id.pool == pool.id
        ]
        if permalinks:
            yield PoolTimes(plain(pool.name, MOST_NAME), tuple(permalinks))


def _number(id: PermalinkId) -> int:
    """In its pool."""
    return int(id.partition("-")[2])
