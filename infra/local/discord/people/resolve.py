"""The objects behind the ids that a person picked, as Discord sends them along."""

from collections.abc import Iterable

from infra.local.discord import wire
from infra.local.discord.model import Channel, Json
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.world import World

KINDS = {5: ("users",), 6: ("roles",), 7: ("users", "roles"), 8: ("channels",)}
"""What each entity select offers."""
OPTION_KINDS = {6: ("users",), 7: ("channels",), 8: ("roles",), 9: ("users", "roles")}
PARTIAL = ("id", "name", "type", "parent_id", "topic", "position", "nsfw", "flags", "guild_id", "thread_metadata")


def kind_of(world: World, channel: Channel, kinds: Iterable[str], id: str, channel_types: list[int] | None) -> str:
    """Which of the offered kinds the id belongs to, in this server."""
    guild = world.guild_of(channel)
    for kind in kinds:
        if kind == "users" and id in world.users:
            return kind
        if kind == "roles" and guild and id in guild.roles:
            return kind
        picked = world.channels.find(id) if kind == "channels" else None
        if picked and guild and picked.guild_id == guild.id and picked.type in (channel_types or [picked.type]):
            return kind
    raise ClientRefused(f"{id} cannot be picked here")


def resolved(world: World, channel: Channel, user_id: str, picked: Iterable[tuple[str, str]]) -> Json:
    """`picked` are pairs of a kind and an id."""
    body: Json = {}
    guild = world.guild_of(channel)
    for kind, id in picked:
        if kind == "users":
            body.setdefault("users", {})[id] = wire.user(world.users[id])
            if guild and id in guild.members:
                there = str(int(world.permissions(id, channel)))
                member = wire.member_alone(guild.members[id]) | {"permissions": there}
                body.setdefault("members", {})[id] = member
        elif kind == "roles" and guild:
            body.setdefault("roles", {})[id] = wire.role(guild.roles[id])
        elif kind == "channels":
            body.setdefault("channels", {})[id] = partial_channel(world, world.channels[id], user_id)
        elif kind == "messages":
            body.setdefault("messages", {})[id] = wire.message(world, world.messages[id])
    return body


def partial_channel(world: World, channel: Channel, user_id: str) -> Json:
    shown = wire.channel(world, channel)
    if channel.guild_id is None:
        return shown
    body = {name: shown[name] for name in PARTIAL if name in shown}
    body["permissions"] = str(int(world.permissions(user_id, channel)))
    body["app_permissions"] = str(int(world.permissions(world.bot_id, channel)))
    return body
