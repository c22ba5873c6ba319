"""More time for a run, before its start or before its end."""

from datetime import timedelta

from paddock.asyncs.access import check_staff
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.runs import records, refusals, rules, views
from paddock.runs.asks import ExtendRun, News
from paddock.runs.model import Run
from paddock.runs.plans import followed_up
from paddock.tools import Tools


def extend_run(ask: ExtendRun, call: Call, tools: Tools) -> Answer:
    run = tools.runs.get(call.tenant, ask.run)
    return Reply(views.extended(extended(run, ask.minutes, call, tools)))


def check_other_s(run: Run, call: Call) -> None:
    if run.user == call.user:
        raise refusals.ExtendedToOneself


def extended(run: Run, minutes: int, call: Call, tools: Tools) -> Run:
    async_, entrant = tools.runs.surroundings(run)
    check_staff(async_, call)
    check_other_s(run, call)
    after = rules.extended(run, timedelta(minutes=minutes), call.now)
    change = records.saved(run, after, entrant, "run.extended")
    tools.commit(change + followed_up(run, after, call.now, News.EXTENDED))
    return after
