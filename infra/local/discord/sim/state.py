"""What one person sees: the servers, channels, messages and events of the page, as JSON."""

from collections.abc import Iterator

from infra.local.discord import wire
from infra.local.discord.model import (
    CATEGORY,
    DM,
    TALKABLE,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
    ScheduledEvent,
    User,
)
from infra.local.discord.people import offers
from infra.local.discord.permissions import Permission
from infra.local.discord.world import World

SHOWN_MESSAGES = 100
SHOWN_EVENTS = 50


def people(world: World, place: Channel | None) -> list[Json]:
    """With the roles that they have there; everywhere, where that is no server."""
    here = world.guild_of(place) if place else None
    guilds = [here] if here else list(world.guilds)
    return [_person(world, user, guilds) for user in world.users if not user.bot]


def _person(world: World, user: User, guilds: list[Guild]) -> Json:
    roles = {role.name: role for guild in guilds for role in _roles_of(guild, user.id)}
    unread = sum(unread_in(world, user, channel)[0] for channel in dms_of(world, user))
    return {
        "id": user.id,
        "name": user.username,
        "roles": [{"name": role.name, "color": role.color} for role in roles.values()],
        "color": next((role.color for role in roles.values() if role.color), 0),
        "servers": [guild.id for guild in world.guilds if user.id in guild.members],
        "dms_closed": user.dms_closed,
        "unread": unread,
    }


def _roles_of(guild: Guild, user_id: str) -> list[Role]:
    """Highest first."""
    member = guild.members.get(user_id)
    roles = [guild.roles[id] for id in member.roles if id in guild.roles] if member else []
    return sorted(roles, key=lambda role: role.rank, reverse=True)


def server(world: World, guild: Guild, me: User) -> Json:
    channels = [each for each in world.channels_in(guild.id) if world.sees(me.id, each)]
    return {
        "id": guild.id,
        "name": guild.name,
        "has_bot": world.bot_id in guild.members,
        "channels": [_listed(world, me, each) for each in _in_order(channels)],
        "members": [_member(world, guild, id) for id in guild.members],
        "roles": [wire.role(role) for role in sorted(guild.roles.values(), key=lambda role: role.rank, reverse=True)],
        "events": events(world, guild),
    }


def _in_order(channels: list[Channel]) -> Iterator[Channel]:
    """A category's channels follow it; those without one come first."""
    by_position = sorted(channels, key=lambda channel: (channel.position, int(channel.id)))
    known = {channel.id for channel in channels if channel.type == CATEGORY}
    yield from (each for each in by_position if each.type != CATEGORY and each.parent_id not in known)
    for category in (each for each in by_position if each.type == CATEGORY):
        yield category
        yield from (each for each in by_position if each.parent_id == category.id)


def _listed(world: World, me: User, channel: Channel) -> Json:
    unread, mentions = unread_in(world, me, channel)
    threads = [
        _listed(world, me, each)
        for each in world.threads_in(channel.guild_id or "")
        if each.parent_id == channel.id and world.sees(me.id, each)
    ]
    shape = {"id": channel.id, "name": channel.name, "type": channel.type, "parent_id": channel.parent_id}
    archived = bool(channel.thread and channel.thread.archived)
    return shape | {"unread": unread, "mentions": mentions, "archived": archived, "threads": threads}


def _member(world: World, guild: Guild, user_id: str) -> Json:
    user, roles = world.users[user_id], _roles_of(guild, user_id)
    return {
        "id": user.id,
        "name": guild.members[user_id].nick or user.username,
        "bot": user.bot,
        "color": next((role.color for role in roles if role.color), 0),
        "group": next((role.name for role in roles if role.hoist), "Bots" if user.bot else "Members"),
    }


def events(world: World, guild: Guild) -> list[Json]:
    """The open ones by time, then the latest of those that are over."""
    mine = [event for event in world.events if event.guild_id == guild.id]
    ahead = sorted((event for event in mine if event.status.is_open), key=lambda event: event.starts)
    over = sorted((event for event in mine if not event.status.is_open), key=lambda event: event.starts, reverse=True)
    return [_event(world, event) for event in [*ahead, *over][:SHOWN_EVENTS]]


def _event(world: World, event: ScheduledEvent) -> Json:
    return wire.event(world, event, with_count=True) | {"interested": event.interested}


def dms_of(world: World, user: User) -> list[Channel]:
    return [channel for channel in world.channels if channel.type == DM and user.id in channel.recipients]


def dm(world: World, channel: Channel, me: User) -> Json:
    other = world.users[next(id for id in channel.recipients if id != me.id)]
    return {"id": channel.id, "with": other.id, "name": other.username, "unread": unread_in(world, me, channel)[0]}


def unread_in(world: World, me: User, channel: Channel) -> tuple[int, int]:
    """How many messages of others came since the last look, and how many of them mention this person.

    A thread is news to those who are in it.
    """
    if channel.type not in TALKABLE or (channel.thread and me.id not in channel.thread.members):
        return 0, 0
    mark = world.reads.find(f"{me.id}:{channel.id}")
    seen = int(mark.message_id) if mark else 0
    news = [
        message
        for message in world.messages.in_channel(channel.id)
        if int(message.id) > seen and message.author_id != me.id and not message.is_ephemeral
    ]
    return len(news), sum(mentions(world, message, me) for message in news)


def mentions(world: World, message: Message, me: User) -> bool:
    channel = world.channels[message.channel_id]
    guild = world.guild_of(channel)
    mine = guild.members[me.id].roles if guild and me.id in guild.members else []
    return message.mention_everyone or me.id in message.mentions or any(id in mine for id in message.mention_roles)


def channel(world: World, shown: Channel, me: User) -> Json:
    parent = world.channels.find(shown.parent_id)
    return {
        "id": shown.id,
        "type": shown.type,
        "name": shown.name or dm(world, shown, me)["name"],
        "topic": shown.topic,
        "parent": parent.name if shown.thread and parent else None,
        "parent_id": shown.parent_id,
        "guild_id": shown.guild_id,
        "archived": bool(shown.thread and shown.thread.archived),
        "has_commands": bool(offers.offered(world, me.id, shown)),
        "can_send": shown.type == DM or may_say(world, me, shown),
        "messages": messages(world, shown, me),
    }


def may_say(world: World, me: User, place: Channel) -> bool:
    """A locked thread is for its moderators."""
    if not place.thread:
        return world.may(me.id, Permission.SEND_MESSAGES, place)
    may = world.may(me.id, Permission.SEND_MESSAGES_IN_THREADS, place)
    return may and (not place.thread.locked or world.may(me.id, Permission.MANAGE_THREADS, place))


def messages(world: World, place: Channel, me: User) -> list[Json]:
    seen = [
        each for each in world.messages.in_channel(place.id) if each.only_for in (None, me.id) and not each.dismissed
    ]
    return [message(world, each, me) for each in seen[-SHOWN_MESSAGES:]]


def message(world: World, shown: Message, me: User) -> Json:
    interaction = world.interactions.find(shown.interaction_id)
    replied = world.messages.find(shown.reply_to)
    return wire.message(world, shown) | {
        "only_you": shown.is_ephemeral,
        "loading": shown.is_loading,
        "failed": bool(shown.is_loading and interaction and interaction.is_expired(world.now())),
        "mentions_me": mentions(world, shown, me),
        "used": _used(world, interaction) if interaction and shown.type == 20 else None,
        "replies_to": _excerpt(replied) if replied else None,
    }


def _excerpt(replied: Message) -> Json:
    title = next((embed["title"] for embed in replied.embeds if embed.get("title")), None)
    return {"id": replied.id, "author_id": replied.author_id, "content": replied.content, "title": title}


def _used(world: World, interaction: Interaction) -> Json:
    return {"by": interaction.user_id, "command": interaction.command}


def names(world: World) -> Json:
    """What mentions are shown as."""
    return {
        "users": {user.id: user.username for user in world.users},
        "roles": {
            role.id: {"name": role.name, "color": role.color} for guild in world.guilds for role in guild.roles.values()
        },
        "channels": {each.id: {"name": each.name, "type": each.type} for each in world.channels if each.name},
        "commands": {each.id: each.name for each in world.commands},
    }
