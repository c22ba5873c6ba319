"""What a month's use costs, by AWS's list prices and after the allowances that are free for ever."""

from dataclasses import dataclass, fields

from infra.bench import prices


@dataclass(frozen=True)
class Use:
    """Of one month, or of one request."""

    lambda_requests: float = 0
    lambda_gb_seconds: float = 0
    snapstart_gb_seconds: float = 0
    http_requests: float = 0
    read_units: float = 0
    write_units: float = 0
    queue_requests: float = 0
    log_bytes: float = 0
    alarms: float = 0
    metrics: float = 0
    dashboards: float = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})

    def __mul__(self, times: float) -> "Use":
        return Use(**{each.name: getattr(self, each.name) * times for each in fields(self)})

    def beyond(self, free: "Use") -> "Use":
        left = {each.name: getattr(self, each.name) - getattr(free, each.name) for each in fields(self)}
        return Use(**{name: max(0.0, more) for name, more in left.items()})


PRICE = Use(
    lambda_requests=prices.LAMBDA_REQUEST,
    lambda_gb_seconds=prices.LAMBDA_GB_SECOND,
    snapstart_gb_seconds=prices.SNAPSTART_CACHE_GB_SECOND,
    http_requests=prices.HTTP_API_REQUEST,
    read_units=prices.DYNAMODB_READ_UNIT,
    write_units=prices.DYNAMODB_WRITE_UNIT,
    queue_requests=prices.SQS_FIFO_REQUEST,
    log_bytes=prices.LOG_BYTE,
    alarms=prices.ALARM_MONTH,
    metrics=prices.METRIC_MONTH,
    dashboards=prices.DASHBOARD_MONTH,
)
FREE = Use(
    lambda_requests=prices.FREE_LAMBDA_REQUESTS,
    lambda_gb_seconds=prices.FREE_LAMBDA_GB_SECONDS,
    queue_requests=prices.FREE_SQS_REQUESTS,
    log_bytes=prices.FREE_LOG_BYTES,
    alarms=prices.FREE_ALARMS,
    metrics=prices.FREE_METRICS,
    dashboards=prices.FREE_DASHBOARDS,
)
"""Each month, for ever; new accounts have more for a while."""


def dollars(use: Use) -> float:
    return float(sum(getattr(use, each.name) * getattr(PRICE, each.name) for each in fields(use)))


def priced(use: Use) -> str:
    return f"${dollars(use.beyond(FREE)):.2f} (${dollars(use):.2f} without free allowances)"
