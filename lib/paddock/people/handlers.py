"""`/me`: read, decide, write, show."""

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.discord.message import Message
from paddock.people import records
from paddock.people.asks import SetTimezone
from paddock.routes import Route
from paddock.tools import Tools
from paddock.typed import is_clear
from paddock.zones import suggest_zones


def set_timezone(ask: SetTimezone, call: Call, tools: Tools) -> Answer:
    timezone = None if is_clear(ask.timezone) else clock.zone(ask.timezone).key
    after = call.person.model_copy(update={"timezone": timezone})
    if after != call.person:
        tools.commit(records.saved(call.person, after))
    if timezone is None:
        return Reply(Message(f"You type times in the server's zone, {call.organization.timezone}."))
    here = call.now.astimezone(clock.zone(timezone))
    return Reply(Message(f"You type times in **{timezone}**, where it is {here:%H:%M} now."))


ROUTES = (Route(SetTimezone, set_timezone, suggest={"timezone": suggest_zones}),)
