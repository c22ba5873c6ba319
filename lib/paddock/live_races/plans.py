"""What is promised of races: their starts and calls, which move or go with them, and that their cards hide results no
longer than their async does."""

from datetime import datetime, timedelta

from paddock.asyncs.model import Async
from paddock.change import NOTHING, Cancelled, Change, Planned
from paddock.live_races import rules
from paddock.live_races.asks import CallRacers, ShowRace, ShowRaces, StartRace
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


def shown_with_results(before: Async, after: Async, now: datetime) -> Change:
    """After a change of the async: at once where its results come to be seen or are hidden, and when it closes."""
    changed = before.is_hidden(now) != after.is_hidden(now)
    cards = ShowRaces(organization=after.organization, async_=after.id)
    moved = before.hidden_until(now) != after.hidden_until(now)
    return Change(jobs=(Planned(cards),) if changed else ()) + (shown_at_close(after, now) if moved else NOTHING)


def shown_at_close(async_: Async, now: datetime) -> Change:
    cards = ShowRaces(organization=async_.organization, async_=async_.id, at_close=True)
    closes = async_.hidden_until(now)
    return Change(jobs=(Planned(cards, closes) if closes else Cancelled(cards.organization, cards.id),))


def shown(race: LiveRace) -> ShowRace:
    return ShowRace(organization=race.organization, race=race.id)


def _starts(race: LiveRace) -> tuple[Planned, ...]:
    """Whichever comes first: the one that is held for the instant, or the one that is swept up after it."""
    job = StartRace(organization=race.organization, race=race.id, at=race.starts)
    early = job.model_copy(update={"early": True})
    return Planned(early, race.starts - AHEAD), Planned(job, race.starts)


def _call(race: LiveRace, calling: Calling) -> CallRacers:
    return CallRacers(organization=race.organization, race=race.id, calling=calling, at=race.starts)
