"""A quick start of a process that somebody waits for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_done = False


@contextmanager
def quick_start() -> Iterator[None]:
    """The first time with the collector of garbage off: what a process imports and makes at its start stays, and
    looking through it again and again would take a tenth of that start."""
    global _done
    if _done:
        yield
        return
    _done = True
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
