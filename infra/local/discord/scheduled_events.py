"""The rules of scheduled events, and what they do by themselves as time goes by."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from infra.local.discord.bodies.events import EventPatch
from infra.local.discord.errors import Fault
from infra.local.discord.model import Channel, EventStatus, ScheduledEvent
from infra.local.discord.world import World

MOST_OPEN = 100
VOICE, EXTERNAL = 2, 3
NEVER_STARTED = timedelta(hours=4)
NEXT = {
    (EventStatus.SCHEDULED, EventStatus.ACTIVE),
    (EventStatus.ACTIVE, EventStatus.COMPLETED),
    (EventStatus.SCHEDULED, EventStatus.CANCELED),
}


def run_events(world: World) -> bool:
    """External events start and end by themselves; others that nobody starts are cancelled. Says if any did."""
    moved = False
    for event in world.events:
        status = _status_at(event, world.now())
        if status != event.status:
            event.status = status
            world.events.put(event)
            moved = True
    return moved


def _status_at(event: ScheduledEvent, now: datetime) -> EventStatus:
    status = event.status
    if event.entity_type != EXTERNAL:
        overdue = status == EventStatus.SCHEDULED and now >= event.starts + NEVER_STARTED
        return EventStatus.CANCELED if overdue else status
    if status == EventStatus.SCHEDULED and now >= event.starts:
        status = EventStatus.ACTIVE
    if status == EventStatus.ACTIVE and event.ends and now >= event.ends:
        status = EventStatus.COMPLETED
    return status


def open_events(world: World, guild_id: str) -> list[ScheduledEvent]:
    return [event for event in world.events if event.guild_id == guild_id and event.status.is_open]


def merged(body: EventPatch, old: ScheduledEvent) -> ScheduledEvent:
    """The event as the body would have it. Null keeps what cannot be taken away."""
    changed = old.model_copy()
    for name, given in (
        ("name", body.name),
        ("entity_type", body.entity_type),
        ("starts", body.scheduled_start_time),
        ("status", EventStatus(body.status) if body.status else None),
    ):
        if given is not None:
            setattr(changed, name, given)
    for name, field in (("description", "description"), ("channel_id", "channel_id"), ("ends", "scheduled_end_time")):
        if body.gave(field):
            setattr(changed, name, getattr(body, field))
    if body.gave("entity_metadata"):
        changed.location = body.entity_metadata.location if body.entity_metadata else None
    if changed.entity_type != EXTERNAL:
        changed.location = None
    return changed


def faults(
    event: ScheduledEvent, old: ScheduledEvent | None, channel: Channel | None, now: datetime
) -> Iterator[Fault]:
    """`old` is the event before the change, none when it is made."""
    if old and event.status != old.status and (old.status, event.status) not in NEXT:
        message = f"Cannot go from status {int(old.status)} to {int(event.status)}"
        yield Fault(("status",), "GUILD_SCHEDULED_EVENT_STATUS_INVALID", message)
    yield from _external_faults(event) if event.entity_type == EXTERNAL else _voice_faults(event, channel)
    if event.starts <= now and (old is None or event.starts != old.starts):
        message = "Cannot schedule event in the past."
        yield Fault(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", message)
    if event.ends and event.ends <= event.starts:
        message = "Cannot schedule event to end before it starts."
        yield Fault(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", message)


def _external_faults(event: ScheduledEvent) -> Iterator[Fault]:
    if event.channel_id:
        yield Fault(("channel_id",), "GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED", "An external event has no channel")
    if not event.location:
        yield Fault(("entity_metadata", "location"), "BASE_TYPE_REQUIRED", "This field is required")
    if not event.ends:
        yield Fault(("scheduled_end_time",), "BASE_TYPE_REQUIRED", "This field is required")


def _voice_faults(event: ScheduledEvent, channel: Channel | None) -> Iterator[Fault]:
    if channel is None or channel.type != VOICE:
        yield Fault(("channel_id",), "GUILD_SCHEDULED_EVENT_CHANNEL_TYPE", "A voice event needs a voice channel")
