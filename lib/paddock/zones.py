"""What is offered while somebody types a time zone."""

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.routes import Typing
from paddock.tools import Tools


def suggest_zones(typing: Typing, call: Call, tools: Tools) -> Choices:
    return Choices(tuple((name, name) for name in clock.suggest_zones(typing.text)))
