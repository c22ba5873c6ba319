"""One invocation of a function in this process, and all that it spends."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from infra.bench.meter import Spent, metered
from infra.bench.posts import Event
from infra.bench.product import LOG, EmulatorStopwatch, Handler
from infra.local.inprocess_aws import Account


@dataclass(frozen=True)
class Invocation:
    spent: Spent
    seconds: float
    """Of our own work: without the emulator's."""
    log: list[str]
    answer: dict[str, Any]

    @property
    def log_bytes(self) -> int:
        return sum(len(line.encode()) for line in self.log)


def invoke(handler: Handler, event: Event, account: Account) -> Invocation:
    stopwatch = EmulatorStopwatch(account)
    with metered() as spent, LOG.kept() as log:
        began = perf_counter()
        answer = handler(event, None)
        seconds = perf_counter() - began - stopwatch.seconds
    return Invocation(spent, seconds, log, answer)
