"""From the async's post to a run: the panel, the choice of a pool, and the draw in one transaction."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from paddock.asyncs import records as async_records
from paddock.asyncs.model import Async, Permalink, Pool, PoolName
from paddock.asyncs.records import POOL
from paddock.call import Call
from paddock.change import NOTHING, Change, Planned
from paddock.clock import snowflake_time
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.question import end_of, is_over, question_end
from paddock.errors import Repeated
from paddock.ids import AsyncId, PoolId, RunId
from paddock.live_races.model import State
from paddock.runs import records, refusals, rules, views
from paddock.runs.asks import CancelRun, ConfirmRun, OpenThread, PickPool, StartRun
from paddock.runs.closing import closed_by_clock
from paddock.runs.limits import Limits, limits
from paddock.runs.model import Entrant, Run
from paddock.runs.plans import followed_up
from paddock.runs.records import DRAWN, RUN
from paddock.store.item import Key
from paddock.tasks.model import Task
from paddock.tasks.records import TASK
from paddock.tools import Tools


class Entry(NamedTuple):
    """The caller before the gates of an async, as of the click."""

    async_: Async
    entrant: Entrant
    open_run: Run | None
    lapsed: Run | None = None
    """Its time is up, and no sweep has noted it yet: for the gates it is closed."""
    called_off: Run | None = None
    """Its live race was cancelled, and nobody has taken it back yet: for the gates it never was."""

    def cleared(self, tools: Tools) -> Change:
        """What the gates have seen already, written down."""
        if self.lapsed:
            return closed_by_clock(self.lapsed, tools)
        if self.called_off:
            run = self.called_off
            return records.taken_back(run, tools.runs.entrant(run.organization, run.async_, run.user, run.name))
        return NOTHING


def start_run(ask: StartRun, call: Call, tools: Tools) -> Answer:
    async_, _, pools = _offered(ask.async_, call, tools)
    only = pools[0].id if len(pools) == 1 else None
    return Reply(views.panel(async_, _limits(async_, tools).start_minutes, pools, question_end(call.now), only))


def pick_pool(ask: PickPool, call: Call, tools: Tools) -> Answer:
    until = _in_time(ask.until, call)
    async_, entrant, pools = _offered(ask.async_, call, tools)
    chosen = rules.check_free(async_, async_.pool(PoolId(ask.chosen)), entrant)
    rules.check_unseen(chosen, tools.asyncs.pool(async_, chosen.id), entrant)
    return Update(views.panel(async_, _limits(async_, tools).start_minutes, pools, until, chosen.id))


def cancel_run(ask: CancelRun, call: Call) -> Answer:
    return Update(views.cancelled())


def confirm_run(ask: ConfirmRun, call: Call, tools: Tools) -> Answer:
    """A second `Confirm` opens no second run: it leads to the first. So does the same one, delivered twice."""
    async_ = _here(ask.async_, call, tools)
    pool = tools.asyncs.pool(async_, ask.pool)
    entry = entry_of(async_, call, tools, _counts(async_, pool.drawable))
    if entry.open_run and entry.open_run.live_race:
        raise refusals.RunOpen(entry.open_run)
    if entry.open_run:
        with suppress(Repeated):
            tools.commit(_thread(entry.open_run, call, again=True))
        return Update(views.is_being_made(entry.open_run))
    _in_time(ask.until, call)
    async_ = rules.open_to(async_, entry.entrant, call.now)
    rules.check_may_start(async_, None, snowflake_time(call.user), call.now)
    name = rules.check_free(async_, async_.pool(ask.pool), entry.entrant)
    run, change = _drawn(entry, name, pool, call, tools)
    try:
        tools.commit(change)
    except Repeated:
        run = tools.runs.get(call.tenant, run.id)
    return Update(views.is_being_made(run))


def _drawn(entry: Entry, name: PoolName, pool: Pool, call: Call, tools: Tools) -> tuple[Run, Change]:
    """The permalink is chosen and written before anybody is told of it: of two at once one finds the entry changed."""
    async_ = entry.async_
    candidates = rules.check_unseen(name, pool, entry.entrant)
    drawn = tools.runs.drawn(call.tenant, async_.id, [each.id for each in candidates])
    permalink = rules.draw(candidates, drawn, async_.balance, secrets.choice)
    run = _new_run(async_, name, permalink, call, tools)
    held = async_records.unchanged(async_) + async_records.pool_unchanged(pool)
    opened = records.opened(run, entry.entrant) + followed_up(None, run, call.now) + _thread(run, call)
    return run, entry.cleared(tools).followed_by(opened + held)


def _new_run(async_: Async, pool: PoolName, permalink: Permalink, call: Call, tools: Tools) -> Run:
    times = _limits(async_, tools)
    return Run(
        organization=call.tenant,
        async_=async_.id,
        id=RunId(call.id),
        user=call.user,
        name=call.names.get(call.user, call.user),
        pool_name=pool.name,
        permalink=permalink.id,
        url=permalink.url,
        seed_notes=permalink.notes,
        guild=call.guild,
        channel=async_.channel,
        opened=call.now,
        start_by=call.now + timedelta(minutes=times.start_minutes),
        start_warning_minutes=times.start_warning_minutes,
        limit_hours=times.hours,
        limit_warning_minutes=times.warning_minutes,
    )


def _thread(run: Run, call: Call, again: bool = False) -> Change:
    opening = OpenThread(organization=run.organization, run=run.id, again=again)
    return Change(jobs=(Planned(opening, reply=call.reply_to(private=True)),))


# -- the gates -----------------------------------------------------------------------------------


def _offered(id: AsyncId, call: Call, tools: Tools) -> tuple[Async, Entrant, tuple[PoolName, ...]]:
    async_ = _here(id, call, tools)
    parts = {"organization": call.tenant, "async_": async_.id}
    entry = entry_of(async_, call, tools, (POOL.key(**parts, pool=pool.id) for pool in async_.open_pools))
    async_ = rules.open_to(async_, entry.entrant, call.now)
    rules.check_may_start(async_, entry.open_run, snowflake_time(call.user), call.now)
    return async_, entry.entrant, rules.offered(async_, entry.entrant, tools.asyncs.pools(async_))


def _here(id: AsyncId, call: Call, tools: Tools) -> Async:
    async_ = tools.asyncs.find(call.tenant, id)
    if async_ is None or async_.archived or async_.channel != call.channel:
        raise refusals.NoAsyncHere
    return async_


def entry_of(async_: Async, call: Call, tools: Tools, more: Iterable[Key]) -> Entry:
    """`more`: what will be asked for next, read in the same round trip."""
    entrant = tools.runs.entrant(call.tenant, async_.id, call.user, call.names.get(call.user, call.user))
    active = entrant.active
    own = [RUN.key(organization=call.tenant, id=active.id)] if active else []
    tools.preload([*own, *(TASK.key(organization=call.tenant, task=task) for task in Task), *more])
    run = tools.runs.get(call.tenant, active.id) if active else None
    if run and run.is_overdue(call.now):
        return Entry(async_, entrant.with_run(rules.timed_out(run)), None, lapsed=run)
    if run and is_called_off(run, tools):
        return Entry(async_, entrant.without_run(run), None, called_off=run)
    return Entry(async_, entrant, run)


def is_called_off(run: Run, tools: Tools) -> bool:
    """Joined to a live race that was cancelled since, and not taken back yet."""
    race = tools.live_races.find(run.organization, run.live_race) if run.live_race and run.awaits_race else None
    return race is not None and race.state is State.CANCELLED


def _counts(async_: Async, permalinks: Iterable[Permalink]) -> Iterable[Key]:
    parts = {"organization": async_.organization, "async_": async_.id}
    return (DRAWN.key(**parts, permalink=each.id) for each in permalinks)


def _in_time(until: int, call: Call) -> datetime:
    if is_over(until, call.now):
        raise refusals.PanelExpired
    return end_of(until)


def _limits(async_: Async, tools: Tools) -> Limits:
    return limits(async_, tools.tasks.settings(async_.organization))
