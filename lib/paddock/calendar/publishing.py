"""Keeps the promise that one match's event in one server is as the match is: exactly one, whatever dies when."""

from paddock.calendar import records, views
from paddock.calendar.asks import PublishEvent, SyncServer
from paddock.calendar.model import EventRecord, EventState, Listing
from paddock.calendar.rules import Verdict, verdict
from paddock.calendar.troubles import CREATE_EVENTS, EVENT_LIMIT, GONE, refused, relieved
from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError
from paddock.errors import Conflict
from paddock.ids import EventId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.matches.model import Match
from paddock.organizations.model import Server

REASON = "Paddock: the match was scheduled or changed"


def publish_event(job: PublishEvent, tools: JobTools) -> Outcome:
    server = tools.organizations.server(job.guild)
    match = tools.matches.find(job.organization, job.match)
    if match is None or server.paused or server.organization != job.organization:
        return Outcome()
    try:
        return Outcome(_published(job, match, server, tools))
    except DiscordError as error:
        return Outcome(refused(error, server, tools.events.find(job.organization, job.match, job.guild)))


def _published(job: PublishEvent, match: Match, server: Server, tools: JobTools) -> Change:
    organization = tools.organizations.get(job.organization)
    tournament = tools.tournaments.find_many(job.organization, [match.tournament]).get(match.tournament)
    record = tools.events.find(job.organization, job.match, job.guild)
    decided = verdict(match, tournament, organization, job.guild, tools.now, record.start if record else None)
    if decided is Verdict.SHOW and tournament:
        fresh = EventRecord(organization=job.organization, match=job.match, guild=job.guild)
        return _shown(record or fresh, views.listing(match, tournament, organization), server, tools)
    if record is None or (decided is Verdict.LEAVE and record.state is EventState.LIVE):
        return NOTHING
    return _left(record, tools) if decided is Verdict.LEAVE else _hidden(record, tools)


def _shown(record: EventRecord, event: Listing, server: Server, tools: JobTools) -> Change:
    fingerprint = views.fingerprint(event)
    if record.state is not EventState.INTENDED and record.fingerprint == fingerprint:
        return NOTHING
    record = record.model_copy(update={"start": event.start})
    if record.state is EventState.LIVE and record.event:
        try:
            tools.discord.edit_event(record.guild, record.event, views.payload(event), REASON)
        except DiscordError as error:
            if error.code not in GONE:
                raise
        else:
            return records.live(record, record.event, fingerprint, "event.changed")
    was_intended = record.version and record.state is EventState.INTENDED
    record = _claimed(record, tools)
    found = find_ours(record, tools) if was_intended else None
    if found:
        # What it says is not known: the match may have changed since.
        tools.discord.edit_event(record.guild, found, views.payload(event), REASON)
        return records.live(record, found, fingerprint, "event.adopted")
    made = tools.discord.create_event(record.guild, views.payload(event), REASON)
    return records.live(record, made, fingerprint, "event.created") + _working_again(server)


def _claimed(record: EventRecord, tools: JobTools) -> EventRecord:
    """The intent, stored under this delivery's name before Discord is called.

    Where it bears that name already, a twin may be calling right now: this run steps back, and the next one looks for
    what has come of it.
    """
    is_twin = record.state is EventState.INTENDED and record.claim == tools.delivery != ""
    tools.commit(records.intended(record, "" if is_twin else tools.delivery))
    if is_twin:
        raise Conflict("another worker has the same delivery")
    return records.stored(record)


def _working_again(server: Server) -> Change:
    """What was refused before is taken again: the others that were waiting follow."""
    change = relieved(server, CREATE_EVENTS, EVENT_LIMIT)
    job = SyncServer(organization=server.organization, guild=server.guild)
    return change + Change(jobs=(Planned(job),)) if change else NOTHING


def _hidden(record: EventRecord, tools: JobTools) -> Change:
    event = find_ours(record, tools) if record.state is EventState.INTENDED else record.event
    if event:
        try:
            tools.discord.delete_event(record.guild, event)
        except DiscordError as error:
            if error.code not in GONE:
                raise
    return records.gone(record)


def _left(record: EventRecord, tools: JobTools) -> Change:
    """It has begun. What an earlier run made without noting its id is noted now."""
    found = find_ours(record, tools) if record.state is EventState.INTENDED else record.event
    return records.live(record, found, "", "event.adopted") if found else records.gone(record, "event.over")


def find_ours(record: EventRecord, tools: JobTools) -> EventId | None:
    """The event that an earlier run made without living to note its id: ours, and carrying the match's reference."""
    listed = [
        each
        for each in tools.discord.fetch_events(record.guild)
        if views.referenced(each.get("description")) == record.match
    ]
    if not listed:
        return None
    bot = tools.discord.fetch_bot_id()
    return next((EventId(each["id"]) for each in listed if each.get("creator_id") == bot), None)
