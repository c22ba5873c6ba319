"""A match's way through its states: `Check in`, `Start`, `Finish`, `Confirm`, `Undo`, and `/match cancel`."""

from paddock.call import Call
from paddock.change import NOTHING, Change
from paddock.discord.answer import Answer, Reply, Update
from paddock.matches import history, records, rules, steps, views
from paddock.matches.asks import CancelMatch, TakeStep, UndoStep
from paddock.matches.model import Match
from paddock.matches.plans import followed_up
from paddock.tools import Tools
from paddock.tournaments.access import check_organizer, organizes
from paddock.tournaments.model import Tournament
from paddock.tournaments.records import unchanged
from paddock.tournaments.rules import check_open


def take_step(ask: TakeStep, call: Call, tools: Tools) -> Answer:
    match, tournament = _found(ask, call, tools)
    try:
        after = steps.taken(match, ask.step, call.user, call.now, organizes=organizes(tournament, call))
    except steps.TooLate as refused:
        return _truth(refused, tournament, call)
    _commit(match, after, f"match.{after.status}", tournament, call, tools)
    return Update(views.card(after, tournament, call.now))


def undo_step(ask: UndoStep, call: Call, tools: Tools) -> Answer:
    match, tournament = _found(ask, call, tools)
    try:
        after = steps.undone(match, ask.step, call.user, organizes=organizes(tournament, call))
    except steps.TooLate as refused:
        return _truth(refused, tournament, call)
    # It may be open again, which no match of a deleted tournament may be.
    _commit(match, after, "match.undone", tournament, call, tools, unchanged(tournament))
    return Update(views.card(after, tournament, call.now))


def cancel_match(ask: CancelMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, match.tournament)
    check_organizer(tournament, call)
    after = rules.cancelled(match, call.user, call.now)
    _commit(match, after, f"match.{after.status}", tournament, call, tools)
    return Reply(views.card(after, tournament, call.now, views.CANCELLED))


def _found(ask: TakeStep | UndoStep, call: Call, tools: Tools) -> tuple[Match, Tournament]:
    """The match may be in another tournament than when the button was drawn."""
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, match.tournament)
    check_open(tournament)
    return match, tournament


def _truth(refused: steps.TooLate, tournament: Tournament, call: Call) -> Answer:
    """What was pressed is drawn anew: the next who looks at it sees how things stand."""
    return Update(views.card(refused.match, tournament, call.now, history.too_late(refused, call.user)))


def _commit(
    before: Match,
    after: Match,
    action: str,
    tournament: Tournament,
    call: Call,
    tools: Tools,
    held: Change = NOTHING,
) -> None:
    planned = followed_up(before, after, tournament, call.organization, call.now, call.user)
    tools.commit(records.saved(before, after, call.now, action) + planned + held)
