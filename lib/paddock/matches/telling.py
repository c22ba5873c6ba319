"""`/match result`: how a match ended, as its players or the organizers tell it."""

from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.matches import history, records, results, views
from paddock.matches.asks import TellResult
from paddock.matches.model import Match, Place, Status
from paddock.matches.plans import followed_up
from paddock.matches.results import Told
from paddock.matches.steps import next_step
from paddock.tools import Tools
from paddock.tournaments.access import organizes
from paddock.tournaments.rules import check_open
from paddock.typed import is_clear, text_or_none

OPTIONS = (("winner", "time"), ("second", "second_time"), ("third", "third_time"), ("fourth", "fourth_time"))


def tell_result(ask: TellResult, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, match.tournament)
    check_open(tournament)
    results.check_may_tell(match, call.user, call.now, organizes=organizes(tournament, call))
    after = results.with_result(match, _places(ask, match))
    planned = followed_up(match, after, tournament, call.organization, call.now, call.user)
    tools.commit(records.saved(match, after, call.now, "match.result told") + planned)
    return Reply(views.card(after, tournament, call.now, _noted(after)))


def _places(ask: TellResult, match: Match) -> tuple[Place, ...]:
    told = [_told(ask, *names) for names in OPTIONS]
    if not is_clear(ask.winner):
        return results.places(match, told)
    results.check_alone(told)
    return ()


def _told(ask: TellResult, player: str, time: str) -> Told:
    return Told(player, text_or_none(getattr(ask, player)), time, text_or_none(getattr(ask, time)))


def _noted(match: Match) -> str:
    if not match.result:
        return "The result is taken back."
    coming = next_step(match)
    if coming is Status.CONFIRMED:
        return "The result is noted. An organizer's `Confirm` makes it final."
    return f"The result is noted. Next: `{history.LABELS[coming]}`." if coming else "The result is noted."
