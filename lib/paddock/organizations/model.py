"""The tenant and its Discord servers."""

from zoneinfo import ZoneInfo

from paddock.ids import ChannelId, GuildId, OrganizationId, RoleId
from paddock.request import Request
from paddock.store.item import Record


class Organization(Record):
    """Everything is kept, looked up and shown inside one of these; by default a server is one of its own."""

    id: OrganizationId
    servers: tuple[GuildId, ...]
    timezone: str = "UTC"
    event_minutes: int = 120
    reminder_minutes: int = 30
    needs_channel: ChannelId | None = None
    """Where one message lists the matches that lack crew, and is kept up to date."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Trouble(Request):
    """Something that Discord refused, remembered for the admins until it works again."""

    kind: str
    """Name of the missing permission, or `EVENT_LIMIT`."""
    where: str


class Server(Record):
    guild: GuildId
    organization: OrganizationId
    admin_role: RoleId | None = None
    organizer_role: RoleId | None = None
    host_role: RoleId | None = None
    announcements: ChannelId | None = None
    paused: bool = False
    """The bot is not in the server any more, as far as we know; nothing is sent there."""
    troubles: tuple[Trouble, ...] = ()

    def has_trouble(self, kind: str) -> bool:
        return any(trouble.kind == kind for trouble in self.troubles)

    def troubled(self, kind: str, where: str) -> "Server":
        if self.has_trouble(kind):
            return self
        return self.model_copy(update={"troubles": (*self.troubles, Trouble(kind=kind, where=where))})

    def relieved(self, kind: str) -> "Server":
        return self.model_copy(update={"troubles": tuple(each for each in self.troubles if each.kind != kind)})


def own_organization(guild: GuildId) -> OrganizationId:
    return OrganizationId(guild)
