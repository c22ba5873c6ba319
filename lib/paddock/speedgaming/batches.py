"""Matches' changes by the transaction: several in one, none in parts."""

from collections.abc import Iterable

from paddock.change import NOTHING, Change
from paddock.ids import MatchId
from paddock.store.table import MOST_WRITES

MOST_ITEMS = 90
"""In one transaction of several matches, of the 100 that DynamoDB takes."""

Writing = tuple[MatchId, Change]


def fits(change: Change) -> bool:
    return change.size <= MOST_WRITES


def batches(writings: Iterable[Writing], most: int) -> Iterable[tuple[set[MatchId], Change]]:
    """Each of at most `most` items, unless one alone has more."""
    ids: set[MatchId] = set()
    batch = NOTHING
    for id, change in writings:
        fuller = batch + change
        if ids and fuller.size > most:
            yield ids, batch
            ids, fuller = set(), change
        ids, batch = {*ids, id}, fuller
    if ids:
        yield ids, batch
