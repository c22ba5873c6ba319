"""A run that is voided, so that its player may race another permalink of the pool; and voided no more."""

from paddock.asyncs import records as async_records
from paddock.asyncs.access import check_staff, is_staff
from paddock.asyncs.model import Async
from paddock.call import Call
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.errors import NotFound
from paddock.ids import RunId
from paddock.reviews import refusals, rules, views
from paddock.reviews.asks import AskGrant, GrantPicked, TakeReattemptBack
from paddock.reviews.finding import for_staff
from paddock.reviews.views import Reader
from paddock.runs import records
from paddock.runs.asks import News, Reattempt
from paddock.runs.model import Entrant, Run
from paddock.runs.plans import followed_up
from paddock.runs.rules import as_of
from paddock.runs.starting import is_called_off
from paddock.tools import Tools
from paddock.typed import text_or_none


def reattempt(ask: Reattempt, call: Call, tools: Tools) -> Answer:
    async_, entrant, after = _voided(ask.run, ask.reason, call, tools, granted=ask.grant)
    return Reply(views.voided(after, async_, entrant.with_run(after), call.now))


def ask_grant(ask: AskGrant, call: Call, tools: Tools) -> Answer:
    _, run = for_staff(ask.run, ask.async_, call, tools)
    rules.check_grant(as_of(run, call.now), None, call.user)
    return Fill(GrantPicked(run=ask.run, async_=ask.async_, user=run.user))


def grant_picked(ask: GrantPicked, call: Call, tools: Tools) -> Answer:
    async_, _, after = _voided(ask.run, ask.reason, call, tools, granted=True)
    return Update(views.panel(async_, after, Reader(call.user, call.now), views.granted(after, async_, call.now)))


def take_reattempt_back(ask: TakeReattemptBack, call: Call, tools: Tools) -> Answer:
    run = tools.runs.get(call.tenant, ask.run)
    if run.async_ != ask.async_:
        raise NotFound("run")
    async_, entrant = tools.runs.surroundings(run)
    staff = is_staff(async_, call)
    after = rules.restored(run, async_, entrant, call.user, call.now, is_staff=staff)
    change = records.saved(run, after, entrant, f"run.{News.RESTORED}") + async_records.unchanged(async_)
    tools.commit(change + followed_up(run, after, call.now, News.RESTORED))
    if staff and run.user != call.user:
        return Update(views.panel(async_, after, Reader(call.user, call.now), views.restored(after)))
    return Update(views.own_restored(after))


def _voided(id: RunId, reason: str, call: Call, tools: Tools, *, granted: bool) -> tuple[Async, Entrant, Run]:
    """With the entry as it was before."""
    stored = tools.runs.get(call.tenant, id)
    run = as_of(stored, call.now)
    async_, entrant = tools.runs.surroundings(run)
    typed = text_or_none(reason)
    if typed is None:
        raise refusals.NoReason
    open_run = _open_run(run, entrant, call, tools)
    if granted:
        check_staff(async_, call)
        rules.check_grant(run, open_run, call.user)
    else:
        rules.check_reattempt(run, async_, entrant, open_run, call.user, call.now)
    after = rules.voided(run, call.user, typed, call.now, granted=granted)
    news = News.GRANTED if granted else News.REATTEMPT
    change = records.saved(stored, after, entrant, "run.voided") + async_records.unchanged(async_)
    tools.commit(change + followed_up(stored, after, call.now, news))
    return async_, entrant, after


def _open_run(run: Run, entrant: Entrant, call: Call, tools: Tools) -> Run | None:
    """Another one of the player's, whose time is not up and whose race was not cancelled."""
    active = entrant.active
    found = tools.runs.find(call.tenant, active.id) if active and active.id != run.id else None
    if found is None or as_of(found, call.now).status.is_closed or is_called_off(found, tools):
        return None
    return found
