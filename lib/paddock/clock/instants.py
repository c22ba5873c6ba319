"""Instants as Discord and our tables write them."""

from datetime import UTC, datetime, timedelta

DISCORD_EPOCH_MS = 1420070400000
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STAMP_LENGTH = len("2026-11-27T19:00:00.000Z")


def snowflake_time(snowflake: int | str) -> datetime:
    """The instant at which Discord made the id, to the millisecond."""
    return UNIX_EPOCH + timedelta(milliseconds=(int(snowflake) >> 22) + DISCORD_EPOCH_MS)


def stamp(moment: datetime) -> str:
    """UTC text of one width, cut to milliseconds, so that text sorts as time does: `2026-11-27T19:00:00.000Z`."""
    if moment.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_stamp(text: str) -> datetime:
    if len(text) != STAMP_LENGTH or not text.endswith("Z"):
        raise ValueError(f"not a stamp: {text!r}")
    return datetime.fromisoformat(text)
