"""How long somebody still waits for the work at hand. Nobody waits for jobs and schedules: they have no deadline."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from paddock.telemetry import Stopwatch

_seconds_left: ContextVar[Callable[[], float]] = ContextVar("seconds_left", default=lambda: math.inf)


@contextmanager
def within(seconds: float, watch: Stopwatch) -> Iterator[None]:
    """What is done here has `seconds` from the start of `watch`."""
    token = _seconds_left.set(lambda: seconds - watch.milliseconds / 1000)
    try:
        yield
    finally:
        _seconds_left.reset(token)


def seconds_left() -> float:
    return _seconds_left.get()()
