"""Scheduled events as they are made and changed."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from infra.local.discord.bodies.base import Body, Snowflake
from infra.local.discord.bodies.embeds import Text

Name = Annotated[Text, Field(min_length=1, max_length=100)]
Description = Annotated[str, Field(max_length=1000)]


class Metadata(Body):
    location: Annotated[Text, Field(max_length=100)] | None = None


class EventPatch(Body):
    name: Name | None = None
    description: Description | None = None
    entity_type: Literal[1, 2, 3] | None = None
    entity_metadata: Metadata | None = None
    channel_id: Snowflake | None = None
    privacy_level: Literal[2] | None = None
    scheduled_start_time: AwareDatetime | None = None
    scheduled_end_time: AwareDatetime | None = None
    status: Annotated[int, Field(ge=1, le=4)] | None = None
    image: str | None = None
    recurrence_rule: dict[str, Any] | None = None


class EventBody(EventPatch):
    name: Name
    entity_type: Literal[1, 2, 3]
    privacy_level: Literal[2]
    scheduled_start_time: AwareDatetime
