"""Keeps the promise that an async's message in its channel is there and shows the async as it is."""

from contextlib import suppress
from datetime import datetime

from paddock.asyncs import records, views
from paddock.asyncs.asks import UpdatePost, UpdatePosts
from paddock.asyncs.model import Async
from paddock.change import NOTHING, Change, Planned
from paddock.discord.message import Message
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.discord.text import jump
from paddock.ids import MessageId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools, has_button
from paddock.jobs.model import digest
from paddock.runs.asks import StartRun
from paddock.runs.limits import limits


def update_post(job: UpdatePost, tools: JobTools) -> Outcome:
    async_ = tools.asyncs.find(job.organization, job.async_)
    if async_ is None or (async_.post is None and not job.anew):
        return Outcome()
    if async_.archived:
        return Outcome(_ended(async_, tools))
    message = views.post(async_, limits(async_, tools.tasks.settings(job.organization)), tools.now)
    again = _again(async_, tools.now)
    if async_.post and async_.posted_in == async_.channel and _edited(async_, message, tools):
        return Outcome(again, _posted(async_, async_.post, tools))
    if not job.anew and async_.posted_in == async_.channel:
        return Outcome()  # somebody has deleted it: `/async post` brings it back
    nonce = digest("post", async_.id, async_.version)
    button = StartRun(async_=async_.id).custom_id
    try:
        post = tools.send_once(async_.channel, message, nonce, lambda each: has_button(each, button))
    except (Forbidden, Unknown):
        return Outcome(message=views.not_posted(async_))
    _take_down(async_, tools)
    after = async_.model_copy(update={"post": post, "posted_in": async_.channel})
    change = records.saved(async_, after, tools.asyncs.directory(job.organization), "async.posted")
    return Outcome(change + again, _posted(after, post, tools))


def _posted(async_: Async, post: MessageId, tools: JobTools) -> Message:
    return views.posted(async_, tools.asyncs.pools(async_), jump(async_.guild, async_.channel, post))


def update_posts(job: UpdatePosts, tools: JobTools) -> Outcome:
    found = tools.asyncs.directory(job.organization).asyncs
    tools.promise(UpdatePost(organization=job.organization, async_=each.id) for each in found)
    return Outcome()


def _again(async_: Async, now: datetime) -> Change:
    """When it opens and when it closes the message says something else."""
    due = min((each for each in (async_.opens, async_.closes) if each and each > now), default=None)
    again = UpdatePost(organization=async_.organization, async_=async_.id)
    return Change(jobs=(Planned(again, due),)) if due else NOTHING


def _ended(async_: Async, tools: JobTools) -> Change:
    if async_.post and async_.posted_in:
        with suppress(DiscordError):
            tools.discord.edit_message(async_.posted_in, async_.post, views.ended(async_))
    return NOTHING


def _edited(async_: Async, message: Message, tools: JobTools) -> bool:
    if async_.post is None:
        return False
    try:
        tools.discord.edit_message(async_.channel, async_.post, message)
    except Unknown:
        return False
    return True


def _take_down(async_: Async, tools: JobTools) -> None:
    if async_.post and async_.posted_in and async_.posted_in != async_.channel:
        with suppress(DiscordError):
            tools.discord.delete_message(async_.posted_in, async_.post)
