"""What follows from a change of a run: its timers, the scores, and what the thread is told. The one place for it."""

from datetime import datetime

from paddock.change import Cancelled, Change, Planned
from paddock.live_races.asks import ShowRace
from paddock.runs.asks import News, TellThread, TimeOutRun, WarnRun, time_out_id, warning_id
from paddock.runs.model import Run
from paddock.scores.asks import ScoreAsync


def followed_up(before: Run | None, after: Run, now: datetime, *news: News) -> Change:
    jobs: list[Planned | Cancelled] = []
    if before is None or before.deadline != after.deadline:
        jobs += _timers(after, now)
    if before and before.qualifying != after.qualifying:
        jobs.append(Planned(ScoreAsync(organization=after.organization, async_=after.async_)))
    if after.live_race:
        jobs.append(Planned(ShowRace(organization=after.organization, race=after.live_race)))
    jobs += (Planned(_told(after, each, now)) for each in news)
    return Change(jobs=tuple(jobs))


def _told(run: Run, news: News, now: datetime) -> TellThread:
    return TellThread(
        organization=run.organization, run=run.id, news=news, at=now, deadline=run.deadline, race=run.live_race
    )


def _timers(run: Run, now: datetime) -> list[Planned | Cancelled]:
    """A warning whose instant is past is not given: the card, or whoever moved the deadline, has just said it."""
    if run.deadline is None:
        return [Cancelled(run.organization, warning_id(run.id)), Cancelled(run.organization, time_out_id(run.id))]
    out = TimeOutRun(organization=run.organization, run=run.id, deadline=run.deadline)
    warning = WarnRun(organization=run.organization, run=run.id, deadline=run.deadline)
    warn_at = run.deadline - run.warning
    warned = Planned(warning, warn_at) if warn_at > now else Cancelled(run.organization, warning.id)
    return [warned, Planned(out, run.deadline)]
