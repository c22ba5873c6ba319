"""Channels and their permission overwrites."""

from collections.abc import Iterable, Iterator

from infra.local.discord import wire
from infra.local.discord.bodies.channels import ChannelBody, ChannelPatch, OverwriteBody, ThreadPatch
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import ANNOUNCEMENTS, CATEGORY, DM, TEXT, VOICE, Channel, Guild, Overwrite
from infra.local.discord.permissions import Permission
from infra.local.discord.rest import threads
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply

MOST_CHANNELS, MOST_IN_CATEGORY, MOST_OVERWRITES = 500, 50, 1000
MAKEABLE = (TEXT, VOICE, CATEGORY, ANNOUNCEMENTS)
FIELDS = {"topic": "topic", "position": "position", "nsfw": "nsfw", "slowmode": "rate_limit_per_user"}
FIELDS |= {"bitrate": "bitrate", "user_limit": "user_limit"}


def get_channel(call: Call) -> Reply:
    return Reply(wire.channel(call.world, call.channel()))


def list_channels(call: Call) -> Reply:
    channels = call.world.channels_in(call.guild().id)
    return Reply([wire.channel(call.world, channel) for channel in channels])


def make_channel(call: Call) -> Reply:
    guild = call.guild()
    call.need_in_server(Permission.MANAGE_CHANNELS, guild)
    body = call.read(ChannelBody)
    siblings = list(call.world.channels_in(guild.id))
    if len(siblings) >= MOST_CHANNELS:
        raise DiscordError(30013)
    kind = body.type or TEXT
    if kind not in MAKEABLE:
        check_form([Fault(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {MAKEABLE}.")])
    check_form(_parent_faults(call, guild, body, kind))
    channel = Channel(id=call.world.ids.next(), type=kind, guild_id=guild.id, position=len(siblings))
    parent = call.world.channels.find(body.parent_id)
    if body.permission_overwrites is not None:
        channel.overwrites = _overwrites(call, guild, body)
    elif parent:
        channel.overwrites = {id: each.model_copy() for id, each in parent.overwrites.items()}
    _set(channel, body)
    call.world.channels.put(channel)
    return Reply(wire.channel(call.world, channel), 201)


def change_channel(call: Call) -> Reply:
    channel = call.channel()
    if channel.thread:
        return threads.change(call, channel, channel.thread, call.read(ThreadPatch))
    guild = call.world.guild_of(channel)
    if guild is None:
        raise DiscordError(50003)
    call.need(Permission.MANAGE_CHANNELS, channel)
    body = call.read(ChannelPatch)
    check_form(_parent_faults(call, guild, body, channel.type))
    if body.permission_overwrites is not None:
        call.need(Permission.MANAGE_ROLES, channel)
        channel.overwrites = _overwrites(call, guild, body)
    _set(channel, body)
    call.world.channels.put(channel)
    return Reply(wire.channel(call.world, channel))


def _set(channel: Channel, body: ChannelPatch) -> None:
    if body.name:
        channel.name = text_name(body.name) if channel.type in (TEXT, ANNOUNCEMENTS) else body.name.strip()
    if body.gave("parent_id"):
        channel.parent_id = body.parent_id
    for name, field in FIELDS.items():
        if (value := getattr(body, field)) is not None:
            setattr(channel, name, value)


def text_name(name: str) -> str:
    """Discord's own spelling of a text channel's name."""
    return "-".join(name.strip().lower().split())


def _parent_faults(call: Call, guild: Guild, body: ChannelPatch, kind: int) -> Iterator[Fault]:
    if body.parent_id is None:
        return
    parent = call.world.channels.find(body.parent_id)
    if parent is None or parent.guild_id != guild.id or parent.type != CATEGORY or kind == CATEGORY:
        yield Fault(("parent_id",), "CHANNEL_PARENT_INVALID", "Category does not exist")
    elif sum(each.parent_id == parent.id for each in call.world.channels) >= MOST_IN_CATEGORY:
        message = f"Maximum number of channels in category reached ({MOST_IN_CATEGORY})"
        yield Fault(("parent_id",), "CHANNEL_PARENT_MAX_CHANNELS", message)


def _overwrites(call: Call, guild: Guild, body: ChannelPatch) -> dict[str, Overwrite]:
    given = body.permission_overwrites or []
    overwrites = [_overwrite(each.id, each) for each in given]
    check_form(
        Fault(("permission_overwrites", index, "id"), "ROLE_NOT_FOUND", "Unknown role in a permission overwrite")
        for index, each in enumerate(overwrites)
        if each.type == 0 and each.id not in guild.roles
    )
    _check_may_overwrite(call, guild, overwrites)
    return {each.id: each for each in overwrites}


def _overwrite(id: str, body: OverwriteBody) -> Overwrite:
    return Overwrite(id=id, type=body.type or 0, allow=body.allow or 0, deny=body.deny or 0)


def _check_may_overwrite(call: Call, guild: Guild, overwrites: Iterable[Overwrite]) -> None:
    for each in overwrites:
        call.need_own(guild, each.allow | each.deny)
        if (each.allow | each.deny) & Permission.MANAGE_ROLES:
            call.need_in_server(Permission.ADMINISTRATOR, guild)


def delete_channel(call: Call) -> Reply:
    """A category leaves its channels; a text channel takes its threads along; a closed DM keeps its messages."""
    channel = call.channel()
    shown = wire.channel(call.world, channel)
    if channel.type == DM:
        return Reply(shown)
    call.need(Permission.MANAGE_THREADS if channel.thread else Permission.MANAGE_CHANNELS, channel)
    for other in call.world.channels:
        if other.parent_id == channel.id and other.thread:
            call.world.channels.drop(other.id)
        elif other.parent_id == channel.id:
            other.parent_id = None
            call.world.channels.put(other)
    call.world.channels.drop(channel.id)
    return Reply(shown)


def put_overwrite(call: Call) -> Reply:
    channel, guild, id = _overwritten(call)
    body = call.read(OverwriteBody)
    if body.type is None:
        check_form([Fault(("type",), "BASE_TYPE_REQUIRED", "This field is required")])
    if body.type == 0:
        call.role(guild, id)
    if len(channel.overwrites) >= MOST_OVERWRITES and id not in channel.overwrites:
        raise DiscordError(30060)
    wanted = _overwrite(id, body)
    _check_may_overwrite(call, guild, [wanted])
    channel.overwrites[id] = wanted
    call.world.channels.put(channel)
    return NOTHING


def delete_overwrite(call: Call) -> Reply:
    channel, _guild, id = _overwritten(call)
    if channel.overwrites.pop(id, None) is None:
        raise DiscordError(10009)
    call.world.channels.put(channel)
    return NOTHING


def _overwritten(call: Call) -> tuple[Channel, Guild, str]:
    channel = call.channel()
    guild = call.world.guild_of(channel)
    if guild is None:
        raise DiscordError(50003)
    call.need(Permission.MANAGE_ROLES, channel)
    return channel, guild, call.path["overwrite_id"]


OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"
ENDPOINTS = (
    Endpoint("GET", "/guilds/{guild_id}/channels", list_channels),
    Endpoint("POST", "/guilds/{guild_id}/channels", make_channel),
    Endpoint("GET", "/channels/{channel_id}", get_channel),
    Endpoint("PATCH", "/channels/{channel_id}", change_channel),
    Endpoint("DELETE", "/channels/{channel_id}", delete_channel),
    Endpoint("PUT", OVERWRITE, put_overwrite),
    Endpoint("DELETE", OVERWRITE, delete_overwrite),
)
