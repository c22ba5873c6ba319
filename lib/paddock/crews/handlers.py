"""Signing up for a crew and leaving it, and what is needed: read, decide, write, show."""

from paddock.call import Call
from paddock.crews import conflicts, listing, rules, views
from paddock.crews.asks import (
    ApproveMember,
    ListNeeds,
    OpenPanel,
    PickMember,
    RemoveMember,
    ShowCrew,
    SignUp,
    TurnNeedsPage,
    Withdraw,
)
from paddock.crews.changing import commit, found
from paddock.crews.needed import AHEAD, in_need
from paddock.crews.panel import approve_member, open_panel, pick_member, remove_member, show_crew
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.ids import PersonId
from paddock.matches.suggestions import suggest_open_matches
from paddock.matches.views import card
from paddock.routes import Route
from paddock.tools import Tools
from paddock.tournaments.suggestions import suggest_tournaments


def sign_up(ask: SignUp, call: Call, tools: Tools) -> Answer:
    match, tournament = found(ask, call, tools)
    me, role = PersonId(call.user), ask.role.role
    try:
        after = rules.signed_up(match, me, call.names.get(call.user, ""), role, call.now)
    except rules.Outrun as truth:
        return Update(card(match, tournament, call.now, views.said_to(call.user, truth.text)))
    clashing = conflicts.of(me, conflicts.beside(match, call, tools))
    commit(match, after, "crew.signed up", call, tools)
    return Update(card(after, tournament, call.now, views.joined(call.user, role, clashing)))


def withdraw(ask: Withdraw, call: Call, tools: Tools) -> Answer:
    match, tournament = found(ask, call, tools)
    try:
        after = rules.withdrawn(match, PersonId(call.user))
    except rules.Outrun as truth:
        return Update(card(match, tournament, call.now, views.said_to(call.user, truth.text)))
    commit(match, after, "crew.withdrew", call, tools)
    return Update(card(after, tournament, call.now, views.left(call.user)))


def list_needs(ask: ListNeeds, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament).id if ask.tournament else None
    return Reply(_needs_page(TurnNeedsPage(page=0, tournament=tournament), call, tools))


def turn_needs_page(ask: TurnNeedsPage, call: Call, tools: Tools) -> Answer:
    return Update(_needs_page(ask, call, tools))


def _needs_page(ask: TurnNeedsPage, call: Call, tools: Tools) -> Message:
    directory = tools.tournaments.directory(call.tenant)
    coming = tools.matches.between(call.tenant, call.now, call.now + AHEAD)
    return listing.needed(in_need(coming, directory, call.now, ask.tournament), directory, ask)


MATCH = {"match": suggest_open_matches}

ROUTES = (
    Route(ShowCrew, show_crew, suggest=MATCH),
    Route(ListNeeds, list_needs, suggest={"tournament": suggest_tournaments}),
    Route(SignUp, sign_up),
    Route(Withdraw, withdraw),
    Route(OpenPanel, open_panel),
    Route(PickMember, pick_member),
    Route(ApproveMember, approve_member),
    Route(RemoveMember, remove_member),
    Route(TurnNeedsPage, turn_needs_page),
)
