"""`make bench`: the product's numbers in one table, each beside a yardstick that was measured in the same run."""

import platform
import sys
import time

from infra.bench import (
    bills,
    boards,
    clicks,
    cold,
    comparing,
    deployed_feeds,
    feeds,
    finishes,
    footprint,
    limits,
    notices,
    schedules,
    syncing,
    throughput,
    trips,
    warm,
)
from infra.bench.table import Row, render, wrapped

NOTES = (
    "ratio: measured / yardstick, medians of runs that took turns. us, ms: of wall time in the process.",
    "Cold: from a fresh process's first line to the answer, without the interpreter's own start, with bytecode at "
    "hand; its database is an emulator, whose own work is left out too.",
)


def main() -> int:
    began = time.monotonic()
    _say("warm")
    rows: list[Row] = [*warm.rows()]
    _say("cold")
    rows += cold.rows()
    _say("round trips")
    requests = trips.requests()
    rows += trips.rows(requests)
    _say("schedules")
    rows += schedules.rows()
    ticks, synced = schedules.idle(), syncing.synced()
    rows += syncing.rows(synced)
    _say("many servers, many episodes, many notices")
    rows += [*comparing.rows(), *feeds.rows(), *notices.rows()]
    _say("time limits")
    rows += limits.rows()
    _say("a finish")
    rows += finishes.rows()
    _say("a board")
    rows += boards.rows()
    _say("memory and size")
    rows += footprint.rows()
    _say("the local stack")
    rows += [*throughput.rows(), *clicks.rows(), *deployed_feeds.rows()]
    rows += bills.rows(requests, synced.job, ticks)
    notes = (*NOTES, trips.note(requests), *bills.notes(ticks))
    where = f"Python {platform.python_version()}, {platform.machine()}, {time.monotonic() - began:.0f} s."
    sys.stdout.write(f"{render(rows)}\n\n{wrapped((*notes, where))}\n")
    return int(any(row.ok is False for row in rows))


def _say(what: str) -> None:
    sys.stderr.write(f"measuring: {what}\n")


if __name__ == "__main__":
    sys.exit(main())
