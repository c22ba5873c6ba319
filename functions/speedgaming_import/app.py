"""Every five minutes: SpeedGaming's schedule becomes our matches."""

import os
from datetime import datetime
from typing import Any

from paddock.settings import Settings
from paddock.speedgaming.cycle import import_cycle
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    now = datetime.fromisoformat(event["time"])
    summary = import_cycle(WIRING.database, WIRING.ledger, WIRING.clients.speedgaming, now)
    metrics = {
        "EpisodesImported": summary["imported"],
        "EpisodesUpdated": summary["updated"],
        "ImportsFailed": summary["failed"],
        "ImportMilliseconds": watch.milliseconds,
    }
    record("speedgaming import", metrics, {}, {"time": event["time"], **summary})
    return summary
