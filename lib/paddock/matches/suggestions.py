"""What is offered while somebody types a match or a time."""

from datetime import timedelta

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.matches import views
from paddock.routes import Typing
from paddock.tools import Tools

STILL_OFFERED = timedelta(hours=12)
"""For how long after its start a match is among those offered."""
MOST_READ = 200


def suggest_when(typing: Typing, call: Call, tools: Tools) -> Choices:
    return Choices(tuple(clock.understood(typing.text, call.zone, call.now)))


def suggest_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    wanted = typing.text.strip().casefold()
    found = tools.matches.between(call.tenant, call.now - STILL_OFFERED, limit=MOST_READ)
    directory = tools.tournaments.directory(call.tenant)
    offered = [(views.choice(each, directory.slug(each.tournament), call.zone), each.id) for each in found]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))
