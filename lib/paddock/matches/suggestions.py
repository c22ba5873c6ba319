"""What is offered while somebody types a match, one of its players, or a time."""

from datetime import timedelta

from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.ids import MatchId
from paddock.matches import listing, people
from paddock.matches.model import Match, Player, Status
from paddock.matches.rules import STILL_ON, has_begun
from paddock.routes import Typing
from paddock.tools import Tools
from paddock.typed import CLEAR

LOOKED_BACK = timedelta(days=3)
"""For so long matches are offered that may be over."""
MOST_READ = 200
NO_RESULT = ("none: the result is not known (any more)", CLEAR)


def suggest_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    """What comes or goes on first, then what has been, the latest first."""
    found, since = _read(call, tools, LOOKED_BACK), call.now - STILL_ON
    past = [each for each in found if each.when and each.when < since]
    return _offered(typing, call, tools, [*found[len(past) :], *reversed(past)])


def suggest_open_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    """For changes: what is over can't be changed."""
    return _offered(typing, call, tools, [each for each in _read(call, tools, STILL_ON) if not each.status.is_over])


def suggest_begun_matches(typing: Typing, call: Call, tools: Tools) -> Choices:
    """For results, which can be told until they are confirmed; the latest first."""
    closed = (Status.CANCELLED, Status.CONFIRMED)
    found = [each for each in _read(call, tools, LOOKED_BACK) if each.status not in closed]
    return _offered(typing, call, tools, [each for each in reversed(found) if has_begun(each, call.now)])


def suggest_players(typing: Typing, call: Call, tools: Tools) -> Choices:
    """Of the match that was named before."""
    wanted = typing.text.strip().casefold()
    offered = [(people.spelled(each), each.id) for each in _players(typing, call, tools)]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))


def suggest_winner(typing: Typing, call: Call, tools: Tools) -> Choices:
    players = suggest_players(typing, call, tools).choices
    is_none = CLEAR.startswith(typing.text.strip().casefold())
    return Choices((*players, NO_RESULT) if is_none else players)


def _players(typing: Typing, call: Call, tools: Tools) -> tuple[Player, ...]:
    named = str(typing.options.get("match") or "")
    match = tools.matches.find(call.tenant, MatchId(named)) if MatchId.fits(named) else None
    return match.players if match else ()


def _read(call: Call, tools: Tools, back: timedelta) -> list[Match]:
    return tools.matches.between(call.tenant, call.now - back, limit=MOST_READ)


def _offered(typing: Typing, call: Call, tools: Tools, matches: list[Match]) -> Choices:
    wanted = typing.text.strip().casefold()
    directory = tools.tournaments.directory(call.tenant)
    offered = [(listing.choice(each, directory.slug(each.tournament), call.zone), each.id) for each in matches]
    return Choices(tuple(each for each in offered if wanted in each[0].casefold() or wanted == each[1]))
