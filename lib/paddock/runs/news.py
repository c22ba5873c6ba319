"""What a run's thread is told."""

from collections.abc import Callable
from datetime import datetime

from paddock.discord.message import Card, Message
from paddock.discord.text import channel, escape, mention, moment
from paddock.runs.asks import News, TellRunner, TellThread
from paddock.runs.model import Run, Status
from paddock.runs.views import clock, head, missed, thread_name

PUBLIC = (News.FINISHED, News.FORFEIT, News.REATTEMPT)
"""What the player has done themself: nobody needs to be called for it."""
WARNINGS = (News.START_NEAR, News.LIMIT_NEAR)
"""At these the card stays as it is."""
ENDS = (News.FINISHED, News.FORFEIT, News.TIMED_OUT, News.DISQUALIFIED)
"""After these not much is said in the thread any more."""
DECISIONS = (News.APPROVED, News.REJECTED)
MEASURES = (
    News.CORRECTED,
    News.DISQUALIFIED,
    News.REINSTATED,
    News.REATTEMPT,
    News.GRANTED,
    News.RESTORED,
)
PRIVATE = (*DECISIONS, *(each for each in MEASURES if each is not News.REATTEMPT))
"""What the staff have decided is between them and the player: it is not for a live race's channel."""


def warning_of(run: Run) -> News:
    return News.START_NEAR if run.status is Status.PENDING else News.LIMIT_NEAR


def is_current(run: Run, job: TellThread | TellRunner, now: datetime) -> bool:
    """What is told of a deadline that was moved or met, or that has passed since, is out of date; so is a decision that
    a later one has replaced or taken back.
    """
    if job.news in WARNINGS:
        return run.warn_at == job.at and warning_of(run) is job.news and not run.is_overdue(now)
    if job.news is News.RACE_BEGUN:
        return run.status is Status.IN_PROGRESS
    if job.news in DECISIONS:
        return run.review is not None and run.review.at == job.at
    if job.news in MEASURES:
        return run.decided == job.at
    return job.news is not News.EXTENDED or (run.deadline == job.deadline and not run.is_overdue(now))


def told(run: Run, news: News, *, is_hidden: bool = False, still_counts: bool = False) -> Message:
    """`is_hidden`: others read it who are not to know the result. In a live race's channel they always read it.
    `still_counts`: though it was rejected."""
    who = mention(run.user)
    if is_hidden and news is News.FINISHED:
        return Message(f"{who} has finished.")
    if run.live_race and news is News.REATTEMPT:
        return Message(f"{who} has voided this run for a reattempt.")
    text = TEXTS[news](run, who)
    if still_counts and news is News.REJECTED:
        text += "\nIt still counts in this async, unless the staff disqualify it."
    return Message(text, pings=() if news in PUBLIC else (run.user,))


def letter(run: Run, news: News, reference: str) -> Message:
    """For the player alone, where the thread could not be told: it says of which run it tells."""
    thread = (f"**Thread** {channel(run.thread)}",) if run.thread else ()
    lines = (f"**Async** {channel(run.channel)}", *thread, *(head(run) if news is News.RACE_BEGUN else ()))
    card = Card(thread_name(run), lines, footer=f"Run {run.id} · {reference}")
    return Message(TEXTS[news](run, mention(run.user)), card)


def _finished(run: Run, who: str) -> str:
    return f"{who} finished in **{clock(run.milliseconds or 0)}**."


def _timed_out(run: Run, who: str) -> str:
    return f"{who}, {missed(run)}: this run counts as forfeit."


def _start_near(run: Run, who: str) -> str:
    return f"{who}, press `Ready` before {_deadline(run)}, or this run counts as forfeit."


def _limit_near(run: Run, who: str) -> str:
    return f"{who}, press `Finish` before {_deadline(run)}, or this run counts as forfeit."


def _extended(run: Run, who: str) -> str:
    return f"{who}, the staff gave you more time: until {_deadline(run)}."


def _race_begun(run: Run, who: str) -> str:
    started = moment(run.started, "T") if run.started else ""
    return (
        f"{who}, your live race has begun {started}. I can't show its card: `/async runs` on the server shows yours, "
        f"with its buttons. Press `Finish` before {_deadline(run)}."
    )


def _rejected(run: Run, who: str) -> str:
    reason = escape(run.review.reason or "", 500) if run.review else ""
    return f"{who}, the review rejected this run: {reason}"


def _corrected(run: Run, who: str) -> str:
    now, before = clock(run.milliseconds or 0), clock(run.original or 0)
    return f"{who}, a reviewer corrected your time to **{now}** (it was {before})."


def _standing(run: Run) -> str:
    return f"its time is {clock(run.milliseconds)}" if run.milliseconds is not None else "it counts as forfeit"


def _deadline(run: Run) -> str:
    return f"{moment(run.deadline)} ({moment(run.deadline, 'R')})" if run.deadline else "the end"


def _why_void(run: Run) -> str:
    return escape(run.voided.reason, 500) if run.voided else ""


TEXTS: dict[News, Callable[[Run, str], str]] = {
    News.FINISHED: _finished,
    News.FORFEIT: lambda run, who: f"{who} has forfeited this run.",
    News.TIMED_OUT: _timed_out,
    News.START_NEAR: _start_near,
    News.LIMIT_NEAR: _limit_near,
    News.EXTENDED: _extended,
    News.DISQUALIFIED: lambda run, who: f"{who}, this run was disqualified: {escape(run.disqualified or '', 500)}",
    News.REINSTATED: lambda run, who: f"{who}, this run is disqualified no more: {_standing(run)}.",
    News.REATTEMPT: lambda run, who: f"{who} has voided this run for a reattempt: {_why_void(run)}",
    News.GRANTED: lambda run, who: f"{who}, you may run this pool again; this run counts no more: {_why_void(run)}",
    News.RESTORED: lambda run, who: f"{who}, the reattempt was taken back: this run counts again.",
    News.APPROVED: lambda run, who: f"{who}, a reviewer approved this run.",
    News.REJECTED: _rejected,
    News.CORRECTED: _corrected,
    News.RACE_BEGUN: _race_begun,
}
