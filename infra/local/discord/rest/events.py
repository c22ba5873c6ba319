"""Scheduled events of a server."""

from infra.local.discord import wire
from infra.local.discord.bodies.events import EventBody, EventPatch
from infra.local.discord.errors import DiscordError, NotSimulated, check_form
from infra.local.discord.model import Channel, Guild, ScheduledEvent
from infra.local.discord.permissions import Permission
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply
from infra.local.discord.scheduled_events import EXTERNAL, MOST_OPEN, faults, merged, open_events, run_events

STAGE = 1


def list_events(call: Call) -> Reply:
    guild = call.guild()
    run_events(call.world)
    with_count = call.flag("with_user_count")
    return Reply([wire.event(call.world, each, with_count=with_count) for each in open_events(call.world, guild.id)])


def get_event(call: Call) -> Reply:
    return Reply(wire.event(call.world, _event(call, call.guild()), with_count=call.flag("with_user_count")))


def make_event(call: Call) -> Reply:
    guild = call.guild()
    run_events(call.world)
    body = call.read(EventBody)
    _check_played(body)
    event = ScheduledEvent(
        id=call.world.ids.next(),
        guild_id=guild.id,
        creator_id=call.bot,
        name=body.name,
        description=body.description,
        entity_type=EXTERNAL if body.entity_type == EXTERNAL else 2,
        channel_id=body.channel_id,
        location=body.entity_metadata.location if body.entity_metadata else None,
        starts=body.scheduled_start_time,
        ends=body.scheduled_end_time,
    )
    channel = _channel(call, event)
    check_form(faults(event, None, channel, call.world.now()))
    _need(call, guild, channel, Permission.CREATE_EVENTS)
    if len(open_events(call.world, guild.id)) >= MOST_OPEN:
        raise DiscordError(30038)
    return Reply(wire.event(call.world, call.world.events.put(event)))


def change_event(call: Call) -> Reply:
    guild = call.guild()
    event = _event(call, guild)
    if not event.status.is_open:
        raise DiscordError(180000)
    body = call.read(EventPatch)
    _check_played(body)
    changed = merged(body, event)
    channel = _channel(call, changed)
    check_form(faults(changed, event, channel, call.world.now()))
    _need_to_change(call, guild, event, channel)
    return Reply(wire.event(call.world, call.world.events.put(changed)))


def delete_event(call: Call) -> Reply:
    guild = call.guild()
    event = _event(call, guild)
    _need_to_change(call, guild, event, _channel(call, event))
    call.world.events.drop(event.id)
    return NOTHING


def list_interested(call: Call) -> Reply:
    event = _event(call, call.guild())
    most, after = call.number("limit", 100, 1, 100), int(call.snowflake("after") or 0)
    ids = [id for id in sorted(event.interested, key=int) if int(id) > after][:most]
    return Reply(
        [
            {
                "guild_scheduled_event_id": event.id,
                "user_id": id,
                "user": wire.user(call.world.users[id]),
                "response": 1,
            }
            for id in ids
        ]
    )


def _event(call: Call, guild: Guild) -> ScheduledEvent:
    run_events(call.world)
    event = call.world.events.find(call.path["event_id"])
    if event is None or event.guild_id != guild.id:
        raise DiscordError(10070)
    return event


def _channel(call: Call, event: ScheduledEvent) -> Channel | None:
    if event.channel_id is None or event.entity_type == EXTERNAL:
        return None
    channel = call.world.channels.find(event.channel_id)
    if channel is None or channel.guild_id != event.guild_id:
        raise DiscordError(10003)
    return channel


def _check_played(body: EventPatch) -> None:
    if body.entity_type == STAGE or body.recurrence_rule or body.image:
        raise NotSimulated("stages, recurrence and images of scheduled events")


def _need(call: Call, guild: Guild, channel: Channel | None, needed: Permission) -> None:
    if channel is None:
        return call.need_in_server(needed, guild)
    return call.need(needed | Permission.VIEW_CHANNEL | Permission.CONNECT, channel)


def _need_to_change(call: Call, guild: Guild, event: ScheduledEvent, channel: Channel | None) -> None:
    mine = event.creator_id == call.bot
    _need(call, guild, channel, Permission.CREATE_EVENTS if mine else Permission.MANAGE_EVENTS)


EVENTS = "/guilds/{guild_id}/scheduled-events"
ENDPOINTS = (
    Endpoint("GET", EVENTS, list_events),
    Endpoint("POST", EVENTS, make_event),
    Endpoint("GET", f"{EVENTS}/{{event_id}}", get_event),
    Endpoint("PATCH", f"{EVENTS}/{{event_id}}", change_event),
    Endpoint("DELETE", f"{EVENTS}/{{event_id}}", delete_event),
    Endpoint("GET", f"{EVENTS}/{{event_id}}/users", list_interested),
)
