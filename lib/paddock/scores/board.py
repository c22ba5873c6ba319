"""The board: each player's best runs of every pool, and who stands where."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from paddock.asyncs.model import Async
from paddock.ids import PermalinkId, PoolId
from paddock.runs.model import Decision, Entrant, Slot, Status
from paddock.scores.model import Row
from paddock.scores.rules import slot_score

Pars = Mapping[PermalinkId, int]
"""In milliseconds."""


class Counted(NamedTuple):
    """A run that fills one of its player's slots. It may have no score yet: that counts 0, but for the estimate."""

    slot: Slot
    score: int | None

    @property
    def worth(self) -> tuple[int, bool, bool]:
        """By which the best are chosen: of those that score the same, the finished ones first."""
        return self.score or 0, self.slot.status is Status.FINISHED, self.score is not None


class _Result(NamedTuple):
    entrant: Entrant
    counted: tuple[Counted, ...]

    @property
    def total(self) -> int:
        return sum(each.score or 0 for each in self.counted)


def display_order(entrant: Entrant) -> tuple[str, int]:
    """In which equals are listed: never another, whoever asks and whenever."""
    return entrant.name.casefold(), int(entrant.user)


def counted(entrant: Entrant, async_: Async, pars: Pars) -> tuple[Counted, ...]:
    """The best closed runs of each pool. An archived pool's count no more, whatever they were."""
    closed: dict[PoolId, list[Counted]] = {pool.id: [] for pool in async_.open_pools}
    for slot in entrant.slots:
        if slot.status.is_closed and not slot.voided and slot.pool in closed:
            closed[slot.pool].append(Counted(slot, slot_score(slot, pars, async_)))
    best = (sorted(runs, key=lambda each: each.worth, reverse=True) for runs in closed.values())
    return tuple(each for runs in best for each in runs[: async_.runs_per_pool])


def board(async_: Async, entrants: Iterable[Entrant], pars: Pars) -> tuple[Row, ...]:
    """Everybody with a run that counts, the best first.

    Equal scores share a rank, and are listed in an order that stays. Whoever has only voided or open runs is not on
    it: nothing of theirs can be compared yet.
    """
    results = [_Result(each, counted(each, async_, pars)) for each in entrants]
    ordered = sorted((each for each in results if each.counted), key=_order)
    rows: list[Row] = []
    rank, last = 0, -1
    for place, result in enumerate(ordered, 1):
        if result.total != last:
            rank, last = place, result.total
        rows.append(_row(rank, result, async_.slots))
    return tuple(rows)


def _order(result: _Result) -> tuple[int, tuple[str, int]]:
    return -result.total, display_order(result.entrant)


def _row(rank: int, result: _Result, slots: int) -> Row:
    scores = [each.score for each in result.counted if each.slot.status is Status.FINISHED and each.score is not None]
    finished = sum(each.slot.status is Status.FINISHED for each in result.counted)
    return Row(
        rank=rank,
        user=result.entrant.user,
        name=result.entrant.name,
        score=_mean(result.total, slots),
        estimate=_mean(sum(scores), len(scores)) if scores else None,
        finished=finished,
        forfeited=len(result.counted) - finished,
        left=slots - len(result.counted),
        rejected=sum(each.score is not None and each.slot.decision is Decision.REJECTED for each in result.counted),
    )


def _mean(total: int, count: int) -> int:
    """To the nearest whole number."""
    return (2 * total + count) // (2 * count)
