"""Users, and direct messages to them."""

from infra.local.discord import wire
from infra.local.discord.bodies.channels import RecipientBody
from infra.local.discord.errors import DiscordError, Fault
from infra.local.discord.rest.call import Call, Endpoint, Reply


def get_user(call: Call) -> Reply:
    user = call.world.users.find(call.path["user_id"])
    if user is None:
        raise DiscordError(10013)
    return Reply(wire.user(user))


def open_dm(call: Call) -> Reply:
    """Closed direct messages show at the first message, not here."""
    recipient = call.read(RecipientBody).recipient_id
    if recipient is None:
        raise DiscordError(50035, faults=[Fault(("recipient_id",), "BASE_TYPE_REQUIRED", "This field is required")])
    user = call.world.users.find(recipient)
    if user is None or user.bot:
        raise DiscordError(50033)
    return Reply(wire.channel(call.world, call.world.dm_with(user.id)))


ENDPOINTS = (
    Endpoint("POST", "/users/@me/channels", open_dm),
    Endpoint("GET", "/users/{user_id}", get_user),
)
