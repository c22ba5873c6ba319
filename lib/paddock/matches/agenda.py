"""`/match list` and `/me matches`, and the pages of both."""

from datetime import timedelta

from paddock.call import Call
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.matches import listing, rules
from paddock.matches.asks import ListMatches, ListMyMatches, TurnMyPage, TurnPage
from paddock.matches.model import Match, Role
from paddock.tools import Tools


def list_matches(ask: ListMatches, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament).id if ask.tournament else None
    return Reply(_page(TurnPage(page=0, days=ask.days, tournament=tournament), call, tools))


def turn_page(ask: TurnPage, call: Call, tools: Tools) -> Answer:
    return Update(_page(ask, call, tools))


def list_my_matches(ask: ListMyMatches, call: Call, tools: Tools) -> Answer:
    return Reply(_my_page(TurnMyPage(page=0), call, tools))


def turn_my_page(ask: TurnMyPage, call: Call, tools: Tools) -> Answer:
    return Update(_my_page(ask, call, tools))


def _page(ask: TurnPage, call: Call, tools: Tools) -> Message:
    found = [each for each in _listed(call, tools, ask.days) if ask.tournament in (None, each.tournament)]
    directory = tools.tournaments.directory(call.tenant)
    return listing.listed(found, directory, ask, call.now) if found else listing.none_coming(ask, directory)


def _my_page(ask: TurnMyPage, call: Call, tools: Tools) -> Message:
    mine = [each for each in _listed(call, tools, None) if _has_part(each, call)]
    directory = tools.tournaments.directory(call.tenant)
    return listing.listed_for(call.user, mine, directory, ask, call.now) if mine else listing.none_of_mine()


def _has_part(match: Match, call: Call) -> bool:
    crew = (each.user for each in match.crew if each.role is not Role.HELPER)
    return call.user in match.users or call.user in crew


def _listed(call: Call, tools: Tools, days: int | None) -> list[Match]:
    until = call.now + timedelta(days=days) if days else None
    found = tools.matches.between(call.tenant, call.now - rules.STILL_ON, until)
    return [each for each in found if rules.is_listed(each, call.now)]
