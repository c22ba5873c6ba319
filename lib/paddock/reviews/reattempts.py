"""A run that is voided, so that its player may race another permalink of the pool."""

from paddock.asyncs import records as async_records
from paddock.asyncs.access import check_staff
from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.reviews import refusals, rules, views
from paddock.runs import records
from paddock.runs.asks import News, Reattempt
from paddock.runs.model import Entrant, Run
from paddock.runs.plans import followed_up
from paddock.runs.rules import as_of
from paddock.tools import Tools
from paddock.typed import text_or_none


def reattempt(ask: Reattempt, call: Call, tools: Tools) -> Answer:
    stored = tools.runs.get(call.tenant, ask.run)
    run = as_of(stored, call.now)
    async_, entrant = tools.runs.surroundings(run)
    reason = text_or_none(ask.reason)
    if reason is None:
        raise refusals.NoReason
    open_run = _open_run(run, entrant, call, tools)
    if ask.grant:
        check_staff(async_, call)
        rules.check_grant(run, open_run, call.user)
    else:
        rules.check_reattempt(run, async_, entrant, open_run, call.user, call.now)
    after = rules.voided(run, call.user, reason, call.now, granted=ask.grant)
    news = News.GRANTED if ask.grant else News.REATTEMPT
    change = records.saved(stored, after, entrant, "run.voided") + async_records.unchanged(async_)
    tools.commit(change + followed_up(stored, after, call.now, news))
    return Reply(views.voided(after, async_, entrant.with_run(after), call.now))


def _open_run(run: Run, entrant: Entrant, call: Call, tools: Tools) -> Run | None:
    """Another one of the player's, whose time is not up."""
    active = entrant.active
    found = tools.runs.find(call.tenant, active.id) if active and active.id != run.id else None
    return found if found and not as_of(found, call.now).status.is_closed else None
