"""`/me`: read, decide, write, show."""

from paddock import clock
from paddock.call import Call
from paddock.change import NOTHING, Change
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.notices.records import INBOX, tried_again
from paddock.people import records, views
from paddock.people.asks import SetNotifications, SetTimezone, SwitchKind
from paddock.people.model import Kind, Person
from paddock.routes import Route
from paddock.tools import Tools
from paddock.typed import is_clear
from paddock.zones import suggest_zones


def set_timezone(ask: SetTimezone, call: Call, tools: Tools) -> Answer:
    timezone = None if is_clear(ask.timezone) else clock.zone(ask.timezone).key
    _save(call, call.person.model_copy(update={"timezone": timezone}), tools)
    if timezone is None:
        return Reply(Message(f"You type times in the server's zone, {call.organization.timezone}."))
    here = call.now.astimezone(clock.zone(timezone))
    return Reply(Message(f"You type times in **{timezone}**, where it is {here:%H:%M} now."))


def set_notifications(ask: SetNotifications, call: Call, tools: Tools) -> Answer:
    if ask.on is None:
        _save(call, call.person, tools, _reopened(call, tools))
        return Reply(views.notifications(call.person, ask.kind))
    after = call.person.switched([ask.kind] if ask.kind else Kind, on=ask.on)
    _save(call, after, tools, _reopened(call, tools))
    return Reply(views.notifications(after, ask.kind, views.switched(ask.kind, on=ask.on)))


def switch_kind(ask: SwitchKind, call: Call, tools: Tools) -> Answer:
    after = call.person.switched([ask.kind], on=ask.on)
    _save(call, after, tools, _reopened(call, tools))
    only = ask.kind if ask.alone else None
    return Update(views.notifications(after, only, views.switched(ask.kind, on=ask.on)))


def _reopened(call: Call, tools: Tools) -> Change:
    """Whoever looks after their messages may have opened them to us: the next notice finds out."""
    inbox = tools.notices.inbox(call.tenant, call.user)
    return tried_again(inbox) if inbox and inbox.is_closed(call.now) else NOTHING


def _save(call: Call, after: Person, tools: Tools, more: Change = NOTHING) -> None:
    change = more + records.saved(call.person, after) if after != call.person else more
    if change:
        tools.commit(change)


ROUTES = (
    Route(SetTimezone, set_timezone, suggest={"timezone": suggest_zones}),
    Route(SetNotifications, set_notifications, also=(INBOX,)),
    Route(SwitchKind, switch_kind, also=(INBOX,)),
)
