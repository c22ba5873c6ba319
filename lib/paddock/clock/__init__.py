"""Time as people type it, as Discord's ids carry it and as our tables sort it; nothing here reads the clock."""

from paddock.clock.instants import DISCORD_EPOCH_MS, parse_stamp, snowflake_time, stamp
from paddock.clock.refusals import (
    AmbiguousDate,
    AmbiguousTime,
    BadTime,
    PastTime,
    TimeInGap,
    TimeTooFar,
    TimeTwice,
    UnknownZone,
    UnreadableTime,
)
from paddock.clock.typed import read, understood
from paddock.clock.zones import suggest_zones, zone

__all__ = [
    "DISCORD_EPOCH_MS",
    "AmbiguousDate",
    "AmbiguousTime",
    "BadTime",
    "PastTime",
    "TimeInGap",
    "TimeTooFar",
    "TimeTwice",
    "UnknownZone",
    "UnreadableTime",
    "parse_stamp",
    "read",
    "snowflake_time",
    "stamp",
    "suggest_zones",
    "understood",
    "zone",
]
