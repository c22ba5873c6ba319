"""Every hour: each server's events are compared with its matches."""

import os
from datetime import datetime
from typing import Any

from paddock.calendar.hourly import promise_syncs
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    summary = promise_syncs(WIRING.database, WIRING.ledger, datetime.fromisoformat(event["time"]))
    metrics = {"SyncsPromised": summary["done"], "SyncMilliseconds": watch.milliseconds}
    record("events sync", metrics, {}, {"time": event["time"], **summary})
    return summary
