"""Every hour: the pars of each active async are worked out anew."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from paddock.attempts import attempted
from paddock.scores.hourly import promise_repairs
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))
T = TypeVar("T")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    summary = promise_repairs(WIRING.database, WIRING.ledger, datetime.fromisoformat(event["time"]), _attempt)
    metrics = {"RepairsPromised": summary["done"], "ScoringMilliseconds": watch.milliseconds}
    record("scoring", metrics, {}, {"time": event["time"], **summary})
    return summary


def _attempt(whose: str, work: Callable[[], T]) -> T | None:
    try:
        return attempted(whose, work)
    except Exception as bug:  # noqa: BLE001 - the door: one organization's bug never stops the next one's repair
        record("scoring fault", {"ScoringFaults": 1}, {}, {"whose": whose}, bug)
        return None
