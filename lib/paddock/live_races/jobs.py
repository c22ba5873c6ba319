"""The race's start for everybody at once, and the end of one that was cancelled: batch by batch, from wherever an
earlier delivery has stopped."""

from collections.abc import Iterator

from paddock.change import NOTHING
from paddock.errors import Soon
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.live_races.asks import EmptyRace, StartRace
from paddock.live_races.beginning import begun, noted
from paddock.live_races.model import LiveRace, State
from paddock.live_races.plans import called_to_go
from paddock.live_races.records import saved
from paddock.runs.model import Run
from paddock.runs.records import ENTRANT, RUN, taken_back

BATCH = 18
"""Runs in one transaction: each takes five of its hundred items, and the race two."""


def start_race(job: StartRace, tools: JobTools) -> Outcome:
    race = tools.live_races.find(job.organization, job.race)
    if race is None or race.state is State.CANCELLED or race.starts != job.at:
        return Outcome()
    if tools.now < race.starts:
        raise Soon(race.starts, "the race's start")
    tools.commit(noted(race))
    # Whoever has pressed `Join` in time and comes in from here on begins by themself.
    race = tools.live_races.get(job.organization, job.race)
    for runs in _batches(race, tools):
        tools.commit(begun(race, runs, tools))
    race = tools.live_races.get(job.organization, job.race)
    if race.called == race.starts:
        return Outcome()
    after = race.model_copy(update={"called": race.starts})
    return Outcome(saved(race, after, "live.called") + called_to_go(after))


def empty_race(job: EmptyRace, tools: JobTools) -> Outcome:
    race = tools.live_races.get(job.organization, job.race)
    for runs in _batches(race, tools):
        waiting = [run for run in runs if run.awaits_race]
        entrants = [tools.runs.entrant(run.organization, run.async_, run.user) for run in waiting]
        tools.commit(sum(map(taken_back, waiting, entrants), NOTHING))
    return Outcome()


def _batches(race: LiveRace, tools: JobTools) -> Iterator[list[Run]]:
    for first in range(0, len(race.racers), BATCH):
        racers = race.racers[first : first + BATCH]
        parts = {"organization": race.organization, "async_": race.async_}
        runs = (RUN.key(organization=race.organization, id=racer.run) for racer in racers)
        tools.preload([*runs, *(ENTRANT.key(**parts, user=racer.user) for racer in racers)])
        yield tools.runs.find_many(race.organization, [racer.run for racer in racers])
