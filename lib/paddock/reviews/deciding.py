"""A claimed run: approved, rejected, its time corrected, or given back."""

from collections.abc import Callable

from paddock.call import Call
from paddock.discord.answer import Answer, Fill, Reply, Update
from paddock.discord.text import clean
from paddock.reviews import refusals, rules, views
from paddock.reviews.asks import (
    ApproveRun,
    AskRejection,
    AskTime,
    ClaimRun,
    CorrectTime,
    ReadNotes,
    RejectRun,
    ReleaseRun,
)
from paddock.reviews.finding import for_staff
from paddock.reviews.views import Reader
from paddock.runs import records
from paddock.runs.asks import News
from paddock.runs.model import Decision, Queue, Run
from paddock.runs.plans import followed_up
from paddock.runs.views import clock
from paddock.tools import Tools

OfRun = ClaimRun | ApproveRun | AskRejection | RejectRun | AskTime | CorrectTime | ReleaseRun | ReadNotes


def claim_run(ask: ClaimRun, call: Call, tools: Tools) -> Answer:
    again = ask.queue is Queue.REVIEWED
    return _stepped(ask, lambda run: rules.claimed(run, call.user, call.now, again=again), "claimed", "", call, tools)


def release_run(ask: ReleaseRun, call: Call, tools: Tools) -> Answer:
    said = "Released: others can claim it."
    return _stepped(ask, lambda run: rules.released(run, call.user, call.now), "released", said, call, tools)


def approve_run(ask: ApproveRun, call: Call, tools: Tools) -> Answer:
    said = "Approved. The player is told."
    return _stepped(ask, lambda run: rules.approved(run, call.user, call.now), "approved", said, call, tools)


def ask_rejection(ask: AskRejection, call: Call, tools: Tools) -> Answer:
    return _asked(ask, RejectRun(run=ask.run, async_=ask.async_), call, tools)


def reject_run(ask: RejectRun, call: Call, tools: Tools) -> Answer:
    reason = ask.reason.strip()
    if not clean(reason):
        raise refusals.NoReason
    said = views.rejected(tools.asyncs.get(call.tenant, ask.async_))
    return _stepped(ask, lambda run: rules.rejected(run, call.user, reason, call.now), "rejected", said, call, tools)


def ask_time(ask: AskTime, call: Call, tools: Tools) -> Answer:
    _, run = for_staff(ask.run, ask.async_, call, tools)
    form = CorrectTime(run=ask.run, async_=ask.async_, time=clock(run.milliseconds or 0))
    return _asked(ask, form, call, tools)


def correct_time(ask: CorrectTime, call: Call, tools: Tools) -> Answer:
    time = rules.typed_time(ask.time)
    said = "Corrected. The player is told."
    return _stepped(ask, lambda run: rules.corrected(run, call.user, time, call.now), "corrected", said, call, tools)


def read_notes(ask: ReadNotes, call: Call, tools: Tools) -> Answer:
    """Beside the panel, whose notes are cut; its pages are turned in place."""
    _, run = for_staff(ask.run, ask.async_, call, tools)
    message = views.notes(run, ask.page or 0)
    return Reply(message) if ask.page is None else Update(message)


# -- what they have in common --------------------------------------------------------------------


def _stepped(ask: OfRun, step: Callable[[Run], Run], action: str, said: str, call: Call, tools: Tools) -> Answer:
    async_, run = for_staff(ask.run, ask.async_, call, tools)
    try:
        after = step(run)
    except refusals.Outrun as truth:
        return Update(views.panel(async_, run, _reader(call), truth.text))
    _commit(run, after, f"run.{action}", call, tools)
    return Update(views.panel(async_, after, _reader(call), said))


def _asked(ask: OfRun, form: RejectRun | CorrectTime, call: Call, tools: Tools) -> Answer:
    """The form, for whoever has claimed the run."""
    async_, run = for_staff(ask.run, ask.async_, call, tools)
    try:
        rules.check_held(run, call.user, call.now)
    except refusals.Outrun as truth:
        return Update(views.panel(async_, run, _reader(call), truth.text))
    return Fill(form)


def _commit(before: Run, after: Run, action: str, call: Call, tools: Tools) -> None:
    """The player's entry shows no claims."""
    if after.qualifying == before.qualifying:
        change = records.progressed(before, after, action)
    else:
        entrant = tools.runs.entrant(call.tenant, before.async_, before.user, before.name)
        change = records.saved(before, after, entrant, action)
    tools.commit(change + followed_up(before, after, call.now, *_news(before, after)))


def _news(before: Run, after: Run) -> tuple[News, ...]:
    if after.milliseconds != before.milliseconds:
        return (News.CORRECTED,)
    if after.review is None or after.review == before.review:
        return ()
    return (News.REJECTED,) if after.review.decision is Decision.REJECTED else (News.APPROVED,)


def _reader(call: Call) -> Reader:
    return Reader(call.user, call.now)
