"""`/async extend`: more time for a run, before its start or before its end."""

from datetime import timedelta

from paddock.asyncs.access import check_staff
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.runs import records, refusals, rules, views
from paddock.runs.asks import ExtendRun, News
from paddock.runs.plans import followed_up
from paddock.tools import Tools


def extend_run(ask: ExtendRun, call: Call, tools: Tools) -> Answer:
    run = tools.runs.get(call.tenant, ask.run)
    check_staff(tools.asyncs.get(call.tenant, run.async_), call)
    if run.user == call.user:
        raise refusals.ExtendedToOneself
    after = rules.extended(run, timedelta(minutes=ask.minutes), call.now)
    tools.commit(records.progressed(run, after, "run.extended") + followed_up(run, after, call.now, News.EXTENDED))
    return Reply(views.extended(after))
