"""`/config audit`: read, show."""

from paddock.asyncs.records import ASYNCS
from paddock.audit import views
from paddock.audit.asks import ShowAudit
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.routes import Route
from paddock.tools import Tools

USUAL_LINES = 10


def show_audit(ask: ShowAudit, call: Call, tools: Tools) -> Answer:
    lines = tools.audit.latest(call.tenant, ask.limit or USUAL_LINES)
    names = views.Names(tools.tournaments.directory(call.tenant), tools.asyncs.directory(call.tenant))
    return Reply(views.audit(lines, names))


ROUTES = (Route(ShowAudit, show_audit, also=(ASYNCS,)),)
