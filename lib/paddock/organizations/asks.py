"""What admins can ask: `/config`."""

from enum import StrEnum

from pydantic import Field

from paddock.discord.request import Command
from paddock.ids import ChannelId, GuildId, JobId, RoleId
from paddock.permissions import Need
from paddock.request import Job


class ShowConfig(Command, path="config show", needs=Need.ADMIN):
    """Show this server's settings."""


class Unset(StrEnum):
    ADMIN_ROLE = "admin_role"
    ORGANIZER_ROLE = "organizer_role"
    HOST_ROLE = "host_role"
    ANNOUNCEMENTS = "announcements"


class SetServer(Command, path="config server", needs=Need.ADMIN):
    """Change this server's settings; what you leave out stays."""

    timezone: str | None = Field(None, description="In which times are typed, for example Europe/Berlin", max_length=64)
    admin_role: RoleId | None = Field(None, description="May do everything, as Manage Server may")
    organizer_role: RoleId | None = Field(None, description="May run tournaments and matches")
    host_role: RoleId | None = Field(None, description="May host game nights")
    announcements: ChannelId | None = Field(None, description="Where players are reached whose DMs are closed")
    event_minutes: int | None = Field(None, description="Usual length of an event in minutes", ge=15, le=1440)
    reminder_minutes: int | None = Field(None, description="Minutes before a match to remind players", ge=5, le=1440)
    unset: Unset | None = Field(None, description="A role or the channel that is to be set no more")


class CheckConfig(Command, path="config check", needs=Need.ADMIN):
    """Check what Discord lets me do here, and how to mend what is missing."""


class CheckServer(Job, kind="organizations.check"):
    guild: GuildId

    @property
    def id(self) -> JobId:
        return JobId(f"check.{self.guild}")

    @property
    def group(self) -> str:
        return f"server {self.guild}"
