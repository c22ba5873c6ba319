"""A question that holds for a minute. Its end stands in the ids of its buttons, in whole seconds: none ends early."""

from datetime import UTC, datetime, timedelta

HOLDS = timedelta(seconds=60)
ROUNDED = timedelta(seconds=1)


def question_end(now: datetime) -> datetime:
    return now + HOLDS


def end_of(until: int) -> datetime:
    """`until`: as it stands in an id, in seconds since 1970."""
    return datetime.fromtimestamp(until, UTC)


def is_over(until: int, now: datetime) -> bool:
    return now >= end_of(until) + ROUNDED
