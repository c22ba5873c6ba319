"""Messages in channels, and their pins."""

from datetime import timedelta

from infra.local.discord import messages, wire
from infra.local.discord.bodies.base import Body
from infra.local.discord.bodies.messages import CREATE_FLAGS, MessageBody
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import DM, TALKABLE, Channel, Message
from infra.local.discord.permissions import Permission
from infra.local.discord.rest import threads
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply

MOST_PINS = 250
NONCE_LASTS = timedelta(minutes=5)
PIN_NOTICE, REPLY = 6, 19


def send(call: Call) -> Reply:
    channel = call.channel()
    if channel.type not in TALKABLE:
        raise DiscordError(50008)
    body = call.read_message()
    _check_may_send(call, channel, body)
    body.check(CREATE_FLAGS)
    body.check_not_empty()
    if first := _sent_before(call, channel, body):
        return Reply(wire.message(call.world, first))
    reply_to = _replied_to(call, channel, body)
    if channel.thread:
        threads.wake(call, channel, channel.thread)
    kind = REPLY if reply_to else 0
    sent = messages.write(call.world, channel, call.bot, body, nonce=body.nonce, reply_to=reply_to, type=kind)
    return Reply(wire.message(call.world, sent))


def _check_may_send(call: Call, channel: Channel, body: MessageBody) -> None:
    if channel.type == DM:
        return _check_may_dm(call, channel)
    call.need(Permission.SEND_MESSAGES_IN_THREADS if channel.thread else Permission.SEND_MESSAGES, channel)
    if body.embeds:
        call.need(Permission.EMBED_LINKS, channel)
    if body.uploads:
        call.need(Permission.ATTACH_FILES, channel)
    return None


def _check_may_dm(call: Call, channel: Channel) -> None:
    other = call.world.users[next(id for id in channel.recipients if id != call.bot)]
    if other.dms_closed:
        raise DiscordError(50007, note=f"{other.username} takes no direct messages")
    if not call.world.share_a_guild(other.id):
        raise DiscordError(50278)


def _sent_before(call: Call, channel: Channel, body: MessageBody) -> Message | None:
    if not body.enforce_nonce or body.nonce is None:
        return None
    since = call.world.now() - NONCE_LASTS
    for message in reversed(call.world.messages.in_channel(channel.id)):
        if message.sent_at < since:
            break
        if message.author_id == call.bot and message.nonce == body.nonce:
            return message
    return None


def _replied_to(call: Call, channel: Channel, body: MessageBody) -> str | None:
    reference = body.message_reference
    if reference is None:
        return None
    if channel.guild_id and not call.world.may(call.bot, Permission.READ_MESSAGE_HISTORY, channel):
        raise DiscordError(160002)
    source = call.world.messages.find(reference.message_id)
    if source and source.channel_id == channel.id and not source.is_ephemeral:
        return source.id
    if reference.fail_if_not_exists is not False:
        check_form([Fault(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")])
    return None


def edit(call: Call) -> Reply:
    channel = call.channel()
    message = call.message(channel)
    if channel.thread and channel.thread.archived:
        raise DiscordError(50083)
    if message.author_id != call.bot:
        raise DiscordError(50005)
    body = call.read_message()
    body.check(CREATE_FLAGS, changes=message)
    if messages.would_be_empty(message, body):
        raise DiscordError(50006)
    messages.change(call.world, channel, message, body)
    return Reply(wire.message(call.world, message))


def delete(call: Call) -> Reply:
    channel = call.channel()
    message = call.message(channel)
    if message.author_id != call.bot:
        if channel.type == DM:
            raise DiscordError(50003)
        call.need(Permission.MANAGE_MESSAGES, channel)
    messages.remove(call.world, channel, message)
    return NOTHING


def get_message(call: Call) -> Reply:
    channel = call.channel()
    call.need(Permission.READ_MESSAGE_HISTORY, channel)
    return Reply(_readable(call, call.message(channel)))


def list_messages(call: Call) -> Reply:
    channel = call.channel()
    most = call.number("limit", 50, 1, 100)
    if channel.guild_id and not call.world.may(call.bot, Permission.READ_MESSAGE_HISTORY, channel):
        return Reply([])
    found = [each for each in reversed(call.world.messages.in_channel(channel.id)) if not each.is_ephemeral]
    after, before = call.snowflake("after"), call.snowflake("before")
    if before:
        found = [each for each in found if int(each.id) < int(before)]
    elif after:
        found = [each for each in found if int(each.id) > int(after)][-most:]
    return Reply([_readable(call, each) for each in found[:most]])


def _readable(call: Call, message: Message) -> dict[str, object]:
    """Without the message-content intent, what others wrote reads as empty, outside DMs and mentions."""
    shown = wire.message(call.world, message)
    mine = message.author_id == call.bot or call.bot in message.mentions
    if mine or call.world.channels[message.channel_id].type == DM:
        return shown
    return shown | {"content": "", "embeds": [], "components": [], "attachments": []}


class BulkDelete(Body):
    messages: list[str]


def bulk_delete(call: Call) -> Reply:
    channel = call.channel()
    if channel.type == DM:
        raise DiscordError(50003)
    call.need(Permission.MANAGE_MESSAGES, channel)
    ids = call.read(BulkDelete).messages
    if not 2 <= len(ids) <= 100:
        check_form([Fault(("messages",), "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")])
    for message in call.world.messages.in_channel(channel.id):
        if message.id in ids and not message.is_ephemeral:
            messages.remove(call.world, channel, message)
    return NOTHING


def list_pins(call: Call) -> Reply:
    channel = call.channel()
    most = call.number("limit", 50, 1, 50)
    if channel.guild_id and not call.world.may(call.bot, Permission.READ_MESSAGE_HISTORY, channel):
        return Reply({"items": [], "has_more": False})
    found = sorted(
        ((each.pinned_at, each) for each in _pinned(call, channel) if each.pinned_at), key=lambda pin: pin[0]
    )
    newest = found[::-1]
    items = [{"pinned_at": wire.instant(at), "message": wire.message(call.world, each)} for at, each in newest[:most]]
    return Reply({"items": items, "has_more": len(found) > most})


def pin(call: Call) -> Reply:
    channel = call.channel()
    call.need(Permission.PIN_MESSAGES, channel)
    message = call.message(channel)
    if message.type == PIN_NOTICE:
        raise DiscordError(50021)
    if message.pinned_at:
        return NOTHING
    if len(_pinned(call, channel)) >= MOST_PINS:
        raise DiscordError(30003)
    world = call.world
    message.pinned_at = channel.last_pin_at = world.now()
    world.messages.put(message)
    messages.write(world, channel, call.bot, MessageBody(), type=PIN_NOTICE, reply_to=message.id)
    return NOTHING


def unpin(call: Call) -> Reply:
    channel = call.channel()
    call.need(Permission.PIN_MESSAGES, channel)
    message = call.message(channel)
    message.pinned_at = None
    call.world.messages.put(message)
    return NOTHING


def _pinned(call: Call, channel: Channel) -> list[Message]:
    return [each for each in call.world.messages.in_channel(channel.id) if each.pinned_at]


MESSAGES = "/channels/{channel_id}/messages"
PINS = f"{MESSAGES}/pins"
ENDPOINTS = (
    Endpoint("GET", PINS, list_pins),
    Endpoint("PUT", f"{PINS}/{{message_id}}", pin),
    Endpoint("DELETE", f"{PINS}/{{message_id}}", unpin),
    Endpoint("POST", f"{MESSAGES}/bulk-delete", bulk_delete),
    Endpoint("POST", MESSAGES, send),
    Endpoint("GET", MESSAGES, list_messages),
    Endpoint("GET", f"{MESSAGES}/{{message_id}}", get_message),
    Endpoint("PATCH", f"{MESSAGES}/{{message_id}}", edit),
    Endpoint("DELETE", f"{MESSAGES}/{{message_id}}", delete),
)
