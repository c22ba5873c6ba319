"""Finds what a script names: people, servers and channels by id or by name."""

from infra.local.discord.model import Channel, Guild, User
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.world import World


def user(world: World, named: str) -> User:
    for each in world.users:
        if named in (each.id, each.username):
            return each
    raise ClientRefused(f"there is nobody called {named}")


def guild(world: World, named: str) -> Guild:
    for each in world.guilds:
        if named in (each.id, each.name, ""):
            return each
    raise ClientRefused(f"there is no server called {named}")


def channel(world: World, me: User, named: str) -> Channel:
    """`@me` is the direct message with the bot; a name is looked for among what the person sees."""
    if named == "@me":
        return world.dm_with(me.id)
    if exact := world.channels.find(named):
        return exact
    for each in world.channels:
        if each.name == named.removeprefix("#") and each.guild_id and world.sees(me.id, each):
            return each
    raise ClientRefused(f"{me.username} sees no channel called {named}")


def where(world: World, by: str, named: str) -> tuple[User, Channel]:
    """Who looks at what."""
    me = user(world, by)
    place = channel(world, me, named)
    if not world.sees(me.id, place):
        raise ClientRefused(f"{me.username} does not see this channel")
    return me, place
