"""`/config audit`: read, show."""

from paddock.audit import views
from paddock.audit.asks import ShowAudit
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.routes import Route
from paddock.tools import Tools

USUAL_LINES = 10


def show_audit(ask: ShowAudit, call: Call, tools: Tools) -> Answer:
    lines = tools.audit.latest(call.tenant, ask.limit or USUAL_LINES)
    return Reply(views.audit(lines, tools.tournaments.directory(call.tenant)))


ROUTES = (Route(ShowAudit, show_audit),)
