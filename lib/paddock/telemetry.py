"""One structured line for each invocation, which is its metrics too: CloudWatch's embedded metric format.

By the standard library alone: Powertools' Logger would write the same line in four times the time, and its import is
a thirtieth of a cold start.
"""

import json
import logging
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NAMESPACE = "Paddock"
SERVICE = "paddock"


class _Lines(logging.Formatter):
    """Each record as one line of JSON, whichever part of the product it comes from."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "service": SERVICE,
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            kind = type(record.exc_info[1]).__name__
            line |= {"exception_name": kind, "exception": self.formatException(record.exc_info)}
        return json.dumps(line, default=str)


_handler = logging.StreamHandler(sys.stdout)
_handler.setFormatter(_Lines())
_logger = logging.getLogger(SERVICE)
_logger.setLevel(logging.INFO)
_logger.propagate = False
_logger.addHandler(_handler)


class Stopwatch:
    """Durations only; what happens when is told by the events themselves."""

    def __init__(self, started: float | None = None) -> None:
        """`started` is the performance counter's reading where that was taken before."""
        self._started = time.perf_counter() if started is None else started

    @property
    def milliseconds(self) -> float:
        return round((time.perf_counter() - self._started) * 1000, 3)


def record(
    message: str,
    metrics: Mapping[str, float],
    dimensions: Mapping[str, str],
    fields: Mapping[str, Any],
    failure: Exception | None = None,
    totals: Mapping[str, float] | None = None,
) -> None:
    """`metrics` by name, counted under `dimensions`, and `totals` under none; `fields` are for reading only.
    A `failure` is a bug of ours, and counts as one of the `Faults` in total.

    Names that end in `Milliseconds` or `Seconds` carry that unit, the others count.
    """
    totals = {**(totals or {}), **({"Faults": 1.0} if failure else {})}
    directives = [_directive(metrics, [*dimensions]), *([_directive(totals, [])] if totals else [])]
    embedded = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": directives}
    line = {**fields, **dimensions, **metrics, **totals, "_aws": embedded}
    level = logging.ERROR if failure else logging.INFO
    _logger.log(level, message, extra={"fields": line}, exc_info=failure)


def _directive(metrics: Mapping[str, float], dimensions: list[str]) -> dict[str, Any]:
    defined = [{"Name": name, "Unit": _unit(name)} for name in metrics]
    return {"Namespace": NAMESPACE, "Dimensions": [dimensions], "Metrics": defined}


def _unit(name: str) -> str:
    return next((unit for unit in ("Milliseconds", "Seconds") if name.endswith(unit)), "Count")
