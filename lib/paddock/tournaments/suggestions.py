"""What is offered while somebody types a tournament."""

from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.routes import Typing
from paddock.tools import Tools


def suggest_tournaments(typing: Typing, call: Call, tools: Tools) -> Choices:
    wanted = typing.text.strip().casefold()
    found = tools.tournaments.directory(call.tenant).tournaments
    offered = [(f"{each.name} ({each.slug})" + ("" if each.active else ", inactive"), each.id) for each in found]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))
