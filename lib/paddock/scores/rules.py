"""Pars and scores: whole numbers from times, so that equal scores are equal."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from paddock.asyncs.model import Async
from paddock.ids import PermalinkId
from paddock.runs.model import Decision, Entrant, Slot, Status
from paddock.scores.model import Par, Pars

POINT = 1_000_000
"""A score counts in millionths of a point."""
HIGHEST = 105 * POINT


def par(milliseconds: Collection[int], sample: int) -> int | None:
    """The mean of the `sample` fastest times in whole milliseconds; None without any."""
    fastest = sorted(milliseconds)[:sample]
    return sum(fastest) // len(fastest) if fastest else None


def score(milliseconds: int, par: int) -> int:
    """(2 - time / par) x 100 points, held within 0 and 105."""
    return min(max((2 * par - milliseconds) * 100 * POINT // par, 0), HIGHEST) if par else HIGHEST


def qualifies(slot: Slot, async_: Async) -> bool:
    """Whether its time counts for the permalink's par."""
    approved = not async_.approved_only or slot.decision is Decision.APPROVED
    return slot.status is Status.FINISHED and not slot.voided and approved


def slot_score(slot: Slot, pars: Mapping[PermalinkId, int], async_: Async) -> int | None:
    """None where it has none: voided, not over, not approved, or without a par."""
    if slot.voided:
        return None
    if slot.status in (Status.FORFEIT, Status.DISQUALIFIED):
        return 0
    if slot.milliseconds is None or slot.permalink not in pars or not qualifies(slot, async_):
        return None
    return score(slot.milliseconds, pars[slot.permalink])


def computed(before: Pars, async_: Async, entrants: Iterable[Entrant], now: datetime) -> Pars:
    """The pars as the runs make them; one that stays keeps the instant of its last change."""
    times: dict[PermalinkId, list[int]] = {}
    for entrant in entrants:
        for slot in entrant.slots:
            if qualifies(slot, async_) and slot.milliseconds is not None:
                times.setdefault(slot.permalink, []).append(slot.milliseconds)
    known = {each.permalink: each for each in before.pars}
    pars = []
    for permalink in sorted(times):
        milliseconds = par(times[permalink], async_.par_sample) or 0
        kept = known.get(permalink)
        is_same = kept is not None and kept.milliseconds == milliseconds
        pars.append(kept if kept and is_same else Par(permalink=permalink, milliseconds=milliseconds, updated=now))
    return before.model_copy(update={"pars": tuple(pars)})


def changed_pars(before: Pars, after: Pars) -> int:
    """How many permalinks have another par, or none any more."""
    return len({permalink for permalink, _ in before.by_permalink.items() ^ after.by_permalink.items()})
