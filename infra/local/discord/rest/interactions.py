"""What a bot does with an interaction's token: the first answer as a request of its own, edits and follow-ups."""

from infra.local.discord import messages, wire
from infra.local.discord.answers import answer, channel_of, rewrite, say
from infra.local.discord.bodies import callbacks
from infra.local.discord.bodies.messages import ANSWER_FLAGS
from infra.local.discord.errors import DiscordError
from infra.local.discord.model import Interaction, InteractionState, Json, Message
from infra.local.discord.people.tokens import id_in
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply


def respond(call: Call) -> Reply:
    interaction = call.world.interactions.find(call.path["interaction_id"])
    if interaction is None or interaction.token != call.path["token"]:
        raise DiscordError(10062)
    message = answer(call.world, interaction, call.json())
    return Reply(_callback(call, interaction, message)) if call.flag("with_response") else NOTHING


def _callback(call: Call, interaction: Interaction, message: Message | None) -> Json:
    told: Json = {"id": interaction.id, "type": interaction.type}
    original = call.world.messages.find(interaction.original_id)
    if original:
        told |= {
            "response_message_id": original.id,
            "response_message_loading": original.is_loading,
            "response_message_ephemeral": original.is_ephemeral,
        }
    body: Json = {"interaction": told}
    if message and interaction.answer_type in (callbacks.MESSAGE, callbacks.UPDATE):
        body["resource"] = {"type": interaction.answer_type, "message": wire.message(call.world, message)}
    return body


def follow_up(call: Call) -> Reply:
    interaction = _interaction(call)
    body = call.read_message()
    body.check(ANSWER_FLAGS)
    body.check_not_empty()
    original = call.world.messages.find(interaction.original_id)
    if original and original.is_loading:
        what = "a follow-up right after a deferral edits the loading message; edit @original instead"
        call.world.problems.warning(call.world.now(), call.name, what)
        rewrite(call.world, interaction, original, body)
        return Reply(wire.message(call.world, original))
    message = say(call.world, interaction, body)
    interaction.followups.append(message.id)
    call.world.interactions.put(interaction)
    return Reply(wire.message(call.world, message))


def get_message(call: Call) -> Reply:
    return Reply(wire.message(call.world, _message(call, _interaction(call))))


def edit_message(call: Call) -> Reply:
    interaction = _interaction(call)
    message = _message(call, interaction)
    body = call.read_message()
    body.check(ANSWER_FLAGS, changes=message)
    rewrite(call.world, interaction, message, body)
    return Reply(wire.message(call.world, message))


def delete_message(call: Call) -> Reply:
    interaction = _interaction(call)
    messages.remove(call.world, channel_of(call.world, interaction), _message(call, interaction))
    return NOTHING


def _interaction(call: Call) -> Interaction:
    """Before the first answer there is no such webhook; 15 minutes after the interaction, no token."""
    interaction = call.world.interactions.find(id_in(call.path["token"]))
    if interaction is None or interaction.token != call.path["token"]:
        raise DiscordError(10015)
    if call.path["application_id"] != call.world.application_id:
        raise DiscordError(10015)
    if interaction.is_expired(call.world.now()):
        raise DiscordError(50027, note="the interaction is more than 15 minutes old")
    if interaction.state != InteractionState.ANSWERED or interaction.answer_type == callbacks.SUGGESTIONS:
        raise DiscordError(10015, note="the interaction has no first answer")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    id = call.path.get("message_id") or interaction.original_id
    message = call.world.messages.find(id)
    if message is None or id not in (interaction.original_id, *interaction.followups):
        raise DiscordError(10008)
    return message


WEBHOOK = "/webhooks/{application_id}/{token}"
ENDPOINTS = (
    Endpoint("POST", "/interactions/{interaction_id}/{token}/callback", respond, open_to_all=True),
    Endpoint("POST", WEBHOOK, follow_up, open_to_all=True),
    *(
        endpoint
        for path in (f"{WEBHOOK}/messages/@original", f"{WEBHOOK}/messages/{{message_id}}")
        for endpoint in (
            Endpoint("GET", path, get_message, open_to_all=True),
            Endpoint("PATCH", path, edit_message, open_to_all=True),
            Endpoint("DELETE", path, delete_message, open_to_all=True),
        )
    ),
)
