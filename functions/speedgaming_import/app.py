"""Every five minutes: SpeedGaming's schedule becomes our matches."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from paddock.attempts import attempted
from paddock.settings import Settings
from paddock.speedgaming.cycle import import_cycle
from paddock.telemetry import Stopwatch, record
from paddock.wiring import Wiring

WIRING = Wiring(Settings.read(os.environ))
T = TypeVar("T")


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    watch = Stopwatch()
    now = datetime.fromisoformat(event["time"])
    summary = import_cycle(WIRING.database, WIRING.ledger, WIRING.clients.speedgaming, now, _attempt)
    metrics = {
        "EpisodesImported": summary["imported"],
        "EpisodesUpdated": summary["updated"],
        "ImportsFailed": summary["failed"],
        "ImportMilliseconds": watch.milliseconds,
    }
    record("speedgaming import", metrics, {}, {"time": event["time"], **summary})
    return summary


def _attempt(whose: str, work: Callable[[], T]) -> T | None:
    try:
        return attempted(whose, work)
    except Exception as bug:  # noqa: BLE001 - the door: one organization's bug never stops the next one's import
        record("speedgaming import fault", {"ImportFaults": 1}, {}, {"whose": whose}, bug)
        return None
