"""A race's start, noted by the job that is due then, or by a racer who presses a button before that has run."""

from collections.abc import Iterable

from paddock.change import NOTHING, Change, Planned
from paddock.live_races import records, rules
from paddock.live_races.asks import ShowRace
from paddock.live_races.model import LiveRace, State
from paddock.runs import records as run_records
from paddock.runs import rules as run_rules
from paddock.runs.model import Run
from paddock.runs.plans import followed_up
from paddock.tools import Tools


def noted(race: LiveRace) -> Change:
    """From here on nobody moves or cancels it."""
    if race.state is State.STARTED:
        return NOTHING
    shown = Planned(ShowRace(organization=race.organization, race=race.id))
    return records.saved(race, rules.started(race), "live.started") + Change(jobs=(shown,))


def begun(race: LiveRace, runs: Iterable[Run], tools: Tools) -> Change:
    """All on the same start, however late that is noted. Those that have begun already stay as they are."""
    return sum((_begun(race, run, tools) for run in runs if run.awaits_race), NOTHING)


def _begun(race: LiveRace, run: Run, tools: Tools) -> Change:
    entrant = tools.runs.entrant(run.organization, run.async_, run.user, run.name)
    after = run_rules.begun(run, race.starts)
    return run_records.saved(run, after, entrant, "run.started") + followed_up(run, after, tools.now)


def caught_up(race: LiveRace, run: Run, tools: Tools) -> tuple[Run, Change]:
    """A run whose race has begun, as it stands since then, and what is still to be written of that."""
    if not run.awaits_race:
        return run, NOTHING
    return run_rules.begun(run, race.starts), noted(race) + begun(race, [run], tools)
