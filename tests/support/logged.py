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
    """The structured lines logged within so far."""
    handlers = logging.getLogger(SERVICE).handlers
    handler = next(each for each in handlers if type(each) is logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    try:
        yield lambda: [json.loads(line) for line in written.getvalue().splitlines() if line[0] == "{"]
    finally:
        handler.setStream(before)
