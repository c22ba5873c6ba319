"""`/async runs`: one's own runs, everybody's where they are not hidden, and the card of one's own once more."""

from collections.abc import Sequence

from paddock.asyncs.access import is_staff
from paddock.asyncs.model import Async
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.errors import NotFound
from paddock.ids import RunId, UserId
from paddock.runs import list_views, refusals, rules, views
from paddock.runs.asks import ListRuns, OpenThread, ShowRun, TurnRuns
from paddock.runs.model import Entrant
from paddock.scores.model import Pars
from paddock.tools import Tools


def list_runs(ask: ListRuns, call: Call, tools: Tools) -> Answer:
    return Reply(_page(TurnRuns(async_=ask.async_, user=ask.user, page=0), call, tools))


def turn_runs(ask: TurnRuns, call: Call, tools: Tools) -> Answer:
    return Update(_page(ask, call, tools))


def _page(ask: TurnRuns, call: Call, tools: Tools) -> Message:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    user = _whose(async_, ask.user, call)
    pars, entrants = _read(async_, user, call, tools)
    own = next((each for each in entrants if each.user == call.user), None)
    return list_views.listed(async_, entrants, pars, ask, own, staff=is_staff(async_, call))


def _whose(async_: Async, user: UserId | None, call: Call) -> UserId | None:
    """None: everybody's. A player may always see their own."""
    if is_staff(async_, call) or not async_.is_hidden(call.now):
        return user
    if user not in (None, call.user):
        raise refusals.ResultsHidden
    return call.user


def _read(async_: Async, user: UserId | None, call: Call, tools: Tools) -> tuple[Pars, Sequence[Entrant]]:
    if user is None:
        return tools.scores.standings(call.tenant, async_.id, call.now)
    entrant = tools.runs.entrant(call.tenant, async_.id, user).as_of(call.now)
    return tools.scores.pars(call.tenant, async_.id), [entrant] if entrant.slots else []


def show_run(ask: ShowRun, call: Call, tools: Tools) -> Answer:
    """Where a run that is open has no thread yet, it is tried again; whatever comes of it replaces the card."""
    run = tools.runs.find(call.tenant, RunId(ask.chosen)) if RunId.fits(ask.chosen) else None
    if run is None:
        raise NotFound("run")
    rules.check_own(run, call.user)
    is_open = not rules.as_of(run, call.now).status.is_closed
    if is_open and run.card is None and run.live_race is None:
        opening = OpenThread(organization=run.organization, run=run.id, again=True)
        tools.commit(Change(jobs=(Planned(opening, reply=call.reply_to(private=True)),)))
    return Reply(views.card(run, call.now, list_views.where(run)))
