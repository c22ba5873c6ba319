"""The runs that wait for a review, and those that had one: looked at, and one of them picked."""

from collections.abc import Sequence

from paddock.asyncs.access import check_staff
from paddock.asyncs.model import Async
from paddock.call import Call
from paddock.discord.answer import Answer, Reply, Update
from paddock.errors import NotFound
from paddock.ids import AsyncId
from paddock.reviews import queue_views, views
from paddock.reviews.asks import NextRun, PickRun, ReviewRuns, ShowQueue
from paddock.reviews.views import Reader
from paddock.runs.model import Queue, Run
from paddock.runs.rules import as_of
from paddock.tools import Tools

GONE = "That run is in this list no more: somebody has decided on it, or it was voided or disqualified."


def review_runs(ask: ReviewRuns, call: Call, tools: Tools) -> Answer:
    async_ = _staffed(ask.async_, call, tools)
    if ask.run is None:
        return Reply(queue_views.queue(async_, Queue.WAITING, _read(async_, Queue.WAITING, tools), _reader(call)))
    run = tools.runs.get(call.tenant, ask.run)
    if run.async_ != async_.id:
        raise NotFound("run")
    return Reply(views.panel(async_, as_of(run, call.now), _reader(call)))


def show_queue(ask: ShowQueue, call: Call, tools: Tools) -> Answer:
    async_ = _staffed(ask.async_, call, tools)
    return Update(queue_views.queue(async_, ask.queue, _read(async_, ask.queue, tools), _reader(call), ask.page))


def pick_run(ask: PickRun, call: Call, tools: Tools) -> Answer:
    async_ = _staffed(ask.async_, call, tools)
    found = _read(async_, ask.queue, tools)
    picked = next((run for run in found if run.id == ask.chosen), None)
    text = "" if picked else GONE
    return Update(queue_views.queue(async_, ask.queue, found, _reader(call), ask.page, picked, text))


def next_run(ask: NextRun, call: Call, tools: Tools) -> Answer:
    """The index may still have the run that was decided on a moment ago."""
    async_ = _staffed(ask.async_, call, tools)
    found = [run for run in _read(async_, ask.queue, tools) if run.id != ask.run]
    return Update(queue_views.queue(async_, ask.queue, found, _reader(call)))


def _staffed(id: AsyncId, call: Call, tools: Tools) -> Async:
    async_ = tools.asyncs.get(call.tenant, id)
    check_staff(async_, call)
    return async_


def _read(async_: Async, queue: Queue, tools: Tools) -> Sequence[Run]:
    return tools.runs.queue(async_.organization, async_.id, queue, queue_views.MOST_READ)


def _reader(call: Call) -> Reader:
    return Reader(call.user, call.now)
