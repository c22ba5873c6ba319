"""Commands of an async's staff: read, decide, write, show."""

from datetime import datetime
from typing import Any

from paddock.asyncs import records, rules, views
from paddock.asyncs.asks import (
    AddPermalink,
    AddPool,
    CloseAsync,
    ConfirmDelete,
    CreateAsync,
    DeleteAsync,
    EditAsync,
    KeepAsync,
    ListAsyncs,
    OpenAsync,
    PostAsync,
    RemoveFromAsync,
    ShowAsync,
    TurnAsyncs,
    TurnPools,
    UpdatePost,
)
from paddock.asyncs.model import Async
from paddock.asyncs.records import ASYNCS
from paddock.asyncs.suggestions import suggest_asyncs, suggest_permalinks, suggest_pools
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.discord.answer import Answer, Later, Reply, Update
from paddock.errors import BadInput
from paddock.ids import AsyncId
from paddock.instants import instant_or_none, suggest_instants
from paddock.live_races.plans import shown_with_results
from paddock.live_races.records import RACES
from paddock.routes import Route
from paddock.runs.limits import limits
from paddock.scores.asks import ScoreAsync
from paddock.store.item import Key
from paddock.tasks import records as tasks
from paddock.tools import Tools
from paddock.typed import text_or_none

PLAIN = (
    "channel",
    "runs_per_pool",
    "reattempts",
    "approved_only",
    "start_minutes",
    "warning_minutes",
    "limit_hours",
    "limit_warning_minutes",
    "hide_results",
    "par_sample",
    "balance",
    "account_days",
    "reviewer_role",
)
"""Fields that an edit takes as they come."""
SCORED = ("par_sample", "approved_only")
"""Those on which the pars depend."""


def create_async(ask: CreateAsync, call: Call, tools: Tools) -> Answer:
    directory = tools.asyncs.directory(call.tenant)
    rules.check_room(directory)
    rules.check_channel(directory, ask.channel)
    async_ = Async(
        organization=call.tenant,
        id=AsyncId(call.id),
        name=_name(ask.name),
        description=text_or_none(ask.description),
        guild=call.guild,
        opens=instant_or_none(ask.opens, call),
        closes=instant_or_none(ask.closes, call),
        **{name: getattr(ask, name) for name in PLAIN},
    )
    rules.check_settings(async_)
    tools.commit(records.created(async_, directory))
    return Reply(views.shown(async_, (), call.now, f"Created. {views.NEXT}"))


def edit_async(ask: EditAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    directory = tools.asyncs.directory(call.tenant)
    after = async_.model_copy(update=_changes(ask, call))
    rules.check_channel(directory, after.channel, async_)
    rules.check_settings(after)
    if after.guild != async_.guild:
        rules.check_nobody_races(tools.scores.standings(call.tenant, async_.id, call.now).entrants)
    return _saved(async_, after, "Changed." if after != async_ else "Nothing to change.", call, tools)


def show_async(ask: ShowAsync | TurnPools, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    tools.preload([*records.pool_keys(async_.open_pools, async_), *tasks.keys(call.tenant)])
    pools = tools.asyncs.pools(async_)
    shown = limits(async_, tools.tasks.settings(call.tenant))
    if isinstance(ask, TurnPools):
        return Update(views.shown(async_, pools, call.now, number=ask.page, limits=shown))
    return Reply(views.shown(async_, pools, call.now, limits=shown))


def list_asyncs(ask: ListAsyncs, call: Call, tools: Tools) -> Answer:
    return Reply(views.listed(tools.asyncs.directory(call.tenant), call.now))


def turn_asyncs(ask: TurnAsyncs, call: Call, tools: Tools) -> Answer:
    return Update(views.listed(tools.asyncs.directory(call.tenant), call.now, ask.page))


def add_pool(ask: AddPool, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    name = _name(ask.name)
    after = rules.with_new_pool(async_, name)
    return _saved(async_, after, f"Added the pool. {views.NEXT_PERMALINK}", call, tools)


def add_permalink(ask: AddPermalink, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    chosen = rules.chosen_pool(async_, ask.pool)
    tools.preload([_races_key(async_), *records.pool_keys(async_.pools, async_), *tasks.keys(call.tenant)])
    pool, races = tools.asyncs.pool(async_, chosen.id), tools.live_races.of_async(call.tenant, async_.id)
    url = ask.url.strip()
    after = rules.with_new_permalink(pool, url, text_or_none(ask.notes), ask.live)
    elsewhere = rules.put_away_elsewhere(async_, pool, tools.asyncs.all_pools(async_), url)
    rules.check_unseen(tools.runs.drawn(call.tenant, async_.id, elsewhere), races)
    rules.check_not_raced(after, url, races)
    times = limits(async_, tools.tasks.settings(call.tenant))
    tools.commit(records.pool_saved(pool, after, "permalink.added") + records.alone(async_))
    return Reply(views.shown(async_, [after], call.now, "Added the permalink.", limits=times))


def remove_from_async(ask: RemoveFromAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    chosen = rules.chosen_pool(async_, ask.pool)
    shown = async_.open_pools if ask.permalink is None else (chosen,)
    tools.preload([_races_key(async_), *records.pool_keys(shown, async_), *tasks.keys(call.tenant)])
    pool, races = tools.asyncs.pool(async_, chosen.id), tools.live_races.of_async(call.tenant, async_.id)
    if ask.permalink is None:
        rules.check_no_race_ahead(chosen.id, races, call.now)
        return _saved(async_, rules.without_pool(async_, chosen), f"Took out the pool {chosen.name}.", call, tools)
    permalink = rules.chosen_permalink(pool, ask.permalink)
    rules.check_no_race_ahead(permalink.id, races, call.now)
    after = rules.without_permalink(pool, permalink)
    tools.commit(records.pool_saved(pool, after, "permalink.removed"))
    return Reply(views.shown(async_, [after], call.now, "Took out the permalink."))


def open_async(ask: OpenAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    after = rules.opened(async_, call.now)
    told = "Open: runs can be started." if after != async_ else "It is open already."
    return _saved(async_, after, told, call, tools, "async.opened")


def close_async(ask: CloseAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    told = (
        "Closed: no more runs are started, open ones may be finished, and everybody sees the results. `/async open` "
        "takes that back."
    )
    after = rules.closed(async_)
    return _saved(async_, after, told if after != async_ else "It is closed already.", call, tools, "async.closed")


def delete_async(ask: DeleteAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    _check_over(async_, call, tools)
    return Reply(views.ask_delete(async_))


def confirm_delete(ask: ConfirmDelete, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    _check_over(async_, call, tools)
    after = rules.deleted(async_, ask.seen)
    change = records.saved(async_, after, tools.asyncs.directory(call.tenant), "async.deleted")
    tools.commit(change + _followed_up(async_, after, call.now))
    return Update(views.deleted(after))


def keep_async(ask: KeepAsync, call: Call, tools: Tools) -> Answer:
    return Update(views.kept(tools.asyncs.get(call.tenant, ask.async_)))


def post_async(ask: PostAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    return Later(UpdatePost(organization=call.tenant, async_=async_.id, anew=True))


def _saved(before: Async, after: Async, told: str, call: Call, tools: Tools, action: str = "async.changed") -> Answer:
    """What stands in its channel follows."""
    tools.preload([*records.pool_keys(after.open_pools, after), *tasks.keys(call.tenant)])
    pools, times = tools.asyncs.pools(after), limits(after, tools.tasks.settings(call.tenant))
    if after != before:
        change = records.saved(before, after, tools.asyncs.directory(call.tenant), action)
        tools.commit(change + _followed_up(before, after, call.now))
    return Reply(views.shown(after, pools, call.now, told, limits=times))


def _check_over(async_: Async, call: Call, tools: Tools) -> None:
    """Whoever still races in it could not finish any more."""
    rules.check_may_go(async_)
    rules.check_no_races_ahead(tools.live_races.of_async(call.tenant, async_.id), call.now)
    rules.check_nobody_races(tools.scores.standings(call.tenant, async_.id, call.now).entrants)


def _races_key(async_: Async) -> Key:
    return RACES.key(organization=async_.organization, async_=async_.id)


def _followed_up(before: Async, after: Async, now: datetime) -> Change:
    jobs: list[Planned] = []
    if after.post:
        jobs.append(Planned(UpdatePost(organization=after.organization, async_=after.id)))
    if any(getattr(before, name) != getattr(after, name) for name in SCORED):
        jobs.append(Planned(ScoreAsync(organization=after.organization, async_=after.id)))
    return Change(jobs=tuple(jobs)) + shown_with_results(before, after, now)


def _changes(ask: EditAsync, call: Call) -> dict[str, Any]:
    changes: dict[str, Any] = {name: getattr(ask, name) for name in PLAIN if getattr(ask, name) is not None}
    if ask.unset is not None:
        changes[ask.unset.value] = None
    if ask.channel is not None:
        changes["guild"] = call.guild
    if ask.name is not None:
        changes["name"] = _name(ask.name)
    if ask.description is not None:
        changes["description"] = text_or_none(ask.description)
    for name in ("opens", "closes"):
        if getattr(ask, name) is not None:
            changes[name] = instant_or_none(getattr(ask, name), call)
    return changes


def _name(text: str) -> str:
    name = text_or_none(text)
    if name is None:
        raise BadInput("`name`: what it is called, for example `Winter Qualifier`.")
    return name


ASYNC = {"async_": suggest_asyncs}
WINDOW = {"opens": suggest_instants, "closes": suggest_instants}
POOL = {"pool": suggest_pools}

ROUTES = (
    Route(CreateAsync, create_async, suggest=WINDOW, also=(ASYNCS,)),
    Route(EditAsync, edit_async, suggest=ASYNC | WINDOW, also=(ASYNCS,)),
    Route(AddPool, add_pool, suggest=ASYNC, also=(ASYNCS,)),
    Route(AddPermalink, add_permalink, suggest=ASYNC | POOL, also=(ASYNCS,)),
    Route(RemoveFromAsync, remove_from_async, suggest=ASYNC | POOL | {"permalink": suggest_permalinks}, also=(ASYNCS,)),
    Route(ShowAsync, show_async, suggest=ASYNC, also=(ASYNCS,)),
    Route(TurnPools, show_async),
    Route(ListAsyncs, list_asyncs, also=(ASYNCS,)),
    Route(TurnAsyncs, turn_asyncs, also=(ASYNCS,)),
    Route(PostAsync, post_async, suggest=ASYNC, also=(ASYNCS,)),
    Route(OpenAsync, open_async, suggest=ASYNC, also=(ASYNCS,)),
    Route(CloseAsync, close_async, suggest=ASYNC, also=(ASYNCS,)),
    Route(DeleteAsync, delete_async, suggest=ASYNC, also=(ASYNCS, RACES)),
    Route(ConfirmDelete, confirm_delete, also=(ASYNCS, RACES)),
    Route(KeepAsync, keep_async),
)
