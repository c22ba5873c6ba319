"""How messages come about, change and go."""

from itertools import count
from typing import Any

from infra.local.discord.bodies.components import walk
from infra.local.discord.bodies.messages import MessageBody
from infra.local.discord.bodies.uploads import Upload
from infra.local.discord.mentions import ALL, set_mentions
from infra.local.discord.model import Attachment, Channel, Flag, Json, Message
from infra.local.discord.world import World

KEPT_ON_EDIT = ~Flag.SUPPRESS_EMBEDS
SETTABLE_ON_EDIT = Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2
SELECTS = (3, 5, 6, 7, 8)


def post(world: World, channel: Channel, message: Message) -> Message:
    world.messages.put(message)
    if not message.is_ephemeral:
        channel.last_message_id = message.id
        if channel.thread:
            channel.thread.messages += 1
            channel.thread.sent += 1
        world.channels.put(channel)
    return message


def write(
    world: World, channel: Channel, author_id: str, body: MessageBody, *, unsaid: tuple[str, ...] = ALL, **more: Any
) -> Message:
    """A new message with what the body says."""
    message = Message(
        id=world.ids.next(),
        channel_id=channel.id,
        author_id=author_id,
        sent_at=world.now(),
        flags=body.flags or 0,
        tts=bool(body.tts),
        **more,
    )
    _fill(world, message, body)
    set_mentions(world, channel, message, body.allowed_mentions, unsaid)
    return post(world, channel, message)


def change(
    world: World, channel: Channel, message: Message, body: MessageBody, *, unsaid: tuple[str, ...] = ALL
) -> None:
    """Fields that the body does not name stay as they are."""
    if body.flags is not None:
        message.flags = message.flags & KEPT_ON_EDIT | body.flags & SETTABLE_ON_EDIT
    _fill(world, message, body)
    if body.gave("content") or body.gave("components"):
        set_mentions(world, channel, message, body.allowed_mentions, unsaid)
    message.edited_at = world.now()
    world.messages.put(message)


def would_be_empty(message: Message, body: MessageBody) -> bool:
    """After an edit."""
    return not (body.uploads or _kept(message, body)) and not any(
        getattr(body, name) if body.gave(name) else getattr(message, name)
        for name in ("content", "embeds", "components")
    )


def finish_loading(
    world: World, channel: Channel, message: Message, body: MessageBody, unsaid: tuple[str, ...]
) -> None:
    """The first edit of a deferred answer; that it is ephemeral was decided by the deferral."""
    message.flags = message.flags & ~Flag.LOADING | (body.flags or 0) & SETTABLE_ON_EDIT
    _fill(world, message, body)
    set_mentions(world, channel, message, body.allowed_mentions, unsaid)
    world.messages.put(message)


def remove(world: World, channel: Channel, message: Message) -> None:
    world.messages.drop(message.id)
    for attachment in message.attachments:
        world.files.drop(attachment.id)
    if channel.thread and not message.is_ephemeral:
        channel.thread.messages = max(0, channel.thread.messages - 1)
        world.channels.put(channel)


def _fill(world: World, message: Message, body: MessageBody) -> None:
    if body.gave("content"):
        message.content = body.content or ""
    if body.gave("embeds"):
        message.embeds = [embed.shown() for embed in body.embeds or []]
    if body.gave("components"):
        message.components = _numbered(body.components or [])
    if body.gave("attachments") or body.uploads:
        _attach(world, message, body)


def _attach(world: World, message: Message, body: MessageBody) -> None:
    """Of the files that it has it keeps those that are named, or all where none is spoken of."""
    kept = _kept(message, body)
    for each in message.attachments:
        if each not in kept:
            world.files.drop(each.id)
    descriptions = {each.id: each.description for each in body.attachments or []}
    added = [_stored(world, each, descriptions.get(each.id)) for each in body.uploads]
    message.attachments = [*kept, *added]


def _kept(message: Message, body: MessageBody) -> list[Attachment]:
    if not body.gave("attachments"):
        return message.attachments
    named = {each.id for each in body.attachments or []}
    return [each for each in message.attachments if each.id in named]


def _stored(world: World, upload: Upload, description: str | None) -> Attachment:
    width, height = upload.extent or (None, None)
    attachment = Attachment(
        id=world.ids.next(),
        filename=upload.filename,
        content_type=upload.content_type,
        size=len(upload.content),
        description=description,
        width=width,
        height=height,
    )
    world.files.put(attachment.id, upload.content)
    return attachment


def _numbered(components: list[Any]) -> list[Json]:
    """Each component gets an id; the ones that were given are kept."""
    taken = {component.id for _, component in walk(components, ()) if component.id}
    free = (number for number in count(1) if number not in taken)
    for _, component in walk(components, ()):
        component.id = component.id or next(free)
    return [_shown(component.model_dump(mode="json", exclude_none=True)) for component in components]


def _shown(component: Json) -> Json:
    if component["type"] in SELECTS:
        component = {"min_values": 1, "max_values": 1} | component
        component.pop("required", None)
    component = DEFAULTS.get(component["type"], {}) | component
    if component["type"] == 11:
        component["media"] = _media(component["media"])
    if component["type"] == 12:
        shown = {"description": None, "spoiler": False}
        component["items"] = [shown | item | {"media": _media(item["media"])} for item in component["items"]]
    if "components" in component:
        component["components"] = [_shown(inner) for inner in component["components"]]
    if "accessory" in component:
        component["accessory"] = _shown(component["accessory"])
    return component


DEFAULTS: dict[int, Json] = {
    11: {"description": None, "spoiler": False},
    14: {"divider": True, "spacing": 1},
    17: {"accent_color": None, "spoiler": False},
}


def _media(media: Json) -> Json:
    return {"id": "0", "url": media["url"], "proxy_url": media["url"], "width": None, "height": None} | media
