"""What the functions log."""

import contextlib
import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from paddock.telemetry import SERVICE

Log = Callable[[], list[dict[str, Any]]]


@contextlib.contextmanager
def logged() -> Iterator[Log]:
    """The lines logged within so far, read as JSON."""
    (handler,) = logging.getLogger(SERVICE).handlers
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    try:
        yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    finally:
        handler.setStream(before)
