"""AWS's list prices in us-east-1, in US dollars, without taxes and discounts."""

KNOWN = "June 2025"

MILLION = 1_000_000
GB = 1024**3

LAMBDA_REQUEST = 0.20 / MILLION
LAMBDA_GB_SECOND = 0.0000133334
"""On arm64."""
SNAPSTART_CACHE_GB_SECOND = 0.0000015046
"""For as long as a version is published; Python's functions pay it."""
HTTP_API_REQUEST = 1.00 / MILLION
DYNAMODB_READ_UNIT = 0.125 / MILLION
DYNAMODB_WRITE_UNIT = 0.625 / MILLION
"""On demand."""
SQS_FIFO_REQUEST = 0.50 / MILLION
LOG_BYTE = 0.50 / GB
ALARM_MONTH = 0.10
METRIC_MONTH = 0.30
DASHBOARD_MONTH = 3.00

FREE_LAMBDA_REQUESTS = MILLION
FREE_LAMBDA_GB_SECONDS = 400_000
FREE_SQS_REQUESTS = MILLION
FREE_LOG_BYTES = 5 * GB
FREE_ALARMS = 10
FREE_METRICS = 10
FREE_DASHBOARDS = 3
"""Each month, for ever."""

NOTE = (
    f"Prices: AWS's list for us-east-1 as known in {KNOWN}: Lambda on arm64 ${LAMBDA_GB_SECOND} a GB-s and "
    f"${LAMBDA_REQUEST * MILLION:.2f} a million, SnapStart's cache ${SNAPSTART_CACHE_GB_SECOND} a GB-s, HTTP API "
    f"${HTTP_API_REQUEST * MILLION:.2f} a million, DynamoDB on demand ${DYNAMODB_READ_UNIT * MILLION:.3f} a million "
    f"reads and ${DYNAMODB_WRITE_UNIT * MILLION:.3f} a million writes, SQS FIFO "
    f"${SQS_FIFO_REQUEST * MILLION:.2f} a million, logs ${LOG_BYTE * GB:.2f} a GB, alarm ${ALARM_MONTH:.2f}, metric "
    f"${METRIC_MONTH:.2f}, dashboard ${DASHBOARD_MONTH:.2f}; EventBridge's rules are free."
)
