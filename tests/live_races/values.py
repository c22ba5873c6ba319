"""A live race for tests, right in itself; what a test is about it says."""

from datetime import timedelta
from typing import Any

from paddock.ids import AsyncId, ChannelId, GuildId, LiveRaceId, MessageId, OrganizationId, PermalinkId, RunId, UserId
from paddock.live_races.model import LiveRace, Racer
from tests.support.values import NOW

SNOWFLAKE = 1_500_000_000_000_000_000
STARTS = NOW + timedelta(hours=1)


def a_race(racers: int = 0, **changes: Any) -> LiveRace:
    """With a card, an hour ahead of `NOW`."""
    kept = {
        "organization": OrganizationId("100"),
        "async_": AsyncId("500"),
        "id": LiveRaceId("600"),
        "pool_name": "Pool A",
        "permalink": PermalinkId("1-4"),
        "url": "https://example.org/live",
        "guild": GuildId(str(SNOWFLAKE)),
        "channel": ChannelId(str(SNOWFLAKE + 1)),
        "message": MessageId(str(SNOWFLAKE + 2)),
        "starts": STARTS,
        "racers": tuple(a_racer(number) for number in range(racers)),
    }
    return LiveRace.model_validate({**kept, **changes})


def a_racer(number: int) -> Racer:
    return Racer(user=UserId(str(10 * SNOWFLAKE + number)), name=f"runner{number}", run=RunId(str(700 + number)))
