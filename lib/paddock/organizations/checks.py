"""Which permissions the bot has in a server and its channels, computed as Discord computes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paddock.ids import ChannelId
from paddock.permissions import Permission

EVERYWHERE = Permission.VIEW_CHANNEL | Permission.CREATE_EVENTS
IN_ANNOUNCEMENTS = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.EMBED_LINKS
NEEDED = EVERYWHERE | IN_ANNOUNCEMENTS
ALL = Permission((1 << 53) - 1)
ROLE, MEMBER = 0, 1


@dataclass(frozen=True)
class Lack:
    permission: Permission
    where: str
    remedy: str


def in_server(guild: Mapping[str, Any], member: Mapping[str, Any]) -> Permission:
    held = {guild["id"], *member["roles"]}
    bits = 0
    for role in guild["roles"]:
        if role["id"] in held:
            bits |= int(role["permissions"])
    granted = Permission(bits)
    owner = guild.get("owner_id") == member["user"]["id"]
    return ALL if owner or Permission.ADMINISTRATOR in granted else granted


def in_channel(
    base: Permission, guild: Mapping[str, Any], member: Mapping[str, Any], channel: Mapping[str, Any]
) -> Permission:
    """@everyone's overwrite first, then the roles' together, then the member's own."""
    if base == ALL:
        return ALL
    overwrites = {(each["type"], each["id"]): each for each in channel.get("permission_overwrites", ())}
    everyone = [(ROLE, guild["id"])]
    roles = [(ROLE, role) for role in member["roles"]]
    own = [(MEMBER, member["user"]["id"])]
    permissions = int(base)
    for layer in (everyone, roles, own):
        found = [overwrites[each] for each in layer if each in overwrites]
        for each in found:
            permissions &= ~int(each["deny"])
        for each in found:
            permissions |= int(each["allow"])
    return Permission(permissions)


def lacks(
    guild: Mapping[str, Any],
    member: Mapping[str, Any],
    channels: Sequence[Mapping[str, Any]],
    announcements: ChannelId | None,
) -> list[Lack]:
    base = in_server(guild, member)
    found = [
        Lack(each, "in the server", f"Server Settings, Roles, my role: switch on {each.label}.")
        for each in EVERYWHERE & ~base
    ]
    if announcements is None:
        return found
    channel = next((each for each in channels if each["id"] == announcements), None)
    if channel is None:
        gone = "the announcements channel is gone or hidden from me: set another with `/config server`."
        return [*found, Lack(Permission.VIEW_CHANNEL, "in announcements", gone)]
    missing = IN_ANNOUNCEMENTS & ~in_channel(base, guild, member, channel)
    where = f"in <#{announcements}>"
    return found + [Lack(each, where, f"that channel's Permissions: allow me {each.label}.") for each in missing]
