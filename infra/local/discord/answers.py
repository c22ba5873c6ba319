"""What becomes of a bot's answer to an interaction, whichever way it came, and of what it says afterwards."""

from infra.local.discord import messages
from infra.local.discord.bodies import callbacks
from infra.local.discord.bodies.base import read
from infra.local.discord.bodies.callbacks import Callback
from infra.local.discord.bodies.messages import MessageBody
from infra.local.discord.errors import DiscordError
from infra.local.discord.mentions import USERS
from infra.local.discord.model import Channel, Flag, Interaction, InteractionState, Json, Message
from infra.local.discord.world import World

COMMAND, COMPONENT = 2, 3
REPLY, COMMAND_REPLY = 19, 20


def answer(world: World, interaction: Interaction, given: Json) -> Message | None:
    """The first answer; gives the message that it made or changed."""
    if interaction.state == InteractionState.ANSWERED:
        raise DiscordError(40060)
    if interaction.state == InteractionState.FAILED:
        raise DiscordError(10062)
    callback = read(Callback, given)
    callbacks.check_type(callback, interaction)
    message = _apply(world, interaction, callback)
    interaction.state, interaction.answer_type = InteractionState.ANSWERED, callback.type
    if message:
        interaction.original_id = message.id
    world.interactions.put(interaction)
    return message


def _apply(world: World, interaction: Interaction, callback: Callback) -> Message | None:
    match callback.type:
        case callbacks.MESSAGE:
            return say(world, interaction, callbacks.message_of(callback))
        case callbacks.DEFERRED:
            loading = MessageBody(flags=callbacks.flags_of_deferral(callback) | Flag.LOADING)
            return say(world, interaction, loading)
        case callbacks.DEFERRED_UPDATE:
            return _source(world, interaction)
        case callbacks.UPDATE:
            source = _source(world, interaction)
            body = callbacks.message_of(callback, changes=source)
            rewrite(world, interaction, source, body)
            return source
        case callbacks.SUGGESTIONS:
            interaction.choices = callbacks.choices_of(callback, interaction.suggesting or 0)
        case callbacks.MODAL:
            interaction.modal = callbacks.modal_of(callback)
    return None


def _source(world: World, interaction: Interaction) -> Message:
    message = world.messages.find(interaction.message_id)
    if message is None:
        raise DiscordError(10008)
    return message


def say(world: World, interaction: Interaction, body: MessageBody) -> Message:
    """A new message of the bot; what follows the first one is a reply to it."""
    replied_to = interaction.original_id or (interaction.message_id if interaction.type != COMMAND else None)
    return messages.write(
        world,
        channel_of(world, interaction),
        world.bot_id,
        body,
        unsaid=USERS,
        interaction_id=interaction.id,
        only_for=interaction.user_id if (body.flags or 0) & Flag.EPHEMERAL else None,
        type=REPLY if replied_to else COMMAND_REPLY if interaction.type == COMMAND else 0,
        reply_to=replied_to,
    )


def rewrite(world: World, interaction: Interaction, message: Message, body: MessageBody) -> None:
    channel = channel_of(world, interaction)
    if message.is_loading:
        body.check_not_empty()
        messages.finish_loading(world, channel, message, body, USERS)
        return
    if messages.would_be_empty(message, body):
        raise DiscordError(50006)
    messages.change(world, channel, message, body, unsaid=USERS)


def channel_of(world: World, interaction: Interaction) -> Channel:
    channel = world.channels.find(interaction.channel_id)
    if channel is None:
        raise DiscordError(10003)
    return channel
