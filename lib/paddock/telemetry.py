"""One structured line for each invocation, which is its metrics too: CloudWatch's embedded metric format."""

import time
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.logging import Logger

NAMESPACE = "Paddock"
SERVICE = "paddock"

_logger = Logger(service=SERVICE, level="INFO", location=None, use_rfc3339=True, utc=True)


class Stopwatch:
    """Durations only; what happens when is told by the events themselves."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

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

    Names that end in `Milliseconds` or `Seconds` carry that unit, the others count.
    """
    totals = totals or {}
    directives = [_directive(metrics, [*dimensions]), *([_directive(totals, [])] if totals else [])]
    embedded = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": directives}
    line = {**fields, **dimensions, **metrics, **totals, "_aws": embedded}
    if failure is None:
        _logger.info(message, extra=line)
    else:
        _logger.error(message, extra=line, exc_info=failure)


def _directive(metrics: Mapping[str, float], dimensions: list[str]) -> dict[str, Any]:
    defined = [{"Name": name, "Unit": _unit(name)} for name in metrics]
    return {"Namespace": NAMESPACE, "Dimensions": [dimensions], "Metrics": defined}


def _unit(name: str) -> str:
    return next((unit for unit in ("Milliseconds", "Seconds") if name.endswith(unit)), "Count")
