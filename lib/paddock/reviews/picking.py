"""Any run of an async, whatever its state: looked at by its staff, and given more time."""

from datetime import timedelta

from paddock.call import Call
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.reviews import rules, views
from paddock.reviews.asks import AskMoreTime, GiveMoreTime, LookAtRun
from paddock.reviews.finding import for_staff
from paddock.reviews.views import Reader
from paddock.runs import rules as run_rules
from paddock.runs import views as run_views
from paddock.runs.extending import check_other_s, extended
from paddock.tools import Tools


def look_at_run(ask: LookAtRun, call: Call, tools: Tools) -> Answer:
    async_, run = for_staff(ask.chosen, ask.async_, call, tools)
    return Reply(views.panel(async_, run_rules.as_of(run, call.now), Reader(call.user, call.now)))


def ask_more_time(ask: AskMoreTime, call: Call, tools: Tools) -> Answer:
    _, run = for_staff(ask.run, ask.async_, call, tools)
    check_other_s(run, call)
    run_rules.extended(run, timedelta(minutes=1), call.now)  # any time at all: nobody fills a form in vain
    return Fill(GiveMoreTime(run=ask.run, async_=ask.async_, user=run.user))


def give_more_time(ask: GiveMoreTime, call: Call, tools: Tools) -> Answer:
    async_, run = for_staff(ask.run, ask.async_, call, tools)
    after = extended(run, rules.minutes_from(ask.minutes), call, tools)
    return Update(views.panel(async_, after, Reader(call.user, call.now), run_views.extended(after).text))
