"""Keeps the promise that a server's owner is told once of what only people can mend."""

from paddock.calendar import records, views
from paddock.calendar.asks import WarnOwner
from paddock.calendar.model import Warned
from paddock.calendar.rules import WARNED_AGAIN
from paddock.discord.rest import DiscordError
from paddock.ids import UserId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools, same_since
from paddock.jobs.model import digest


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
        nonce = digest(job.guild, job.trouble, job.at)
        tools.send_once(channel, message, nonce, same_since(message, job.at))
    except DiscordError:
        pass
    told = Warned(organization=job.organization, guild=job.guild, trouble=job.trouble, at=tools.now)
    return Outcome(records.warned(told.model_copy(update={"version": before.version if before else 0})))
