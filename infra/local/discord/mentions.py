"""Who a message mentions, and whom it really reaches."""

import re
from collections.abc import Iterator
from typing import Any

from infra.local.discord.bodies.messages import AllowedMentions
from infra.local.discord.model import Channel, Message
from infra.local.discord.permissions import Permission
from infra.local.discord.world import World

ALL = ("users", "roles", "everyone")
USERS = ("users",)
USER, ROLE, EVERYONE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>"), re.compile(r"@(everyone|here)\b")


def set_mentions(
    world: World, channel: Channel, message: Message, allowed: AllowedMentions | None, unsaid: tuple[str, ...]
) -> None:
    """`unsaid` is what is parsed when the sender does not say: all in bot messages, users in answers."""
    parse = unsaid if allowed is None else tuple(allowed.parse or ())
    users = (allowed.users or []) if allowed else []
    roles = (allowed.roles or []) if allowed else []
    text = message.content + "\n" + "\n".join(texts(message.components))
    everyone = world.may(message.author_id, Permission.MENTION_EVERYONE, channel)
    message.mentions = [
        id for id in dict.fromkeys(USER.findall(text)) if id in world.users and ("users" in parse or id in users)
    ]
    guild = world.guild_of(channel)
    message.mention_roles = [
        id
        for id in dict.fromkeys(ROLE.findall(text))
        if guild and id in guild.roles and ("roles" in parse or id in roles)
        if everyone or guild.roles[id].mentionable
    ]
    message.mention_everyone = everyone and "everyone" in parse and bool(EVERYONE.search(text))


def texts(components: list[dict[str, Any]]) -> Iterator[str]:
    """What text displays say, nested ones included."""
    for component in components:
        if component["type"] == 10:
            yield component["content"]
        yield from texts(component.get("components", []))
