"""Every hour: each server's events are compared with its matches."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from paddock.attempts import attempted
from paddock.calendar.hourly import promise_syncs
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))
T = TypeVar("T")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    summary = promise_syncs(WIRING.database, WIRING.ledger, datetime.fromisoformat(event["time"]), _attempt)
    metrics = {"SyncsPromised": summary["done"], "SyncMilliseconds": watch.milliseconds}
    record("events sync", metrics, {}, {"time": event["time"], **summary})
    return summary


def _attempt(whose: str, work: Callable[[], T]) -> T | None:
    try:
        return attempted(whose, work)
    except Exception as bug:  # noqa: BLE001 - the door: one organization's bug never stops the next one's comparison
        record("events sync fault", {"SyncFaults": 1}, {}, {"whose": whose}, bug)
        return None
