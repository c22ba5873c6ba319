"""A run that broke the rules: it scores 0, whatever its state was, until that is taken back."""

from paddock.asyncs.access import check_staff
from paddock.call import Call
from paddock.change import NOTHING, Change
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.errors import NotFound
from paddock.live_races.records import LIVE_RACE, left
from paddock.reviews import refusals, rules, views
from paddock.reviews.asks import AskDisqualification, DisqualifyPicked, LiftDisqualification
from paddock.reviews.finding import for_staff
from paddock.reviews.views import Reader
from paddock.runs import records
from paddock.runs.asks import DisqualifyRun, News
from paddock.runs.model import Run
from paddock.runs.plans import followed_up
from paddock.runs.records import ENTRANT
from paddock.runs.rules import as_of
from paddock.tools import Tools
from paddock.typed import text_or_none


def disqualify_run(ask: DisqualifyRun, call: Call, tools: Tools) -> Answer:
    run = tools.runs.get(call.tenant, ask.run)
    listed = tools.asyncs.directory(call.tenant).find(run.async_)
    if listed is None:
        raise NotFound("run")
    check_staff(listed, call)
    return Reply(views.disqualified(_disqualified(run, ask.reason, call, tools)))


def ask_disqualification(ask: AskDisqualification, call: Call, tools: Tools) -> Answer:
    _, run = for_staff(ask.run, ask.async_, call, tools)
    rules.check_disqualifiable(run)
    return Fill(DisqualifyPicked(run=ask.run, async_=ask.async_, user=run.user))


def disqualify_picked(ask: DisqualifyPicked, call: Call, tools: Tools) -> Answer:
    async_, run = for_staff(ask.run, ask.async_, call, tools)
    after = _disqualified(run, ask.reason, call, tools)
    return Update(views.panel(async_, after, Reader(call.user, call.now), "Disqualified. The player is told."))


def lift_disqualification(ask: LiftDisqualification, call: Call, tools: Tools) -> Answer:
    async_, run = for_staff(ask.run, ask.async_, call, tools)
    if run.is_sealed:
        return _taken_back(run, call, tools)
    after = rules.reinstated(run, call.user, call.now)
    _commit(run, after, News.REINSTATED, call, tools)
    return Update(views.panel(async_, after, Reader(call.user, call.now), views.reinstated(after)))


def _disqualified(run: Run, reason: str, call: Call, tools: Tools) -> Run:
    typed = text_or_none(reason)
    if typed is None:
        raise refusals.NoReason
    parts = {"organization": call.tenant, "async_": run.async_, "user": run.user}
    race = [LIVE_RACE.key(organization=call.tenant, id=run.live_race)] if run.awaits_race else []
    tools.preload([ENTRANT.key(**parts), *race])
    after = rules.disqualified(as_of(run, call.now), typed, call.now)
    _commit(run, after, News.DISQUALIFIED, call, tools, _out_of_race(run, tools))
    return after


def _out_of_race(run: Run, tools: Tools) -> Change:
    """Of a live race that has not begun for it: nobody counts on its player, or calls them."""
    race = tools.live_races.find(run.organization, run.live_race) if run.live_race and run.awaits_race else None
    racer = race.racer(run.user) if race else None
    return left(race, racer) if race and racer else NOTHING


def _taken_back(run: Run, call: Call, tools: Tools) -> Answer:
    """It was never raced, and its permalink never shown: nothing is left that could count."""
    rules.check_reinstatable(run, call.user)
    entrant = tools.runs.entrant(call.tenant, run.async_, run.user, run.name)
    tools.commit(records.taken_back(run, entrant))
    return Update(views.joins_again(run))


def _commit(before: Run, after: Run, news: News, call: Call, tools: Tools, besides: Change = NOTHING) -> None:
    entrant = tools.runs.entrant(call.tenant, before.async_, before.user, before.name)
    change = records.saved(before, after, entrant, f"run.{news}")
    tools.commit(change + followed_up(before, after, call.now, news) + besides)
