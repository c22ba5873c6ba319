"""The organizers' panel: who is on a match's crew, to be approved, removed and added."""

from paddock.call import Call
from paddock.crews import conflicts, rules, views
from paddock.crews.asks import ApproveMember, OpenPanel, PickMember, RemoveMember, ShowCrew
from paddock.crews.changing import commit, organized
from paddock.crews.views import Others
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.ids import PersonId, UserId
from paddock.matches.model import CrewMember, Match, Role
from paddock.tools import Tools


def show_crew(ask: ShowCrew, call: Call, tools: Tools) -> Answer:
    match = organized(ask, call, tools)
    others = conflicts.beside(match, call, tools)
    if ask.user and ask.role:
        return Reply(_added(ask.user, ask.role.role, match, others, call, tools))
    if ask.user or ask.role:
        raise rules.HalfNamed
    return Reply(views.opened(match, others))


def _added(user: UserId, role: Role, match: Match, others: Others, call: Call, tools: Tools) -> Message:
    if user in call.bots:
        raise rules.BotInCrew
    try:
        after = rules.added(match, PersonId(user), call.names.get(user, ""), role, call.user)
    except rules.AlreadyApproved as truth:
        return views.panel(match, others, views.approved_before(truth.member), truth.member)
    except rules.Outrun as truth:
        return views.panel(match, others, truth.text)
    commit(match, after, "crew.approved", call, tools)
    member = _member(after, PersonId(user), role)
    return views.panel(after, others, views.approved(member, others), member)


def open_panel(ask: OpenPanel, call: Call, tools: Tools) -> Answer:
    match = organized(ask, call, tools)
    return Reply(views.opened(match, conflicts.beside(match, call, tools)))


def pick_member(ask: PickMember, call: Call, tools: Tools) -> Answer:
    match = organized(ask, call, tools)
    others = conflicts.beside(match, call, tools)
    picked = views.placed(match, ask.chosen)
    return Update(views.panel(match, others, "" if picked else rules.NotInCrew().text, picked))


def approve_member(ask: ApproveMember, call: Call, tools: Tools) -> Answer:
    match = organized(ask, call, tools)
    others = conflicts.beside(match, call, tools)
    try:
        after = rules.approved(match, ask.person, ask.role.role, call.user)
    except rules.AlreadyApproved as truth:
        return Update(views.panel(match, others, views.approved_before(truth.member), truth.member))
    except rules.Outrun as truth:
        return Update(views.panel(match, others, truth.text))
    commit(match, after, "crew.approved", call, tools)
    member = _member(after, ask.person, ask.role.role)
    return Update(views.panel(after, others, views.approved(member, others), member))


def remove_member(ask: RemoveMember, call: Call, tools: Tools) -> Answer:
    match = organized(ask, call, tools)
    others = conflicts.beside(match, call, tools)
    try:
        after = rules.removed(match, ask.person, ask.role.role)
    except rules.Outrun as truth:
        return Update(views.panel(match, others, truth.text))
    commit(match, after, "crew.removed", call, tools)
    return Update(views.panel(after, others, views.removed(_member(match, ask.person, ask.role.role))))


def _member(match: Match, person: PersonId, role: Role) -> CrewMember:
    found = rules.find(match, person, role)
    assert found
    return found
