"""The tenant and its Discord servers."""

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from paddock.ids import ChannelId, GuildId, Id, OrganizationId, RoleId, UserId
from paddock.request import Request
from paddock.store.item import Record

MOST_SERVERS = 10
"""In one organization."""
CODE_LIVES = timedelta(minutes=10)


class Organization(Record):
    """Everything is kept, looked up and shown inside one of these; by default a server is one of its own."""

    id: OrganizationId
    """Of its first server."""
    servers: tuple[GuildId, ...]
    """Empty while its only server belongs to another organization."""
    timezone: str = "UTC"
    event_minutes: int = 120
    reminder_minutes: int = 30
    needs_channel: ChannelId | None = None
    """Where one message lists the matches that lack crew, and is kept up to date."""
    needs_guild: GuildId | None = None
    """The server that this channel is in."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def joined_by(self, guild: GuildId) -> Self:
        return self.model_copy(update={"servers": tuple(dict.fromkeys((*self.servers, guild)))})

    def left_by(self, guild: GuildId) -> Self:
        """Nothing of it stays in the server."""
        changes: dict[str, object] = {"servers": tuple(each for each in self.servers if each != guild)}
        if self.needs_guild == guild:
            changes |= {"needs_channel": None, "needs_guild": None}
        return self.model_copy(update=changes)


class Trouble(Request):
    """Something that Discord refused, remembered for the admins until it works again."""

    kind: str
    """Name of the missing permission, or `EVENT_LIMIT`."""
    where: str

    def is_of(self, kind: str, where: str | None) -> bool:
        return self.kind == kind and where in (None, self.where)


class Server(Record):
    guild: GuildId
    organization: OrganizationId
    name: str | None = None
    """As Discord last told it; interactions carry none."""
    admin_role: RoleId | None = None
    organizer_role: RoleId | None = None
    host_role: RoleId | None = None
    announcements: ChannelId | None = None
    paused: bool = False
    """The bot is not in the server any more, as far as we know; nothing is sent there."""
    troubles: tuple[Trouble, ...] = ()

    def has_trouble(self, kind: str, where: str | None = None) -> bool:
        """There; without `where` anywhere."""
        return any(each.is_of(kind, where) for each in self.troubles)

    def troubled(self, kind: str, where: str) -> "Server":
        if self.has_trouble(kind, where):
            return self
        return self.model_copy(update={"troubles": (*self.troubles, Trouble(kind=kind, where=where))})

    def relieved(self, kind: str, where: str | None = None) -> "Server":
        """There; without `where` everywhere."""
        left = tuple(each for each in self.troubles if not each.is_of(kind, where))
        return self.model_copy(update={"troubles": left})


class LinkCode(Record):
    """A code that lets one more server into an organization. Only its digest is kept."""

    id: Id
    organization: OrganizationId
    guild: GuildId
    """Where it was made."""
    by: UserId
    until: datetime


def own_organization(guild: GuildId) -> OrganizationId:
    return OrganizationId(guild)
