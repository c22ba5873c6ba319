"""Permission bits, and how Discord computes what somebody may do in a server and in a channel."""

from enum import IntFlag
from functools import reduce
from operator import or_

from infra.local.discord.model import Channel, Guild


class Permission(IntFlag):
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


EVERYTHING = reduce(or_, Permission)
PEOPLE = (  # what @everyone has in a new server
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CHANGE_NICKNAME
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.STREAM
)
BOT_IN_DM = Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.MENTION_EVERYONE
NEEDS_SENDING = (
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)
NEEDS_CONNECT = Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES
THREADS = (11, 12)
VOICE = 2


def names(permissions: int) -> list[str]:
    return [bit.name or "" for bit in Permission if permissions & bit]


def in_server(guild: Guild, user_id: str) -> Permission:
    if guild.owner_id == user_id:
        return EVERYTHING
    total = Permission(guild.roles[guild.id].permissions)
    for role_id in guild.members[user_id].roles:
        total |= guild.roles[role_id].permissions
    return EVERYTHING if total & Permission.ADMINISTRATOR else total


def in_channel(guild: Guild, user_id: str, channel: Channel) -> Permission:
    """`channel` is the one that carries the overwrites: for a thread, its parent."""
    total = in_server(guild, user_id)
    if total & Permission.ADMINISTRATOR:
        return total
    overwrites = channel.overwrites
    if everyone := overwrites.get(guild.id):
        total = total & ~everyone.deny | everyone.allow
    mine = [overwrites[role] for role in guild.members[user_id].roles if role in overwrites]
    total &= ~reduce(or_, (each.deny for each in mine), 0)
    total |= reduce(or_, (each.allow for each in mine), 0)
    if personal := overwrites.get(user_id):
        total = total & ~personal.deny | personal.allow
    return total


def effective(total: Permission, channel_type: int) -> Permission:
    """Without the basic permission the others count for nothing."""
    if total & Permission.ADMINISTRATOR:
        return total
    if not total & Permission.VIEW_CHANNEL:
        return Permission(0)
    speak = Permission.SEND_MESSAGES_IN_THREADS if channel_type in THREADS else Permission.SEND_MESSAGES
    if not total & speak:
        total &= ~NEEDS_SENDING
    if channel_type == VOICE and not total & Permission.CONNECT:
        total &= ~NEEDS_CONNECT
    return total
