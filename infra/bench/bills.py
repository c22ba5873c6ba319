"""Two bills, from what was measured: a million interactions, and a month in which nobody comes."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import fmean

from infra.bench import prices
from infra.bench.cost import Use, dollars, priced
from infra.bench.meter import Spent
from infra.bench.product import metrics
from infra.bench.schedules import IMPORT, SYNC, TIMEOUTS
from infra.bench.spending import Invocation
from infra.bench.table import Row, told
from infra.template.load import load

MEMORY_GB = load()["Globals"]["Function"]["MemorySize"] / 1024
CORE_GB = 1769 / 1024
"""With this much memory a function has one core; with less, as much less of it."""
CALL_SECONDS = 0.005
"""For one call to DynamoDB from Lambda; the emulator's own time says nothing."""
JOB_SECONDS = 0.3
"""A job waits for Discord, which takes a fifth of a second or so."""
JOB_QUEUE_REQUESTS = 3
"""Sent, received, deleted."""
PLATFORM_LOG_BYTES = 350
"""Lambda's own lines for an invocation."""
DAYS = 31
TICKS = {TIMEOUTS: DAYS * 24 * 60, IMPORT: DAYS * 24 * 12, SYNC: DAYS * 24}
POLLS = DAYS * 24 * 60 * 15
"""Lambda keeps five long polls of 20 seconds open at a queue."""
MILLION = 1_000_000
A_MONTH_OF_SNAPSTART = Use(snapstart_gb_seconds=DAYS * 24 * 3600 * MEMORY_GB)
"""One published version."""


def rows(requests: Mapping[str, Invocation], job: Spent, ticks: Mapping[str, Invocation]) -> Iterator[Row]:
    busy = interaction(list(requests.values()), job) * MILLION
    yield told("Cost of a million interactions, one of each kind, and their jobs", priced(busy))
    yield told(f"Cost of an idle month of {DAYS} days", priced(idle_month(ticks)))


def interaction(requests: Iterable[Invocation], job: Spent) -> Use:
    """A request like the mean of these, with the jobs that it sends."""
    asked = list(requests)
    use = Use(http_requests=1) + _mean(map(_invocation, asked))
    return use + _job(job) * fmean(each.spent.messages for each in asked)


def idle_month(ticks: Mapping[str, Invocation]) -> Use:
    standing = A_MONTH_OF_SNAPSTART + Use(queue_requests=POLLS) + _watching()
    counted = Use(metrics=len(metrics([line for tick in ticks.values() for line in tick.log])))
    month = standing + counted
    for name, tick in ticks.items():
        month += _invocation(tick) * TICKS[name]
    return month


def notes(ticks: Mapping[str, Invocation]) -> list[str]:
    month = idle_month(ticks)
    snapshot = dollars(A_MONTH_OF_SNAPSTART)
    watching = dollars(_watching() + Use(metrics=month.metrics))
    return [
        prices.NOTE,
        f"Billed time: our own work as measured here, at {MEMORY_GB / CORE_GB:.2f} of a core, and "
        f"{CALL_SECONDS * 1e3:.0f} ms for a call to DynamoDB; {JOB_SECONDS} s for a job.",
        "Units: of writes as the emulator tells them, of reads by the items' sizes.",
        f"Of the idle month, ${snapshot:.2f} keep SnapStart's snapshot of one version; ${watching:.2f} without free "
        "allowances are alarms, metrics and the dashboard.",
    ]


def _invocation(one: Invocation) -> Use:
    seconds = one.seconds * CORE_GB / MEMORY_GB + one.spent.calls * CALL_SECONDS
    return Use(
        lambda_requests=1,
        lambda_gb_seconds=seconds * MEMORY_GB,
        read_units=one.spent.read_units,
        write_units=one.spent.write_units,
        log_bytes=one.log_bytes + PLATFORM_LOG_BYTES,
    )


def _job(spent: Spent) -> Use:
    return Use(
        lambda_requests=1,
        lambda_gb_seconds=JOB_SECONDS * MEMORY_GB,
        read_units=spent.read_units,
        write_units=spent.write_units,
        queue_requests=JOB_QUEUE_REQUESTS,
        log_bytes=2 * PLATFORM_LOG_BYTES,
    )


def _mean(uses: Iterable[Use]) -> Use:
    found = list(uses)
    return sum(found, Use()) * (1 / len(found))


def _watching() -> Use:
    """The template's alarms and dashboards."""
    kinds = [resource["Type"] for resource in load()["Resources"].values()]
    return Use(alarms=kinds.count("AWS::CloudWatch::Alarm"), dashboards=kinds.count("AWS::CloudWatch::Dashboard"))
