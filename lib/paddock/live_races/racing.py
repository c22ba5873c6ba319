"""`Join` and `Leave`, and after the start the buttons by which everybody ends their own run."""

from paddock.asyncs.model import Async
from paddock.asyncs.records import unchanged
from paddock.call import Call
from paddock.change import Cancelled, Change, Planned
from paddock.clock import snowflake_time
from paddock.discord.answer import Answer, Reply
from paddock.ids import RunId
from paddock.live_races import records, refusals, rules, views
from paddock.live_races.asks import JoinRace, LeaveRace, Move, PressInRace, ShowRace
from paddock.live_races.beginning import caught_up
from paddock.live_races.model import LiveRace, Racer, State
from paddock.runs import records as run_records
from paddock.runs import rules as run_rules
from paddock.runs.asks import AskFlag, AskVod, time_out_id, warning_id
from paddock.runs.limits import limits
from paddock.runs.model import Run
from paddock.runs.plans import followed_up
from paddock.runs.racing import ask_flag, ask_vod, finish, question, timer
from paddock.runs.starting import entry_of
from paddock.tools import Tools


def join_race(ask: JoinRace, call: Call, tools: Tools) -> Answer:
    """A second `Join` changes nothing. One that was pressed in time counts, however late it arrives."""
    race = tools.live_races.get(call.tenant, ask.race)
    if race.state is not State.CANCELLED and race.racer(call.user):
        return Reply(views.joined(race))
    rules.check_joinable(race, call.now)
    async_ = tools.asyncs.get(call.tenant, race.async_)
    entry = entry_of(async_, call, tools, ())
    run_rules.check_may_start(async_, entry.open_run, snowflake_time(call.user), call.now)
    rules.check_slot(race, async_, entry.entrant)
    run = _run(race, async_, call, tools)
    racer = Racer(user=run.user, name=run.name, run=run.id)
    follows = followed_up(None, run, call.now) if run.started else _shown(race)
    opened = records.joined(race, racer) + run_records.opened(run, entry.entrant) + follows
    tools.commit(entry.cleared(tools).followed_by(opened + unchanged(async_)))
    return Reply(views.joined(race))


def leave_race(ask: LeaveRace, call: Call, tools: Tools) -> Answer:
    """As if they had never joined: they have not seen the permalink."""
    race = tools.live_races.get(call.tenant, ask.race)
    racer = _racer(race, call)
    run = rules.check_leavable(race, tools.runs.find(call.tenant, racer.run), call.now)
    entrant = tools.runs.entrant(call.tenant, run.async_, run.user, run.name)
    timers = tuple(Cancelled(call.tenant, id) for id in (warning_id(run.id), time_out_id(run.id)))
    change = records.left(race, racer) + run_records.taken_back(run, entrant)
    tools.commit(change + Change(jobs=timers) + _shown(race))
    return Reply(views.left())


def press_in_race(ask: PressInRace, call: Call, tools: Tools) -> Answer:
    race = tools.live_races.get(call.tenant, ask.race)
    rules.check_running(race, call.now)
    run, begun = caught_up(race, tools.runs.get(call.tenant, _racer(race, call).run), tools)
    match ask.move:
        case Move.FINISH:
            return finish(run, call, tools, begun)
        case Move.FORFEIT:
            tools.commit(begun)  # so that the answer to the question finds the run begun
            return question(run, call)
        case Move.TIMER:
            return timer(run, call)
        case Move.VOD:
            return ask_vod(AskVod(run=run.id, async_=run.async_), call, tools)
        case Move.FLAG:
            return ask_flag(AskFlag(run=run.id, async_=run.async_), call, tools)


def _racer(race: LiveRace, call: Call) -> Racer:
    racer = race.racer(call.user)
    if racer is None:
        raise refusals.NotInRace
    return racer


def _run(race: LiveRace, async_: Async, call: Call, tools: Tools) -> Run:
    times = limits(async_, tools.tasks.settings(call.tenant))
    run = Run(
        organization=call.tenant,
        async_=async_.id,
        id=RunId(call.id),
        user=call.user,
        name=call.names.get(call.user, call.user),
        pool_name=race.pool_name,
        permalink=race.permalink,
        url=race.url,
        seed_notes=race.seed_notes,
        guild=race.guild,
        channel=race.channel,
        live_race=race.id,
        opened=call.now,
        start_by=race.starts,
        start_warning_minutes=times.start_warning_minutes,
        limit_hours=times.hours,
        limit_warning_minutes=times.warning_minutes,
    )
    return run_rules.begun(run, race.starts) if race.state is State.STARTED else run


def _shown(race: LiveRace) -> Change:
    return Change(jobs=(Planned(ShowRace(organization=race.organization, race=race.id)),))
