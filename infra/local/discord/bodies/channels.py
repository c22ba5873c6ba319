"""Channels, threads, overwrites and roles as they are made and changed."""

from typing import Annotated, Literal

from pydantic import Field

from infra.local.discord.bodies.base import Bits, Body, Snowflake

Name = Annotated[str, Field(min_length=1, max_length=100)]
ArchiveMinutes = Literal[60, 1440, 4320, 10080]
Slowmode = Annotated[int, Field(ge=0, le=21600)]


class OverwriteBody(Body):
    type: Literal[0, 1] | None = None
    allow: Bits | None = None
    deny: Bits | None = None


class IdentifiedOverwrite(OverwriteBody):
    id: Snowflake


class ChannelPatch(Body):
    name: Name | None = None
    type: int | None = None
    topic: Annotated[str, Field(max_length=1024)] | None = None
    position: Annotated[int, Field(ge=0)] | None = None
    parent_id: Snowflake | None = None
    nsfw: bool | None = None
    rate_limit_per_user: Slowmode | None = None
    bitrate: Annotated[int, Field(ge=8000, le=96000)] | None = None
    user_limit: Annotated[int, Field(ge=0, le=99)] | None = None
    permission_overwrites: Annotated[list[IdentifiedOverwrite], Field(max_length=100)] | None = None


class ChannelBody(ChannelPatch):
    name: Name


class ThreadPatch(Body):
    name: Name | None = None
    archived: bool | None = None
    locked: bool | None = None
    invitable: bool | None = None
    auto_archive_duration: ArchiveMinutes | None = None
    rate_limit_per_user: Slowmode | None = None


class ThreadBody(Body):
    name: Name
    type: int | None = None
    invitable: bool | None = None
    auto_archive_duration: ArchiveMinutes | None = None
    rate_limit_per_user: Slowmode | None = None


class RoleColors(Body):
    primary_color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None


class RoleBody(Body):
    name: Annotated[str, Field(max_length=100)] | None = None
    permissions: Bits | None = None
    color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None
    colors: RoleColors | None = None
    hoist: bool | None = None
    mentionable: bool | None = None


class RecipientBody(Body):
    recipient_id: Snowflake | None = None
