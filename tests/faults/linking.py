"""Two servers of one organization, linked as `/config link` will do it: by their records."""

from functions.interactions import reception
from paddock.audit.model import SYSTEM
from paddock.change import Cause, Change
from paddock.ids import GuildId, OrganizationId
from paddock.organizations.model import Server as ServerRecord
from paddock.organizations.records import SERVER, OrganizationStore, saved_organization
from paddock.store.change import put
from paddock.store.table import Session
from tests.crash.story import Story
from tests.support.world import Server


def link(story: Story) -> Server:
    """A second server of the story's organization, which has to be stored already."""
    second = story.world.add_server()
    with story.world.account.unwatched():
        organization = OrganizationStore(Session(reception.WIRING.database)).get(OrganizationId(story.server.id))
        both = organization.model_copy(update={"servers": (*organization.servers, GuildId(second.id))})
        server = ServerRecord(guild=GuildId(second.id), organization=organization.id)
        cause = Cause(organization.id, SYSTEM, "linking", story.world.now)
        change = saved_organization(organization, both) + Change((put(SERVER, server),))
        reception.WIRING.ledger.commit(change, cause)
    return second
