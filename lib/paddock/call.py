"""Who asks, where, and when: everything about an interaction that is not the request itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from paddock.change import Cause, ReplyTo
from paddock.ids import ChannelId, GuildId, OrganizationId, RoleId, UserId
from paddock.organizations.model import Organization, Server
from paddock.people.model import Person
from paddock.permissions import Need


class Call(NamedTuple):
    id: str
    """The interaction's snowflake; what the call creates takes its id from here."""
    now: datetime
    guild: GuildId
    channel: ChannelId
    user: UserId
    level: Need
    roles: frozenset[RoleId]
    organization: Organization
    server: Server
    person: Person
    application: str
    token: str
    names: Mapping[UserId, str] = {}
    """How the caller and the people whom the request names are called."""
    bots: frozenset[UserId] = frozenset()
    """Those of them that are no people."""

    @property
    def tenant(self) -> OrganizationId:
        return self.organization.id

    @property
    def zone(self) -> ZoneInfo:
        """In which the caller types times."""
        return ZoneInfo(self.person.timezone or self.organization.timezone)

    @property
    def cause(self) -> Cause:
        return Cause(self.tenant, self.user, self.id, self.now, once=True)

    def reply_to(self, private: bool) -> ReplyTo:
        return ReplyTo(
            application=self.application, token=self.token, channel=self.channel, user=self.user, private=private
        )
