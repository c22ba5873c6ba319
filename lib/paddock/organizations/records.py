"""Where organizations and servers are kept."""

from paddock.change import Change, Entry, differences
from paddock.ids import GuildId, OrganizationId
from paddock.organizations.model import Organization, Server, own_organization
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session

ORGANIZATION = Item(Organization, pk="{id}", sk="ORGANIZATION", purpose="an organization and its settings")
SERVER = Item(Server, pk="{guild}", sk="SERVER", purpose="a server, and which organization it belongs to")


class OrganizationStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, id: OrganizationId) -> Organization:
        """One that was never stored has the defaults."""
        return self._session.find(ORGANIZATION, id=id) or Organization(id=id, servers=(GuildId(id),))

    def server(self, guild: GuildId) -> Server:
        found = self._session.find(SERVER, guild=guild)
        return found or Server(guild=guild, organization=own_organization(guild))

    def servers(self, organization: Organization) -> list[Server]:
        return self._session.find_many(SERVER, ({"guild": guild} for guild in organization.servers))


def opened(organization: Organization, server: Server) -> Change:
    """What is still to be written before anything can hang on them: a new server, or one that has come back."""
    change = Change()
    if not organization.version:
        change += Change((put(ORGANIZATION, organization),))
    if not server.version:
        change += Change((put(SERVER, server),), (Entry("server.added", f"server:{server.guild}"),))
    elif server.paused:
        back = server.model_copy(update={"paused": False})
        change += Change((put(SERVER, back),), (Entry("server.returned", f"server:{server.guild}"),))
    return change


def saved_organization(before: Organization, after: Organization) -> Change:
    old, new = differences(before, after)
    return Change((put(ORGANIZATION, after),), (Entry("organization.changed", f"organization:{after.id}", old, new),))


def saved_server(before: Server, after: Server, action: str = "server.changed") -> Change:
    old, new = differences(before, after)
    return Change((put(SERVER, after),), (Entry(action, f"server:{after.guild}", old, new),))
