"""What admins can ask: `/config`."""

from pydantic import Field

from paddock.discord.request import Command
from paddock.ids import ChannelId, GuildId, JobId, RoleId
from paddock.permissions import Need
from paddock.request import Job

MOST_AUDIT = 50


class ShowConfig(Command, path="config show", needs=Need.ADMIN):
    """Show this server's settings."""


class SetServer(Command, path="config server", needs=Need.ADMIN):
    """Change this server's settings; what you leave out stays."""

    timezone: str | None = Field(None, description="In which times are typed, for example Europe/Berlin", max_length=64)
    admin_role: RoleId | None = Field(None, description="May do everything, as Manage Server may")
    organizer_role: RoleId | None = Field(None, description="May run tournaments and matches")
    host_role: RoleId | None = Field(None, description="May host game nights")
    announcements: ChannelId | None = Field(None, description="Where players are reached whose DMs are closed")
    event_minutes: int | None = Field(None, description="Usual length of an event in minutes", ge=15, le=1440)
    reminder_minutes: int | None = Field(None, description="Minutes before a match to remind players", ge=5, le=1440)


class CheckConfig(Command, path="config check", needs=Need.ADMIN):
    """Check what Discord lets me do here, and how to mend what is missing."""


class ShowAudit(Command, path="config audit", needs=Need.ADMIN):
    """Show who changed what."""

    limit: int | None = Field(None, description="How many entries", ge=1, le=MOST_AUDIT)


class CheckServer(Job, kind="organizations.check"):
    guild: GuildId

    @property
    def id(self) -> JobId:
        return JobId(f"check.{self.guild}")

    @property
    def group(self) -> str:
        return f"server {self.guild}"
