"""Threads and who is in them."""

from infra.local.discord import wire
from infra.local.discord.bodies.channels import ThreadBody, ThreadPatch
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Thread
from infra.local.discord.permissions import Permission
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply

MOST_ACTIVE, MOST_MEMBERS = 1000, 1000


def make_thread(call: Call) -> Reply:
    parent = _parent(call)
    body = call.read(ThreadBody)
    kind = PRIVATE_THREAD if body.type is None else body.type
    if kind not in (PUBLIC_THREAD, PRIVATE_THREAD):
        raise DiscordError(50024)
    if body.invitable is not None and kind != PRIVATE_THREAD:
        check_form([Fault(("invitable",), "THREAD_INVITABLE_INVALID", "invitable is for private threads only")])
    private = kind == PRIVATE_THREAD
    call.need(Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS, parent)
    return Reply(wire.channel(call.world, _start(call, parent, body, kind, call.world.ids.next())), 201)


def make_thread_from_message(call: Call) -> Reply:
    parent = _parent(call)
    call.need(Permission.CREATE_PUBLIC_THREADS, parent)
    message = call.message(parent)
    if message.id in call.world.channels:
        raise DiscordError(160004)
    thread = _start(call, parent, call.read(ThreadBody), PUBLIC_THREAD, message.id)
    return Reply(wire.channel(call.world, thread), 201)


def _parent(call: Call) -> Channel:
    parent = call.channel()
    if parent.type != TEXT:
        raise DiscordError(50024)
    return parent


def _start(call: Call, parent: Channel, body: ThreadBody, kind: int, id: str) -> Channel:
    world, now = call.world, call.world.now()
    active = sum(1 for each in world.threads_in(parent.guild_id or "") if each.thread and not each.thread.archived)
    if active >= MOST_ACTIVE:
        raise DiscordError(160006)
    thread = Thread(
        owner_id=call.bot,
        created_at=now,
        archived_at=now,
        invitable=body.invitable is not False,
        archive_minutes=body.auto_archive_duration or 1440,
        members={call.bot: now},
    )
    channel = Channel(
        id=id,
        type=kind,
        guild_id=parent.guild_id,
        parent_id=parent.id,
        name=body.name,
        slowmode=body.rate_limit_per_user or 0,
        thread=thread,
    )
    return world.channels.put(channel)


def change(call: Call, channel: Channel, thread: Thread, body: ThreadPatch) -> Reply:
    moderates = call.world.may(call.bot, Permission.MANAGE_THREADS, channel)
    if thread.archived and body.archived is not False:
        raise DiscordError(50083)
    if thread.locked and not moderates:
        raise DiscordError(160005)
    if body.locked is not None or (body.archived is not False and thread.owner_id != call.bot):
        call.need(Permission.MANAGE_THREADS, channel)
    if body.archived is not None:
        thread.archived, thread.archived_at = body.archived, call.world.now()
    for name, value in (("locked", body.locked), ("invitable", body.invitable)):
        if value is not None:
            setattr(thread, name, value)
    thread.archive_minutes = body.auto_archive_duration or thread.archive_minutes
    channel.name = body.name or channel.name
    channel.slowmode = channel.slowmode if body.rate_limit_per_user is None else body.rate_limit_per_user
    call.world.channels.put(channel)
    return Reply(wire.channel(call.world, channel))


def wake(call: Call, channel: Channel, thread: Thread) -> None:
    """A message brings an archived thread back, unless it is locked."""
    if thread.locked and not call.world.may(call.bot, Permission.MANAGE_THREADS, channel):
        raise DiscordError(160005)
    thread.wake(call.world.now())
    call.world.join_thread(channel, thread, call.bot)


def add_member(call: Call) -> Reply:
    channel, thread = _open_thread(call)
    call.need(Permission.SEND_MESSAGES_IN_THREADS, channel)
    guild = call.world.guild_of(channel)
    assert guild is not None
    user_id = call.member(guild).user_id
    if user_id not in thread.members and len(thread.members) >= MOST_MEMBERS:
        raise DiscordError(30033)
    call.world.join_thread(channel, thread, user_id)
    return NOTHING


def remove_member(call: Call) -> Reply:
    channel, thread = _open_thread(call)
    if channel.type != PRIVATE_THREAD or thread.owner_id != call.bot:
        call.need(Permission.MANAGE_THREADS, channel)
    if thread.members.pop(call.path["user_id"], None) is None:
        raise DiscordError(10007)
    call.world.channels.put(channel)
    return NOTHING


def get_member(call: Call) -> Reply:
    channel, thread = _thread(call)
    if call.path["user_id"] not in thread.members:
        raise DiscordError(10007)
    return Reply(wire.thread_member(channel, call.path["user_id"]))


def list_members(call: Call) -> Reply:
    channel, thread = _thread(call)
    return Reply([wire.thread_member(channel, user_id) for user_id in thread.members])


def join(call: Call) -> Reply:
    channel, thread = _open_thread(call)
    call.world.join_thread(channel, thread, call.bot)
    return NOTHING


def list_active(call: Call) -> Reply:
    seen = [each for each in call.world.threads_in(call.guild().id) if call.world.sees(call.bot, each)]
    active = [each for each in seen if each.thread and not each.thread.archived]
    joined = [each for each in active if each.thread and call.bot in each.thread.members]
    return Reply(
        {
            "threads": [wire.channel(call.world, each) for each in active],
            "members": [wire.thread_member(each, call.bot) for each in joined],
            "has_more": False,
        }
    )


def _thread(call: Call) -> tuple[Channel, Thread]:
    channel = call.channel()
    if channel.thread is None:
        raise DiscordError(50024)
    return channel, channel.thread


def _open_thread(call: Call) -> tuple[Channel, Thread]:
    channel, thread = _thread(call)
    if thread.archived:
        raise DiscordError(50083)
    return channel, thread


MEMBERS = "/channels/{channel_id}/thread-members"
ENDPOINTS = (
    Endpoint("POST", "/channels/{channel_id}/threads", make_thread),
    Endpoint("POST", "/channels/{channel_id}/messages/{message_id}/threads", make_thread_from_message),
    Endpoint("GET", "/guilds/{guild_id}/threads/active", list_active),
    Endpoint("GET", MEMBERS, list_members),
    Endpoint("PUT", f"{MEMBERS}/@me", join),
    Endpoint("GET", f"{MEMBERS}/{{user_id}}", get_member),
    Endpoint("PUT", f"{MEMBERS}/{{user_id}}", add_member),
    Endpoint("DELETE", f"{MEMBERS}/{{user_id}}", remove_member),
)
