"""Tells whoever watches the world that it changed; may be called from any thread."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Changes:
    def __init__(self) -> None:
        self.version = 0
        self.over = False
        self._watchers: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def tell(self) -> None:
        self.version += 1
        for loop, event in list(self._watchers):
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    def end(self) -> None:
        """Wakes the watchers for the last time."""
        self.over = True
        self.tell()

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """An event that is set with each change; the watcher clears it."""
        watcher = (asyncio.get_running_loop(), asyncio.Event())
        self._watchers.add(watcher)
        try:
            yield watcher[1]
        finally:
            self._watchers.discard(watcher)
