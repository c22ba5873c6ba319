"""What is offered while somebody types a match or a time."""

from collections.abc import Callable
from datetime import timedelta

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.matches import views
from paddock.matches.model import Match
from paddock.routes import Typing
from paddock.tools import Tools
from paddock.typed import CLEAR, is_clear

STILL_OFFERED = timedelta(hours=12)
"""For how long after its start a match is among those offered."""
MOST_READ = 200
NO_TIME = ("none: the time is not known yet", CLEAR)


def suggest_when(typing: Typing, call: Call, tools: Tools) -> Choices:
    if is_clear(typing.text):
        return Choices((NO_TIME,))
    return Choices(tuple(clock.understood(typing.text, call.zone, call.now)))


def suggest_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    return _offered(typing, call, tools, lambda match: True)


def suggest_open_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    """For changes: what is over can't be changed."""
    return _offered(typing, call, tools, lambda match: not match.status.is_over)


def _offered(typing: Typing, call: Call, tools: Tools, fits: Callable[[Match], bool]) -> Choices:
    wanted = typing.text.strip().casefold()
    recent = tools.matches.between(call.tenant, call.now - STILL_OFFERED, limit=MOST_READ)
    directory = tools.tournaments.directory(call.tenant)
    found = [each for each in recent if fits(each)]
    offered = [(views.choice(each, directory.slug(each.tournament), call.zone), each.id) for each in found]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))
