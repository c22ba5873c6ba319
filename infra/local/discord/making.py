"""How servers, channels and roles come about that no bot made."""

from infra.local.discord.model import TEXT, Channel, Guild, Member, Role, User
from infra.local.discord.permissions import PEOPLE, Permission
from infra.local.discord.webhook_events import authorized
from infra.local.discord.world import World

BOT_NAME = "Paddock"
BOT_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_EVENTS
    | Permission.MANAGE_EVENTS
)


def make_guild(world: World, name: str, owner: User) -> Guild:
    guild = Guild(id=world.ids.next(), name=name, owner_id=owner.id)
    guild.roles[guild.id] = Role(id=guild.id, name="@everyone", permissions=PEOPLE, position=0)
    guild.members[owner.id] = Member(user_id=owner.id, joined_at=world.now())
    return world.guilds.put(guild)


def add_bot(world: World, guild: Guild, permissions: Permission = BOT_PERMISSIONS) -> Role:
    """With a role of its own, and the webhook event that tells the bot."""
    role = world.add_role(guild, Role(id=world.ids.next(), name=BOT_NAME, permissions=permissions, bot_id=world.bot_id))
    world.add_member(guild, world.bot_id, role)
    authorized(world, guild)
    return role


def add_channel(world: World, guild: Guild, name: str, *, type: int = TEXT, **more: object) -> Channel:
    position = sum(1 for _ in world.channels_in(guild.id))
    shape = {"id": world.ids.next(), "type": type, "guild_id": guild.id, "name": name, "position": position}
    return world.channels.put(Channel.model_validate(shape | more))
