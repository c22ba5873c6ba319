"""Where organizations and servers are kept, and how a server changes from one organization to another."""

from paddock.change import Change, Entry, differences
from paddock.ids import GuildId, Id, OrganizationId
from paddock.organizations.model import LinkCode, Organization, Server, own_organization
from paddock.store.change import delete, put
from paddock.store.item import Item, Key
from paddock.store.table import Session

ORGANIZATION = Item(Organization, pk="{id}", sk="ORGANIZATION", purpose="an organization and its settings")
SERVER = Item(Server, pk="{guild}", sk="SERVER", purpose="a server, and which organization it belongs to")
LINK_CODE = Item(
    LinkCode,
    pk="LINK#{id}",
    sk="LINK",
    purpose="a code that links a server, for ten minutes; of no tenant: whoever enters it is in another one",
    expires=lambda code: code.until,
)


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

    def is_served(self, organization: Organization) -> bool:
        """Whether the bot is in any of its servers, as far as we know."""
        self._session.preload(SERVER.key(guild=guild) for guild in organization.servers)
        return not all(self.server(guild).paused for guild in organization.servers)

    def server_and_own(self, guild: GuildId) -> tuple[Server, Organization]:
        """A server, and the organization that it has when it is linked to no other."""
        self._session.preload(keys_of_own(guild))
        return self.server(guild), self.get(own_organization(guild))

    def link_code(self, id: Id) -> LinkCode | None:
        return self._session.find(LINK_CODE, id=id)


def keys_of_own(guild: GuildId) -> list[Key]:
    return [SERVER.key(guild=guild), ORGANIZATION.key(id=own_organization(guild))]


def touched(server: Server) -> Change:
    """Whoever parts the server from its organization at the same moment decides again."""
    return Change((put(SERVER, server),))


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


def code_made(code: LinkCode) -> Change:
    return Change(
        (put(LINK_CODE, code),), (Entry("code.made", f"server:{code.guild}", after={"until": str(code.until)}),)
    )


def moved(server: Server, old: Organization, new: Organization, action: str) -> Change:
    """The server from one organization to another. Both are written: who decides on either at the same moment decides
    again. Both audits have it."""
    after = server.model_copy(update={"organization": new.id})
    left, joined = old.left_by(server.guild), new.joined_by(server.guild)
    writes = (put(SERVER, after), put(ORGANIZATION, left), put(ORGANIZATION, joined))
    return Change(writes, tuple(_moved(server, *each, action) for each in ((old, left), (new, joined))))


def _moved(server: Server, before: Organization, after: Organization, action: str) -> Entry:
    return Entry(action, f"server:{server.guild}", *differences(before, after), organization=before.id)


def used(code: LinkCode) -> Change:
    """Only once."""
    return Change((delete(LINK_CODE, code),))
