"""A quick start of a process that somebody waits for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quick_start() -> Iterator[None]:
    """The first time with the collector of garbage off: what a process imports and makes at its start stays, and
    looking through it again and again would take a tenth of that start."""
    if gc.get_freeze_count():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
