"""A run that broke the rules: it scores 0, whatever its state was."""

from paddock.asyncs.access import check_staff
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.errors import NotFound
from paddock.reviews import refusals, rules, views
from paddock.runs import records
from paddock.runs.asks import DisqualifyRun, News
from paddock.runs.plans import followed_up
from paddock.tools import Tools
from paddock.typed import text_or_none


def disqualify_run(ask: DisqualifyRun, call: Call, tools: Tools) -> Answer:
    run = tools.runs.get(call.tenant, ask.run)
    listed = tools.asyncs.directory(call.tenant).find(run.async_)
    if listed is None:
        raise NotFound("run")
    check_staff(listed, call)
    reason = text_or_none(ask.reason)
    if reason is None:
        raise refusals.NoReason
    after = rules.disqualified(run, reason, call.now)
    entrant = tools.runs.entrant(call.tenant, run.async_, run.user, run.name)
    change = records.saved(run, after, entrant, "run.disqualified")
    tools.commit(change + followed_up(run, after, call.now, News.DISQUALIFIED))
    return Reply(views.disqualified(after))
