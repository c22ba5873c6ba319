"""How a schedule's work for many is kept apart: what fails for one of them never stops the next."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from paddock.errors import Conflict, Unavailable

T = TypeVar("T")


class Attempt(Protocol):
    """Does one organization's work, or one event's: `whose` names it. None: it failed. A door's survives bugs too."""

    def __call__(self, whose: str, work: Callable[[], T]) -> T | None: ...


def attempted(whose: str, work: Callable[[], T]) -> T | None:
    try:
        return work()
    except (Conflict, Unavailable):
        return None
