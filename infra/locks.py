"""Locks on files: held by a process, let go by the kernel however that process ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOK_AGAIN = 0.05
"""Seconds; flock itself can wait for ever or not at all."""


class Taken(Exception):
    """Another process holds the lock, and did not let go in time."""


@contextmanager
def locked(file: Path, *, patience: float) -> Iterator[int]:
    """The locked file's descriptor: a child that inherits it holds the lock too. `patience` is in seconds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, time.monotonic() + patience)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            if time.monotonic() > deadline:
                raise Taken from held
        time.sleep(LOOK_AGAIN)
