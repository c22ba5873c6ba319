"""What Discord's refusals in the crew channel mean for the server that it is in."""

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Unknown
from paddock.job_tools import JobTools
from paddock.organizations.model import Organization, Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission

WHERE = "crew channel"
MISSING_ACCESS = 50001


def troubled(organization: Organization, refused: DiscordError, tools: JobTools) -> Change:
    unseen = isinstance(refused, Unknown) or refused.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    server = _server(organization, tools)
    after = server.troubled(str(kind.name), WHERE)
    return saved_server(server, after, "server.refused") if after != server else NOTHING


def is_troubled(organization: Organization, tools: JobTools) -> bool:
    return any(each.where == WHERE for each in _server(organization, tools).troubles)


def relieved(organization: Organization, tools: JobTools) -> Change:
    server = _server(organization, tools)
    left = tuple(each for each in server.troubles if each.where != WHERE)
    after = server.model_copy(update={"troubles": left})
    return saved_server(server, after, "server.relieved") if after != server else NOTHING


def _server(organization: Organization, tools: JobTools) -> Server:
    return tools.organizations.server(organization.needs_guild or organization.servers[0])
