"""Identifiers that know what they name, and are safe inside keys and custom_ids."""

import re
from typing import Any, ClassVar

from pydantic_core import CoreSchema, core_schema


class Id(str):
    pattern: ClassVar[str] = r"^[0-9A-Za-z_-]{1,32}$"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=cls.pattern))

    @classmethod
    def fits(cls, text: str) -> bool:
        return re.fullmatch(cls.pattern.removeprefix("^").removesuffix("$"), text) is not None


class Snowflake(Id):
    """An id that Discord gave out: a 64-bit number, kept as text because JavaScript and DynamoDB round it."""

    pattern: ClassVar[str] = r"^[0-9]{1,20}$"


class GuildId(Snowflake): ...


class UserId(Snowflake): ...


class RoleId(Snowflake): ...


class ChannelId(Snowflake): ...


class MessageId(Snowflake): ...


class EventId(Snowflake):
    """A Discord scheduled event."""


class OrganizationId(Id):
    """The tenant; by default the id of its first server."""


class TournamentId(Id): ...


class MatchId(Id): ...


class AsyncId(Id): ...


class PoolId(Id):
    """A number within its async."""


class PermalinkId(Id):
    """Its pool's number and its own in that pool: `2-5`."""

    @property
    def pool(self) -> PoolId:
        return PoolId(self.partition("-")[0])


class RunId(Id): ...


class LiveRaceId(Id): ...


class PersonId(Id):
    """A Discord user, or somebody whom only SpeedGaming knows (`sg_...`)."""

    @property
    def user(self) -> UserId | None:
        return UserId(self) if self.isdigit() else None


class PlaceholderId(PersonId):
    """Somebody known by a SpeedGaming id alone, as a player or as one of the crew."""

    pattern: ClassVar[str] = r"^sg_(crew_)?[0-9]{1,19}$"


class JobId(Id):
    pattern: ClassVar[str] = r"^[0-9A-Za-z_.-]{1,120}$"
