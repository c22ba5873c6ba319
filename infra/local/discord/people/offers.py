"""Which commands a client offers to somebody in a channel."""

from infra.local.discord.model import DM, Channel, Command, Json
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.permissions import Permission
from infra.local.discord.world import World

IN_GUILD, IN_BOT_DM = 0, 1
CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2


def offered(world: World, user_id: str, channel: Channel) -> list[Command]:
    if channel.type == DM:
        return [each for each in world.commands if _in_dm(each)]
    guild = world.guild_of(channel)
    if guild is None or world.bot_id not in guild.members:
        return []
    if not world.may(user_id, Permission.USE_APPLICATION_COMMANDS, channel):
        return []
    return [each for each in world.commands if _in_guild(each, guild.id) and _may_use(world, each, user_id, channel)]


def _in_dm(command: Command) -> bool:
    contexts = command.definition.get("contexts")
    if command.guild_id or command.definition.get("dm_permission") is False:
        return False
    return contexts is None or IN_BOT_DM in contexts


def _in_guild(command: Command, guild_id: str) -> bool:
    contexts = command.definition.get("contexts")
    return command.guild_id in (None, guild_id) and (contexts is None or IN_GUILD in contexts)


def _may_use(world: World, command: Command, user_id: str, channel: Channel) -> bool:
    """No bits: administrators only. Nothing set: everybody."""
    needed = command.definition["default_member_permissions"]
    mine = world.permissions(user_id, channel)
    if needed is None or Permission.ADMINISTRATOR in mine:
        return True
    return int(needed) != 0 and Permission(int(needed)) in mine


def find(world: World, user_id: str, channel: Channel, name: str, kind: int = CHAT) -> Command:
    for command in offered(world, user_id, channel):
        if (command.name, command.type) == (name, kind):
            return command
    raise ClientRefused(f"/{name} is not offered to this person here")


def leaf(command: Command, path: list[str]) -> tuple[list[Json], list[Json]]:
    """The steps below the command that the path names, and the options that the last one declares."""
    steps: list[Json] = []
    declared: list[Json] = command.definition.get("options", [])
    for word in path:
        step = next((each for each in declared if each["name"] == word and each["type"] in (SUBCOMMAND, GROUP)), None)
        if step is None:
            raise ClientRefused(f"/{command.name} has no {word}")
        steps.append(step)
        declared = step.get("options", [])
    if any(each["type"] in (SUBCOMMAND, GROUP) for each in declared):
        raise ClientRefused(f"/{' '.join([command.name, *path])} needs a subcommand")
    return steps, declared


def runnable(command: Command) -> list[Json]:
    """Every full path of a command with its description and its options, as a command box lists them."""
    return _runnable([command.name], command.definition, command)


def _runnable(path: list[str], node: Json, command: Command) -> list[Json]:
    nested = [each for each in node.get("options", []) if each["type"] in (SUBCOMMAND, GROUP)]
    if nested:
        return [found for each in nested for found in _runnable([*path, each["name"]], each, command)]
    shown = {"id": command.id, "path": " ".join(path), "description": node["description"]}
    return [shown | {"options": node.get("options", [])}]
