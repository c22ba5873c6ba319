"""`/async live`, and how an open race is moved or cancelled."""

from datetime import datetime

from paddock.asyncs.access import check_staff
from paddock.asyncs.model import Async
from paddock.asyncs.records import pool_unchanged, unchanged
from paddock.asyncs.rules import chosen_pool
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.clock import read
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.discord.question import is_over, question_end
from paddock.ids import LiveRaceId
from paddock.live_races import plans, records, refusals, rules, views
from paddock.live_races.asks import (
    AskCancel,
    AskMove,
    CancelRace,
    EmptyRace,
    KeepRace,
    ManageRace,
    MoveRace,
    News,
    OpenLiveRace,
    TellRace,
)
from paddock.live_races.model import LiveRace
from paddock.organizations.records import touched
from paddock.tools import Tools


def open_live_race(ask: OpenLiveRace, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    check_staff(async_, call)
    starts = _instant(ask.when, call)
    if ask.race is not None:
        return _moved(_of_async(ask.race, async_, call, tools), starts, call, tools)
    name = chosen_pool(async_, ask.pool)
    pool = tools.asyncs.pool(async_, name.id)
    races = tools.live_races.of_async(call.tenant, async_.id)
    permalink = rules.permalink_for(pool, name, ask.permalink, races.used)
    race = LiveRace(
        organization=call.tenant,
        async_=async_.id,
        id=LiveRaceId(call.id),
        pool_name=name.name,
        permalink=permalink.id,
        url=permalink.url,
        seed_notes=permalink.notes,
        guild=call.guild,
        channel=ask.channel or call.channel,
        starts=starts,
    )
    held = unchanged(async_) + pool_unchanged(pool) + touched(call.server)
    shown = Planned(plans.shown(race), reply=call.reply_to(private=True))
    timers = plans.timers(race, call.now) + plans.shown_at_close(async_, call.now)
    tools.commit(records.opened(race, races) + held + timers + Change(jobs=(shown,)))
    return Reply(views.opened(race))


def manage_race(ask: ManageRace, call: Call, tools: Tools) -> Answer:
    return Reply(views.managed(_for_staff(ask, call, tools), call.now))


def ask_move(ask: AskMove, call: Call, tools: Tools) -> Answer:
    race = _for_staff(ask, call, tools)
    rules.check_changeable(race, call.now)
    return Fill(MoveRace(race=race.id, async_=race.async_))


def move_race(ask: MoveRace, call: Call, tools: Tools) -> Answer:
    return _moved(_for_staff(ask, call, tools), _instant(ask.when, call), call, tools)


def ask_cancel(ask: AskCancel, call: Call, tools: Tools) -> Answer:
    race = _for_staff(ask, call, tools)
    rules.check_changeable(race, call.now)
    return Reply(views.ask_cancel(race, question_end(call.now)))


def keep_race(ask: KeepRace, call: Call) -> Answer:
    return Update(views.kept())


def cancel_race(ask: CancelRace, call: Call, tools: Tools) -> Answer:
    if is_over(ask.until, call.now):
        raise refusals.QuestionExpired
    race = _for_staff(ask, call, tools)
    after = rules.cancelled(race, call.now)
    ids = {"organization": race.organization, "race": race.id}
    told = TellRace(**ids, news=News.CANCELLED, at=call.now)
    follows = Change(jobs=(Planned(EmptyRace(**ids)), Planned(plans.shown(race)), Planned(told)))
    races = tools.live_races.of_async(call.tenant, race.async_)
    tools.commit(records.relisted(race, after, races, "live.cancelled") + plans.no_timers(race) + follows)
    return Update(views.cancelled())


def _moved(race: LiveRace, starts: datetime, call: Call, tools: Tools) -> Answer:
    """However many have joined, no run is written: they take the start from the race."""
    after = rules.moved(race, starts, call.now)
    shown = Planned(plans.shown(race))
    if after == race:
        tools.commit(Change(jobs=(shown,)))
        return Reply(views.moved(after))
    told = TellRace(organization=race.organization, race=race.id, news=News.MOVED, at=call.now)
    races = tools.live_races.of_async(call.tenant, race.async_)
    moved = records.relisted(race, after, races, "live.moved")
    tools.commit(moved + plans.timers(after, call.now) + Change(jobs=(shown, Planned(told))))
    return Reply(views.moved(after))


def _of_async(id: LiveRaceId, async_: Async, call: Call, tools: Tools) -> LiveRace:
    race = tools.live_races.get(call.tenant, id)
    if race.async_ != async_.id:
        raise refusals.OtherAsync
    return race


def _for_staff(ask: ManageRace | AskMove | MoveRace | AskCancel | CancelRace, call: Call, tools: Tools) -> LiveRace:
    race = tools.live_races.get(call.tenant, ask.race)
    check_staff(tools.asyncs.get(call.tenant, race.async_), call)
    return race


def _instant(text: str, call: Call) -> datetime:
    """To the second, as Discord's timestamps have it."""
    return read(text, call.zone, call.now).replace(microsecond=0)
