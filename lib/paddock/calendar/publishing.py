"""Keeps the promise that one match's event in one server is as the match is: exactly one, whatever dies when."""

from datetime import timedelta

from paddock.calendar import records, upkeep
from paddock.calendar.asks import PublishEvent, SyncServer
from paddock.calendar.model import EventRecord, EventState
from paddock.calendar.rules import Verdict
from paddock.calendar.troubles import CREATE_EVENTS, EVENT_LIMIT, refused, relieved
from paddock.calendar.wishes import Wish, wish_for
from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.organizations.model import Server

REFUSED_AGAIN = timedelta(hours=1)
"""Until what was refused is tried again in a server whose admins we have no word for."""
PAUSED_AGAIN = timedelta(days=1)


def publish_event(job: PublishEvent, tools: JobTools) -> Outcome:
    server = tools.organizations.server(job.guild)
    if server.organization != job.organization:
        return Outcome(_taken_down(job, server, tools))
    match = tools.matches.find(job.organization, job.match)
    if match is None or server.paused:
        return Outcome()
    try:
        return Outcome(_published(job, match, server, tools))
    except DiscordError as error:
        return Outcome(refused(error, server, _record(job, tools), tools.now))


def _record(job: PublishEvent, tools: JobTools) -> EventRecord | None:
    return tools.events.find(job.organization, job.match, job.guild)


def _published(job: PublishEvent, match: Match, server: Server, tools: JobTools) -> Change:
    record = _record(job, tools)
    wish = _wish(match, record, job, tools)
    match wish.verdict:
        case Verdict.SHOW:
            fresh = EventRecord(organization=job.organization, match=job.match, guild=job.guild)
            return _shown(job, record or fresh, wish, server, tools)
        case Verdict.KEEP if record:
            return _kept(record, wish, tools)
        case Verdict.END if record:
            return upkeep.end(record, tools)
        case Verdict.HIDE if record:
            return upkeep.remove(record, tools)
    return NOTHING


def _wish(match: Match, record: EventRecord | None, job: PublishEvent, tools: JobTools) -> Wish:
    organization = tools.organizations.get(job.organization)
    tournament = tools.tournaments.find_many(job.organization, [match.tournament]).get(match.tournament)
    return wish_for(match, tournament, organization, job.guild, tools.now, record)


def _shown(job: PublishEvent, record: EventRecord, wish: Wish, server: Server, tools: JobTools) -> Change:
    listing = wish.listing
    if listing is None or (record.state is not EventState.INTENDED and wish.is_told(record, tools.now)):
        return NOTHING
    if record.state is EventState.LIVE:
        return upkeep.bring_in_line(record, wish, listing, tools) + _working_again(server)
    if not job.counted and _is_refusing(server):
        # A comparison counts the room there is, and tries one where none was given.
        sync = SyncServer(organization=job.organization, guild=job.guild)
        return _wanted(record) + Change(jobs=(Planned(sync),))
    return upkeep.make(record, wish, listing, tools) + _working_again(server)


def _is_refusing(server: Server) -> bool:
    return server.has_trouble(EVENT_LIMIT) or server.has_trouble(CREATE_EVENTS)


def _wanted(record: EventRecord) -> Change:
    """The match has changed: what somebody deleted by hand is not to stay away for that any more."""
    return records.gone(record, "event.wanted") if record.state is EventState.REMOVED else NOTHING


def _kept(record: EventRecord, wish: Wish, tools: JobTools) -> Change:
    if record.state is not EventState.LIVE or wish.listing is None:
        return upkeep.leave(record, wish, tools)
    if wish.is_told(record, tools.now):
        return NOTHING
    return upkeep.bring_in_line(record, wish, wish.listing, tools)


def _working_again(server: Server) -> Change:
    """What was refused before is taken again, as making and mending need the same: the others that waited follow."""
    change = relieved(server, CREATE_EVENTS)
    job = SyncServer(organization=server.organization, guild=server.guild)
    return change + Change(jobs=(Planned(job),)) if change else NOTHING


# -- where the server is another organization's by now --------------------------------------------


def _taken_down(job: PublishEvent, server: Server, tools: JobTools) -> Change:
    """What was made there for this organization goes; the server's own settings and troubles are not ours to write."""
    fresh = EventRecord(organization=job.organization, match=job.match, guild=job.guild)
    record = _record(job, tools) or fresh
    if record.is_over(tools.now):
        return records.gone(record, "event.over")
    if server.paused:
        return _tried_again(job, PAUSED_AGAIN, record, tools)
    try:
        return upkeep.remove(record, tools)
    except DiscordError:
        return _tried_again(job, REFUSED_AGAIN, record, tools)


def _tried_again(job: PublishEvent, wait: timedelta, record: EventRecord, tools: JobTools) -> Change:
    """As long as there may be something to be removed."""
    return Change(jobs=(Planned(job, tools.now + wait),)) if record.version else NOTHING
