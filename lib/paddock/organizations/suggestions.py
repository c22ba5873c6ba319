"""What is offered while somebody types a server."""

from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.organizations.model import own_organization
from paddock.organizations.views import plain_name
from paddock.routes import Typing
from paddock.tools import Tools


def suggest_linked_servers(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Those that can be unlinked: all but the first."""
    wanted = typing.text.strip().casefold()
    servers = tools.organizations.servers(call.organization)
    offered = [(plain_name(each), each.guild) for each in servers if own_organization(each.guild) != call.tenant]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))
