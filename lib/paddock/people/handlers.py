"""`/me`: read, decide, write, show."""

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
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
        return Reply(views.notifications(call.person, ask.kind))
    after = call.person.switched([ask.kind] if ask.kind else Kind, on=ask.on)
    _save(call, after, tools)
    return Reply(views.notifications(after, ask.kind, views.switched(ask.kind, on=ask.on)))


def switch_kind(ask: SwitchKind, call: Call, tools: Tools) -> Answer:
    after = call.person.switched([ask.kind], on=ask.on)
    _save(call, after, tools)
    only = ask.kind if ask.alone else None
    return Update(views.notifications(after, only, views.switched(ask.kind, on=ask.on)))


def _save(call: Call, after: Person, tools: Tools) -> None:
    if after != call.person:
        tools.commit(records.saved(call.person, after))


ROUTES = (
    Route(SetTimezone, set_timezone, suggest={"timezone": suggest_zones}),
    Route(SetNotifications, set_notifications),
    Route(SwitchKind, switch_kind),
)
