"""Whose turn is first changes with each cycle: where time or questions run out, they run out for somebody else."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

CYCLE = timedelta(minutes=5)
GOLDEN = 617
"""Of 1000: cycles in a row that begin a golden section further each begin well apart, however many have their turn."""


def rotated(several: Sequence[T], now: datetime) -> list[T]:
    """In their order, beginning at the place whose turn it is."""
    cycle = int(now.timestamp()) // int(CYCLE.total_seconds())
    first = cycle * GOLDEN % 1000 * len(several) // 1000
    return [*several[first:], *several[:first]]
