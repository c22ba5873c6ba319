"""Every minute: whatever has fallen due goes to the queue."""

import os
from datetime import datetime
from typing import Any

from paddock.jobs.sweep import sweep
from paddock.settings import Settings
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    swept = sweep(WIRING.database, WIRING.queue, datetime.fromisoformat(event["time"]))
    summary = {"due": swept.due, "done": swept.sent, "failed": swept.due - swept.sent}
    metrics = {"JobsDue": swept.due, "OldestDueJobAgeSeconds": swept.oldest, "SweepMilliseconds": watch.milliseconds}
    record("sweep", metrics, {}, {"time": event["time"], **summary})
    return summary
