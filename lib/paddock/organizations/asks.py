"""What admins can ask: `/config`."""

from enum import StrEnum

from pydantic import Field

from paddock.discord.request import Command
from paddock.ids import ChannelId, GuildId, JobId, RoleId
from paddock.organizations.codes import CodeId
from paddock.permissions import Need
from paddock.request import Job


class ShowConfig(Command, path="config show", needs=Need.ADMIN):
    """Show this server's settings."""


class Unset(StrEnum):
    ADMIN_ROLE = "admin_role"
    ORGANIZER_ROLE = "organizer_role"
    HOST_ROLE = "host_role"
    ANNOUNCEMENTS = "announcements"
    CREW_CHANNEL = "crew_channel"


class SetServer(Command, path="config server", needs=Need.ADMIN):
    """Change this server's settings; what you leave out stays."""

    timezone: str | None = Field(None, description="In which times are typed, for example Europe/Berlin", max_length=64)
    admin_role: RoleId | None = Field(None, description="May do everything, as Manage Server may")
    organizer_role: RoleId | None = Field(None, description="May run tournaments and matches")
    host_role: RoleId | None = Field(None, description="May host game nights")
    announcements: ChannelId | None = Field(None, description="Where players are reached whose DMs are closed")
    crew_channel: ChannelId | None = Field(None, description="Where a message lists the matches that lack crew")
    event_minutes: int | None = Field(None, description="Usual length of an event in minutes", ge=15, le=1440)
    reminder_minutes: int | None = Field(None, description="Minutes before a match to remind players", ge=5, le=1440)
    unset: Unset | None = Field(None, description="A role or a channel that is to be set no more")


class CheckConfig(Command, path="config check", needs=Need.ADMIN):
    """Check what Discord lets me do in your servers, and how to mend what is missing."""


class LinkServer(Command, path="config link", needs=Need.ADMIN):
    """Link another server: make a code here, and enter it there."""

    code: CodeId | None = Field(None, description="The code that was made in the other server", max_length=40)


class UnlinkServer(Command, path="config unlink", needs=Need.ADMIN):
    """Part a linked server from this organization."""

    server: GuildId = Field(description="Which server")


class CheckServers(Job, kind="organizations.check"):
    """Look at all servers of the organization, for somebody in `guild`."""

    guild: GuildId

    @property
    def id(self) -> JobId:
        return JobId(f"check.{self.guild}")

    @property
    def group(self) -> str:
        return f"server {self.guild}"


class NameServer(Job, kind="organizations.name"):
    """Learn how a server is called."""

    guild: GuildId

    @property
    def id(self) -> JobId:
        return JobId(f"name.{self.guild}")

    @property
    def group(self) -> str:
        return f"server {self.guild}"
