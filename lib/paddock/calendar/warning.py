"""Keeps the promise that a server's owner is told once of what only people can mend."""

from datetime import datetime, timedelta

from paddock.calendar import records, views
from paddock.calendar.asks import WarnOwner
from paddock.calendar.model import Warned
from paddock.calendar.rules import WARNED_AGAIN
from paddock.discord.message import Message
from paddock.discord.rest import DiscordError
from paddock.ids import ChannelId, UserId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.model import digest

REPEATS_SEEN = 50
"""Among so many of the last messages."""
SKEW = timedelta(minutes=1)
"""By which Discord's clock may be behind ours."""


def warn_owner(job: WarnOwner, tools: JobTools) -> Outcome:
    """However often it is met: once in a week. Where Discord does not let them be told, the settings show it."""
    server = tools.organizations.server(job.guild)
    before = tools.events.warned(job.organization, job.guild, job.trouble)
    if before and tools.now < before.at + WARNED_AGAIN:
        return Outcome()
    if server.paused or server.organization != job.organization or not server.has_trouble(job.trouble):
        return Outcome()
    try:
        guild = tools.discord.fetch_guild(job.guild)
        channel = tools.discord.open_dm(UserId(guild["owner_id"]))
        message = views.no_room(guild["name"])
        if not _stands_in(channel, message, job, tools):
            tools.discord.send(channel, message, digest(job.guild, job.trouble, job.at))
    except DiscordError:
        pass
    told = Warned(organization=job.organization, guild=job.guild, trouble=job.trouble, at=tools.now)
    return Outcome(records.warned(told.model_copy(update={"version": before.version if before else 0})))


def _stands_in(channel: ChannelId, message: Message, job: WarnOwner, tools: JobTools) -> bool:
    """Whether an earlier delivery has sent it. Discord forgets a nonce within minutes, so it is looked for."""
    if not tools.may_be_done:
        return False
    since, content = job.at - SKEW, message.payload()["content"]
    found = tools.discord.fetch_messages(channel, REPEATS_SEEN)
    return any(each["content"] == content and datetime.fromisoformat(each["timestamp"]) >= since for each in found)
