"""The servers that a fresh simulated Discord begins with."""

from collections.abc import Mapping, Sequence

from infra.local.discord.making import BOT_NAME, BOT_PERMISSIONS, add_bot, add_channel, make_guild
from infra.local.discord.model import CATEGORY, VOICE, Guild, Overwrite, Role, Saved, User
from infra.local.discord.permissions import Permission
from infra.local.discord.world import World

SEEDED = "seeded"
RED, ORANGE, GREEN = 0xED6A5E, 0xE8A33D, 0x4FBF8B
ADMIN, ORGANIZER, CASTER, OTHER_ADMIN = "ada-admin", "otto-organizer", "cleo-caster", "mia-admin"
PLAYERS = ("player-one", "player-two", "player-three", "player-four", "player-five", "player-six")
CLOSED_DMS = "player-four"
DEMO, FRIENDS, STRANGERS = "Paddock Demo", "Lantern Society", "Moss Valley"
TOO_LITTLE = BOT_PERMISSIONS & ~(Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS)
"""What the bot may do among strangers, so that there is something to mend."""

People = Mapping[str, User]


def seed(world: World, public_key: str) -> None:
    """Once, into an empty folder."""
    if world.saved.find(SEEDED):
        return
    world.saved.put(Saved(id=SEEDED, value="yes"))
    world.saved.put(Saved(id="public_key", value=public_key))
    world.users.put(User(id=world.bot_id, username=BOT_NAME, bot=True))
    names = (ADMIN, ORGANIZER, *PLAYERS, CASTER, OTHER_ADMIN)
    people = {name: world.users.put(User(id=world.ids.next(), username=name)) for name in names}
    people[CLOSED_DMS].dms_closed = True
    world.users.put(people[CLOSED_DMS])
    _demo(world, people)
    _friends(world, people)
    _strangers(world, people)
    world.keep()


def _demo(world: World, people: People) -> None:
    guild = make_guild(world, DEMO, people[ADMIN])
    racer, organizer, admin = _roles(world, guild)
    world.add_member(guild, people[ADMIN].id, admin)
    world.add_member(guild, people[ORGANIZER].id, organizer, racer)
    for name in PLAYERS:
        world.add_member(guild, people[name].id, racer)
    _join(world, guild, people, (CASTER, OTHER_ADMIN))
    bot = add_bot(world, guild)
    _meeting_places(world, guild)
    _racing_places(world, guild)
    _backstage(world, guild, [admin, organizer, bot])


def _friends(world: World, people: People) -> None:
    """The same admin has it: a server to link with the first."""
    guild = make_guild(world, FRIENDS, people[ADMIN])
    _, organizer, admin = _roles(world, guild)
    world.add_member(guild, people[ADMIN].id, admin)
    world.add_member(guild, people[CASTER].id, organizer)
    _join(world, guild, people, (ORGANIZER, *PLAYERS[:4]))
    add_bot(world, guild)
    _meeting_places(world, guild)


def _strangers(world: World, people: People) -> None:
    """Somebody else's, in which the first one's admin may nothing, and the bot too little."""
    guild = make_guild(world, STRANGERS, people[OTHER_ADMIN])
    racer, _, admin = _roles(world, guild)
    world.add_member(guild, people[OTHER_ADMIN].id, admin)
    for name in PLAYERS[2:]:
        world.add_member(guild, people[name].id, racer)
    _join(world, guild, people, (ADMIN, CASTER))
    add_bot(world, guild, TOO_LITTLE)
    _meeting_places(world, guild)


def _join(world: World, guild: Guild, people: People, names: Sequence[str]) -> None:
    """Without a role."""
    for name in names:
        world.add_member(guild, people[name].id)


def _roles(world: World, guild: Guild) -> list[Role]:
    """Lowest first; each new one goes to the bottom, so they are made from the top."""
    admin = Role(id=world.ids.next(), name="Admin", permissions=Permission.ADMINISTRATOR, color=RED, hoist=True)
    organizer = Role(id=world.ids.next(), name="Organizer", color=ORANGE, hoist=True, mentionable=True)
    racer = Role(id=world.ids.next(), name="Racer", color=GREEN, hoist=True, mentionable=True)
    for role in (admin, organizer, racer):
        world.add_role(guild, role)
    return [racer, organizer, admin]


def _meeting_places(world: World, guild: Guild) -> None:
    welcome = add_channel(world, guild, "Community", type=CATEGORY)
    add_channel(world, guild, "general", parent_id=welcome.id, topic="Say hello, and type / to talk to the bot")
    add_channel(
        world, guild, "announcements", parent_id=welcome.id, topic="News, and reminders that found no other way"
    )


def _racing_places(world: World, guild: Guild) -> None:
    racing = add_channel(world, guild, "Racing", type=CATEGORY)
    add_channel(world, guild, "race-schedule", parent_id=racing.id, topic="Who races whom, and when")
    add_channel(world, guild, "crew", parent_id=racing.id, topic="Which races still need a crew")
    add_channel(world, guild, "qualifier", parent_id=racing.id, topic="Race whenever you like; the bot keeps the clock")
    add_channel(world, guild, "Race Room", type=VOICE, parent_id=racing.id)


def _backstage(world: World, guild: Guild, shown_to: list[Role]) -> None:
    hidden = Overwrite(id=guild.id, type=0, deny=Permission.VIEW_CHANNEL)
    shown = [Overwrite(id=role.id, type=0, allow=Permission.VIEW_CHANNEL) for role in shown_to]
    overwrites = {each.id: each for each in (hidden, *shown)}
    offstage = add_channel(world, guild, "Backstage", type=CATEGORY, overwrites=overwrites)
    add_channel(world, guild, "staff", parent_id=offstage.id, topic="For organizers", overwrites=overwrites)
