"""What is promised of a race from its opening on: its start and the calls before it, which move or go with it."""

from datetime import datetime, timedelta

from paddock.change import Cancelled, Change, Planned
from paddock.live_races import rules
from paddock.live_races.asks import CallRacers, ShowRace, StartRace
from paddock.live_races.model import Calling, LiveRace

AHEAD = timedelta(minutes=1)
"""As often comes the sweep: sent so early, a start is held until its very instant."""


def timers(race: LiveRace, now: datetime) -> Change:
    """The call before the start is not given where that is nearer already: whoever opened or moved the race has just
    told of it."""
    soon, due = _call(race, Calling.SOON), rules.call_due(race, Calling.SOON)
    called = Planned(soon, due) if due > now else Cancelled(race.organization, soon.id)
    return Change(jobs=(*_starts(race), called))


def no_timers(race: LiveRace) -> Change:
    jobs = [*(plan.job for plan in _starts(race)), _call(race, Calling.SOON)]
    return Change(jobs=tuple(Cancelled(race.organization, job.id) for job in jobs))


def called_to_go(race: LiveRace) -> Change:
    """Follows from the start itself, which the sweep would be up to a minute late for, and from its end: the card is
    drawn with the permalink before anybody is led to it."""
    return Change(jobs=(Planned(_call(race, Calling.GO)),))


def shown(race: LiveRace) -> ShowRace:
    return ShowRace(organization=race.organization, race=race.id)


def _starts(race: LiveRace) -> tuple[Planned, ...]:
    """Whichever comes first: the one that is held for the instant, or the one that is swept up after it."""
    job = StartRace(organization=race.organization, race=race.id, at=race.starts)
    early = job.model_copy(update={"early": True})
    return Planned(early, race.starts - AHEAD), Planned(job, race.starts)


def _call(race: LiveRace, calling: Calling) -> CallRacers:
    return CallRacers(organization=race.organization, race=race.id, calling=calling, at=race.starts)
