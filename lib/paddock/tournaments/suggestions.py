"""What is offered while somebody types a tournament."""

from collections.abc import Iterable

from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.routes import Typing
from paddock.tools import Tools
from paddock.tournaments.access import organizes
from paddock.tournaments.event_servers import offered_servers
from paddock.tournaments.model import Listed


def suggest_tournaments(typing: Typing, call: Call, tools: Tools) -> Choices:
    return _offered(typing, tools.tournaments.directory(call.tenant).tournaments)


def suggest_organized_tournaments(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Those that the caller may change."""
    found = tools.tournaments.directory(call.tenant).tournaments
    return _offered(typing, [each for each in found if organizes(each, call)])


def _offered(typing: Typing, found: Iterable[Listed]) -> Choices:
    wanted = typing.text.strip().casefold()
    offered = [(f"{each.name} ({each.slug})" + ("" if each.active else ", inactive"), each.id) for each in found]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))


def suggest_event_servers(typing: Typing, call: Call, tools: Tools) -> Choices:
    return Choices(offered_servers(typing.text, tools.organizations.servers(call.organization)))
