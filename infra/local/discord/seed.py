"""The server that a fresh simulated Discord begins with, and how further ones are made."""

from infra.local.discord.model import CATEGORY, TEXT, VOICE, Channel, Guild, Member, Overwrite, Role, Saved, User
from infra.local.discord.permissions import PEOPLE, Permission
from infra.local.discord.webhook_events import authorized
from infra.local.discord.world import World

SEEDED = "seeded"
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
RED, ORANGE, GREEN = 0xED6A5E, 0xE8A33D, 0x4FBF8B
ADMIN, ORGANIZER = "ada-admin", "otto-organizer"
PLAYERS = ("player-one", "player-two", "player-three", "player-four", "player-five", "player-six")
CLOSED_DMS = "player-four"


def seed(world: World, public_key: str) -> None:
    """Once, into an empty folder."""
    if world.saved.find(SEEDED):
        return
    world.saved.put(Saved(id=SEEDED, value="yes"))
    world.saved.put(Saved(id="public_key", value=public_key))
    world.users.put(User(id=world.bot_id, username=BOT_NAME, bot=True))
    people = {name: world.users.put(User(id=world.ids.next(), username=name)) for name in (ADMIN, ORGANIZER, *PLAYERS)}
    people[CLOSED_DMS].dms_closed = True
    world.users.put(people[CLOSED_DMS])
    guild = make_guild(world, "Paddock Demo", people[ADMIN])
    racer, organizer, admin = _demo_roles(world, guild)
    world.add_member(guild, people[ADMIN].id, admin)
    world.add_member(guild, people[ORGANIZER].id, organizer, racer)
    for name in PLAYERS:
        world.add_member(guild, people[name].id, racer)
    bot = add_bot(world, guild)
    _demo_channels(world, guild, [admin, organizer, bot])
    world.keep()


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


def _demo_roles(world: World, guild: Guild) -> list[Role]:
    """Lowest first; each new one goes to the bottom, so they are made from the top."""
    admin = Role(id=world.ids.next(), name="Admin", permissions=Permission.ADMINISTRATOR, color=RED, hoist=True)
    organizer = Role(id=world.ids.next(), name="Organizer", color=ORANGE, hoist=True, mentionable=True)
    racer = Role(id=world.ids.next(), name="Racer", color=GREEN, hoist=True, mentionable=True)
    for role in (admin, organizer, racer):
        world.add_role(guild, role)
    return [racer, organizer, admin]


def _demo_channels(world: World, guild: Guild, backstage: list[Role]) -> None:
    welcome = add_channel(world, guild, "Community", type=CATEGORY)
    add_channel(world, guild, "general", parent_id=welcome.id, topic="Say hello, and type / to talk to the bot")
    add_channel(
        world, guild, "announcements", parent_id=welcome.id, topic="News, and reminders that found no other way"
    )
    racing = add_channel(world, guild, "Racing", type=CATEGORY)
    add_channel(world, guild, "race-schedule", parent_id=racing.id, topic="Who races whom, and when")
    add_channel(world, guild, "Race Room", type=VOICE, parent_id=racing.id)
    hidden = Overwrite(id=guild.id, type=0, deny=Permission.VIEW_CHANNEL)
    shown = [Overwrite(id=role.id, type=0, allow=Permission.VIEW_CHANNEL) for role in backstage]
    overwrites = {each.id: each for each in (hidden, *shown)}
    offstage = add_channel(world, guild, "Backstage", type=CATEGORY, overwrites=overwrites)
    add_channel(world, guild, "staff", parent_id=offstage.id, topic="For organizers", overwrites=overwrites)
