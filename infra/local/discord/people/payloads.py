"""Interactions as Discord sends them: what happened, who did it, where, and what they and the bot may do there."""

from dataclasses import dataclass

from infra.local.discord import wire
from infra.local.discord.bodies.uploads import MOST_BYTES_OF_FILE
from infra.local.discord.model import Channel, Interaction, Json, Message
from infra.local.discord.people.resolve import partial_channel
from infra.local.discord.people.tokens import token_for
from infra.local.discord.world import World


@dataclass(frozen=True)
class Act:
    """What a person did."""

    type: int
    data: Json
    command: str | None = None
    suggesting: int | None = None
    message: Message | None = None
    opened_by: str | None = None


def opened(world: World, user_id: str, channel: Channel, act: Act) -> tuple[Interaction, Json]:
    id = world.ids.next()
    interaction = Interaction(
        id=id,
        token=token_for(id),
        type=act.type,
        user_id=user_id,
        channel_id=channel.id,
        guild_id=channel.guild_id,
        created_at=world.now(),
        command=act.command,
        suggesting=act.suggesting,
        message_id=act.message.id if act.message else None,
        opened_by=act.opened_by,
    )
    return world.interactions.put(interaction), _payload(world, interaction, channel, act)


def _payload(world: World, interaction: Interaction, channel: Channel, act: Act) -> Json:
    user = world.users[interaction.user_id]
    payload: Json = {
        "id": interaction.id,
        "application_id": world.application_id,
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": act.data,
        "channel_id": channel.id,
        "channel": partial_channel(world, channel, user.id),
        "app_permissions": str(int(world.permissions(world.bot_id, channel))),
        "locale": user.locale,
        "entitlements": [],
        "attachment_size_limit": MOST_BYTES_OF_FILE,
    }
    guild = world.guild_of(channel)
    if guild:
        there = str(int(world.permissions(user.id, channel)))
        payload |= {
            "guild_id": guild.id,
            "guild_locale": "en-US",
            "guild": {"id": guild.id, "locale": "en-US", "features": []},
            "member": wire.member(world, guild.members[user.id]) | {"permissions": there},
            "context": 0,
            "authorizing_integration_owners": {"0": guild.id},
        }
    else:
        payload |= {"user": wire.user(user), "context": 1, "authorizing_integration_owners": {"0": "0"}}
    if act.message:
        payload["message"] = wire.message(world, act.message)
    return payload


def ping(world: World) -> Json:
    id = world.ids.next()
    return {
        "id": id,
        "application_id": world.application_id,
        "type": 1,
        "token": token_for(id),
        "version": 1,
        "user": wire.user(world.users[world.bot_id]),
        "app_permissions": "0",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "attachment_size_limit": MOST_BYTES_OF_FILE,
    }
