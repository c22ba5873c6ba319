"""What has become of a run is told in its thread or its live race's channel, or to its player where that can't be."""

import math
from datetime import datetime, timedelta

from paddock.change import Change, Planned
from paddock.discord.message import Message
from paddock.discord.rest import DiscordError, RateLimited
from paddock.errors import NotYet, Unavailable
from paddock.ids import ChannelId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools, same_since
from paddock.jobs.model import digest
from paddock.notices.delivery import write
from paddock.notices.letter import Letter
from paddock.notices.views import reference
from paddock.runs import news
from paddock.runs.asks import News, TellRunner, TellThread
from paddock.runs.model import Run
from paddock.runs.threads import redraw, retire

PATIENCE = timedelta(hours=1)
"""So long what is told by the clock is tried each minute; then as rarely as all else."""


def tell_thread(job: TellThread, tools: JobTools) -> Outcome:
    """A thread that is gone or closed to us changes nothing about the run: its player is written to instead."""
    run = tools.runs.get(job.organization, job.run)
    if not news.is_current(run, job, tools.now):
        return Outcome()
    try:
        is_told = _told(run, job, tools)
    except Unavailable as silent:
        if not _may_wait(job, silent, tools.now):
            raise
        raise NotYet(tools.now + _wait(silent), f"one thread's message: {silent}") from silent
    finally:
        if job.in_lane:
            _keep_lane_going(run, job, tools)
    if is_told or job.news in news.PUBLIC:
        return Outcome()
    instead = TellRunner(**job.model_dump(exclude={"race"}))
    return Outcome(Change(jobs=(Planned(instead),)))


def _told(run: Run, job: TellThread, tools: JobTools) -> bool:
    place = run.thread if job.news in news.PRIVATE else run.place
    is_told = place is not None and _sent(place, _message(run, job, tools), job, tools)
    if job.news not in news.WARNINGS:
        redraw(run, tools)  # after the message, which wakes a thread that was archived
    if job.news in news.ENDS:
        retire(run, tools)
    return is_told


def _may_wait(job: TellThread, silent: Unavailable, now: datetime) -> bool:
    """Whether others in the lane are told meanwhile: not where Discord wants no call at all, nor for ever."""
    everywhere = isinstance(silent, RateLimited) and silent.everywhere
    return job.in_lane and not everywhere and now < job.at + PATIENCE


def _wait(silent: Unavailable) -> timedelta:
    """The instants of jobs count in whole seconds."""
    return timedelta(seconds=math.ceil(silent.retry_after or 0) + 1)


def _keep_lane_going(run: Run, job: TellThread, tools: JobTools) -> None:
    """What one thread's limit asks for is none of the other threads' business."""
    if run.thread:
        tools.discord.wait_of(run.thread)
    tools.discord.keep_pace(job.group)


def _message(run: Run, job: TellThread, tools: JobTools) -> Message:
    """A thread is the player's own; a live race's channel is everybody's."""
    needed = run.live_race or job.news is News.REJECTED
    async_ = tools.asyncs.find(run.organization, run.async_) if needed else None
    if async_ is None:
        return news.told(run, job.news)
    is_hidden = bool(run.live_race) and async_.is_hidden(tools.now)
    return news.told(run, job.news, is_hidden=is_hidden, still_counts=not async_.approved_only)


def tell_runner(job: TellRunner, tools: JobTools) -> Outcome:
    """Whoever takes no messages from us finds it on the card."""
    run = tools.runs.get(job.organization, job.run)
    if not news.is_current(run, job, tools.now):
        return Outcome()
    nonce = digest(job.id)
    message = news.letter(run, job.news, reference(nonce))
    _, change = write(Letter(run.organization, run.user, message, message, nonce), tools)
    return Outcome(change)


def _sent(thread: ChannelId, message: Message, job: TellThread, tools: JobTools) -> bool:
    try:
        tools.send_once(thread, message, digest(job.id), same_since(message, job.at))
    except DiscordError:
        return False
    return True
