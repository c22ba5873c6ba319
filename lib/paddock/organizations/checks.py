"""Which permissions the bot has in a server and its channels, computed as Discord computes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paddock.asyncs.model import AsyncDirectory
from paddock.discord.text import escape
from paddock.ids import ChannelId
from paddock.organizations.model import Organization, Server
from paddock.permissions import Permission

PURPOSES = {
    Permission.VIEW_CHANNEL: "to see where I write",
    Permission.CREATE_EVENTS: "to show matches as events",
}
"""What is needed everywhere, and what for."""
EVERYWHERE = Permission.VIEW_CHANNEL | Permission.CREATE_EVENTS
IN_CHANNELS = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.EMBED_LINKS
IN_ASYNCS = (
    IN_CHANNELS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ATTACH_FILES
)
"""Runs have threads of their own, in which earlier messages are looked for; boards come as pictures, too."""
NEEDED = EVERYWHERE | IN_CHANNELS | IN_ASYNCS
ALL = Permission((1 << 53) - 1)
ROLE, MEMBER = 0, 1


@dataclass(frozen=True)
class Place:
    """A channel that we write into."""

    channel: ChannelId
    setting: str
    """The command and its option that set it."""
    purpose: str
    needed: Permission = IN_CHANNELS


@dataclass(frozen=True)
class Lack:
    permission: Permission
    where: str
    purpose: str
    remedy: str


def places(server: Server, organization: Organization, asyncs: AsyncDirectory) -> tuple[Place, ...]:
    found = []
    if server.announcements:
        purpose = "to reach players whose DMs are closed"
        found.append(Place(server.announcements, "`/config server` and `announcements`", purpose))
    if organization.needs_channel and organization.needs_guild == server.guild:
        purpose = "to list the matches that lack crew"
        found.append(Place(organization.needs_channel, "`/config server` and `crew_channel`", purpose))
    for each in asyncs.asyncs:
        if each.active and each.guild == server.guild:
            purpose = f"for the runs of {escape(each.name, 60)}"
            found.append(Place(each.channel, "`/async edit` and `channel`", purpose, IN_ASYNCS))
    return tuple(found)


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
    written: Iterable[Place],
) -> list[Lack]:
    base = in_server(guild, member)
    found = [
        Lack(each, "in the server", PURPOSES[each], f"Server Settings, Roles, my role: switch on {each.label}")
        for each in EVERYWHERE & ~base
    ]
    by_id = {each["id"]: each for each in channels}
    for place in written:
        found += _lacks_in(place, by_id.get(place.channel), base, guild, member)
    return found


def _lacks_in(
    place: Place,
    channel: Mapping[str, Any] | None,
    base: Permission,
    guild: Mapping[str, Any],
    member: Mapping[str, Any],
) -> list[Lack]:
    where = f"in <#{place.channel}>"
    if channel is None:
        gone = f"the channel is gone: set another with {place.setting}"
        return [Lack(Permission.VIEW_CHANNEL, where, place.purpose, gone)]
    missing = place.needed & ~in_channel(base, guild, member, channel)
    return [Lack(each, where, place.purpose, f"that channel's Permissions: allow me {each.label}") for each in missing]
