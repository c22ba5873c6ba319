"""Keeps the promise that one message in the crew channel lists the matches that lack crew, as they are."""

from datetime import datetime, timedelta

from paddock.change import NOTHING, Change, Planned
from paddock.crews import listing, records
from paddock.crews.asks import UpdateNeeds
from paddock.crews.model import NeedsMessage, NeedsState
from paddock.crews.needed import AHEAD, in_need
from paddock.discord.message import Message
from paddock.discord.rest import EDITED_TOO_OFTEN, DiscordError, Forbidden, Unknown
from paddock.ids import ChannelId, MessageId, OrganizationId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.organizations.channels import is_refused, refused, taken
from paddock.organizations.model import Organization, Server

WHERE = "crew channel"
UNKNOWN_MESSAGE = 10008
REFUSED_FOR = timedelta(hours=1)
"""So long a channel that refused us is not tried again."""
SETTLING = timedelta(minutes=1)
"""After a change the index by which matches are found may not have it yet; then it has."""


def update_needs(job: UpdateNeeds, tools: JobTools) -> Outcome:
    organization = tools.organizations.get(job.organization)
    if organization.needs_channel is None:
        return Outcome(_withdrawn(tools.needs.find(job.organization), tools))
    if organization.needs_guild and tools.organizations.server(organization.needs_guild).paused:
        return Outcome()
    matches = _lacking(job.organization, tools)
    message = listing.in_channel(matches, tools.tournaments.directory(job.organization))
    change, retry = _shown(organization, organization.needs_channel, message, tools)
    due = min((each for each in (_next(job, matches, tools), retry) if each), default=None)
    again = Planned(UpdateNeeds(organization=job.organization, settled=True), due) if due else None
    return Outcome(change + Change(jobs=(again,) if again else ()))


# -- what it says, and until when --------------------------------------------------------------------------------------


def _lacking(organization: OrganizationId, tools: JobTools) -> list[Match]:
    coming = tools.matches.between(organization, tools.now, tools.now + AHEAD)
    return in_need(coming, tools.tournaments.directory(organization), tools.now)


def _next(job: UpdateNeeds, matches: list[Match], tools: JobTools) -> datetime | None:
    """When a match drops off at its start, or another comes near enough; None where nothing will."""
    first = tools.matches.between(job.organization, tools.now + AHEAD + timedelta(milliseconds=1), limit=1)
    instants = [match.when for match in matches if match.when] + [match.when - AHEAD for match in first if match.when]
    if not job.settled:
        instants.append(tools.now + SETTLING)
    return min(instants, default=None)


# -- the message -------------------------------------------------------------------------------------------------------


def _shown(
    organization: Organization, channel: ChannelId, message: Message, tools: JobTools
) -> tuple[Change, datetime | None]:
    """What to write, and when to try a channel again that refuses us: at once where an admin has seen to it."""
    known = tools.needs.find(organization.id)
    record = known or NeedsMessage(organization=organization.id, channel=channel, since=tools.now)
    if record.channel != channel:
        # Stopped after this, it is deleted again, which does no harm: the pointer moves with the next write.
        _take_down(record, tools)
        record = record.model_copy(update={"channel": channel, "state": NeedsState.NEW, "message": None})
    retry, server = record.since + REFUSED_FOR, _server(organization, tools)
    if record.state is NeedsState.REFUSED and tools.now < retry and is_refused(server, WHERE):
        return NOTHING, retry
    try:
        change = _told(record, message, tools)
    except (Forbidden, Unknown) as error:
        change = records.refused(_stored(record, tools), channel, tools.now)
        return change + refused(_server(organization, tools), error, WHERE), tools.now + REFUSED_FOR
    was_refused = known is not None and known.state is NeedsState.REFUSED
    return change + taken(_server(organization, tools), WHERE) if was_refused else change, None


def _server(organization: Organization, tools: JobTools) -> Server:
    return tools.organizations.server(organization.needs_guild or organization.servers[0])


def _told(record: NeedsMessage, message: Message, tools: JobTools) -> Change:
    fingerprint = listing.fingerprint(message)
    if record.state is NeedsState.LIVE and record.fingerprint == fingerprint:
        return NOTHING
    if record.message and _edited(record.channel, record.message, message, tools):
        return records.live(record, record.message, fingerprint, tools.now)
    if record.state is NeedsState.INTENDED:
        # What an earlier run has posted says what was true then: from here on it is like any other.
        posted = _standing(record, tools) or tools.discord.send(record.channel, message, record.nonce)
        tools.commit(records.live(record, posted, record.fingerprint, tools.now))
        return _told(_stored(record, tools), message, tools)
    nonce = digest("needs", record.organization, record.channel, tools.now.isoformat())
    tools.commit(records.intended(record, nonce, fingerprint, tools.now))
    record = _stored(record, tools)
    return records.live(record, tools.discord.send(record.channel, message, nonce), fingerprint, tools.now)


def _stored(record: NeedsMessage, tools: JobTools) -> NeedsMessage:
    return tools.needs.find(record.organization) or record


def _edited(channel: ChannelId, id: MessageId, message: Message, tools: JobTools) -> bool:
    """False where the message is gone, by somebody's hand or because it can't be edited any more."""
    try:
        tools.discord.edit_message(channel, id, message)
    except DiscordError as refused:
        if refused.code == EDITED_TOO_OFTEN:
            _delete(channel, id, tools)
        elif refused.code != UNKNOWN_MESSAGE:
            raise
        return False
    return True


def _standing(record: NeedsMessage, tools: JobTools) -> MessageId | None:
    """What an earlier run has posted without living to note its id."""
    try:
        return tools.find_sent(record.channel, listing.is_list)
    except (Forbidden, Unknown):
        return None


def _withdrawn(record: NeedsMessage | None, tools: JobTools) -> Change:
    """No channel is to have it any more."""
    if record is None:
        return NOTHING
    _take_down(record, tools)
    return records.gone(record)


def _take_down(record: NeedsMessage, tools: JobTools) -> None:
    standing = _standing(record, tools) if record.state is NeedsState.INTENDED else record.message
    if standing:
        _delete(record.channel, standing, tools)


def _delete(channel: ChannelId, id: MessageId, tools: JobTools) -> None:
    """Whoever has shut us out of the channel has to remove it themselves."""
    try:
        tools.discord.delete_message(channel, id)
    except (Forbidden, Unknown):
        return
