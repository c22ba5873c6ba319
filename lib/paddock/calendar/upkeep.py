"""What is done to one match's event in Discord: each step fit to be repeated, whatever dies after which call."""

from collections.abc import Mapping
from typing import Any

from paddock.calendar import records, views
from paddock.calendar.model import EventRecord, EventState, Listing
from paddock.calendar.rules import Verdict
from paddock.calendar.troubles import GONE, STATUS
from paddock.calendar.wishes import Wish
from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError
from paddock.errors import Conflict
from paddock.ids import EventId, GuildId
from paddock.job_tools import JobTools

REASON = "Paddock: the match was scheduled or changed"
BEGUN = "Paddock: the match has begun"
PLAYED = "Paddock: the match was played"


# -- there or not --------------------------------------------------------------------------------


def make(record: EventRecord, wish: Wish, listing: Listing, tools: JobTools) -> Change:
    """The event of a record that has none, or does not know of it."""
    was_intended = record.version and record.state is EventState.INTENDED
    record = _claimed(record.model_copy(update={"start": listing.start, "end": listing.end}), tools)
    found = find_ours(record, tools) if was_intended else None
    if found:
        return adopt(record, found, wish, listing, tools)
    return _made(record, wish, listing, tools)


def _made(record: EventRecord, wish: Wish, listing: Listing, tools: JobTools) -> Change:
    id = tools.discord.create_event(record.guild, views.payload(listing), REASON)
    after = records.told(record, id, listing, views.fingerprint(listing), active=False)
    change = records.noted(after, "event.created")
    if not wish.active:
        return change
    tools.commit(change)
    return mend(records.stored(after), id, wish, listing, tools)


def adopt(record: EventRecord, found: Mapping[str, Any], wish: Wish, listing: Listing, tools: JobTools) -> Change:
    """What an earlier run made is this record's; what it says is not known, as the match may have changed since."""
    id, is_active = EventId(found["id"]), views.is_active(found)
    if is_active and not wish.active:
        _delete(record.guild, id, tools)
        return _made(record, wish, listing, tools)
    tools.discord.edit_event(record.guild, id, views.payload(listing, active=is_active), REASON)
    if wish.active and not is_active:
        _start(record.guild, id, tools)
    after = records.told(record, id, listing, views.fingerprint(listing), active=wish.active)
    return records.noted(after, "event.adopted")


def _claimed(record: EventRecord, tools: JobTools) -> EventRecord:
    """The intent, stored under this delivery's name before Discord is called.

    Where it bears that name already, a twin may be calling right now: this run steps back, and the next one looks for
    what has come of it.
    """
    is_twin = record.state is EventState.INTENDED and record.claim == tools.delivery != ""
    record = records.intended(record, "" if is_twin else tools.delivery)
    tools.commit(records.kept(record))
    if is_twin:
        raise Conflict("another worker has the same delivery")
    return records.stored(record)


def find_ours(record: EventRecord, tools: JobTools) -> Mapping[str, Any] | None:
    """The event that an earlier run made without living to note its id: ours, and carrying the match's reference."""
    listed = [
        each
        for each in tools.discord.fetch_events(record.guild)
        if views.referenced(each.get("description"), record.organization) == record.match
    ]
    if not listed:
        return None
    bot = tools.discord.fetch_bot_id()
    return next((each for each in listed if each.get("creator_id") == bot), None)


# -- in line -------------------------------------------------------------------------------------


def bring_in_line(record: EventRecord, wish: Wish, listing: Listing, tools: JobTools) -> Change:
    """The event of a live record; another one in its place where this one can't be mended or is there no more."""
    assert record.event
    if wish.is_out_of_reach(record, tools.now):
        _delete(record.guild, record.event, tools)
        return make(record, wish, listing, tools)
    try:
        return mend(record, record.event, wish, listing, tools)
    except DiscordError as error:
        if error.code not in GONE:
            raise
    if wish.verdict is Verdict.KEEP:
        return records.gone(record, "event.over")
    return make(record, wish, listing, tools)


def mend(record: EventRecord, event: EventId, wish: Wish, listing: Listing, tools: JobTools) -> Change:
    """Tells what was not told yet."""
    is_active = record.is_active(tools.now)
    fingerprint = views.fingerprint(listing)
    action = "event.changed"
    if record.fingerprint != fingerprint:
        tools.discord.edit_event(record.guild, event, views.payload(listing, active=is_active), REASON)
    if wish.active and not is_active:
        _start(record.guild, event, tools)
        action = "event.started"
    return records.noted(records.told(record, event, listing, fingerprint, active=wish.active), action)


def _start(guild: GuildId, event: EventId, tools: JobTools) -> None:
    try:
        tools.discord.edit_event(guild, event, {"status": views.ACTIVE}, BEGUN)
    except DiscordError as error:
        if STATUS not in error.fields:
            raise
        # It is active: an earlier run, or somebody in the server, has started it.


# -- over ----------------------------------------------------------------------------------------


def end(record: EventRecord, tools: JobTools) -> Change:
    """Completed events are final: nothing is to be known of them any more."""
    found = find_ours(record, tools) if record.state is EventState.INTENDED else None
    id = EventId(found["id"]) if found else record.event
    if id is None or record.is_over(tools.now):
        return records.gone(record, "event.over")
    is_active = views.is_active(found) if found else record.is_active(tools.now)
    try:
        _complete(record.guild, id, is_active, tools)
    except DiscordError as error:
        if error.code not in GONE:
            raise
    return records.gone(record, "event.completed")


def _complete(guild: GuildId, event: EventId, is_active: bool, tools: JobTools) -> None:
    """Only an active event can be completed, and Discord may be late in starting one by itself."""
    completed = {"status": views.COMPLETED}
    if is_active:
        try:
            return tools.discord.edit_event(guild, event, completed, PLAYED)
        except DiscordError as error:
            if STATUS not in error.fields:
                raise
    _start(guild, event, tools)
    return tools.discord.edit_event(guild, event, completed, PLAYED)


def remove(record: EventRecord, tools: JobTools) -> Change:
    found = find_ours(record, tools) if record.state is EventState.INTENDED else None
    id = EventId(found["id"]) if found else record.event
    if id:
        _delete(record.guild, id, tools)
    return records.gone(record)


def leave(record: EventRecord, wish: Wish, tools: JobTools) -> Change:
    """Its time has come. What an earlier run made without noting its id is noted now; nothing is made."""
    if record.state is not EventState.INTENDED:
        return NOTHING
    found = find_ours(record, tools)
    if found is None or wish.listing is None:
        return records.gone(record, "event.over")
    return adopt(record, found, wish, wish.listing, tools)


def _delete(guild: GuildId, event: EventId, tools: JobTools) -> None:
    try:
        tools.discord.delete_event(guild, event)
    except DiscordError as error:
        if error.code not in GONE:
            raise
