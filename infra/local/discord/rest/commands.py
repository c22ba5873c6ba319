"""Registration of application commands, global and of one server."""

from infra.local.discord import wire
from infra.local.discord.bodies.base import read
from infra.local.discord.bodies.commands import CommandBody
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import Command, Json, Saved
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply

MOST = {1: 100, 2: 15, 3: 15}
MOST_AT_ONCE = 130
MOST_NEW_A_DAY = 200
LOCALIZATIONS = ("name_localizations", "description_localizations")


def list_commands(call: Call) -> Reply:
    found = [wire.command(call.world, each) for each in _registered(call)]
    return Reply(found if call.flag("with_localizations") else [_without_localizations(each) for each in found])


def get_command(call: Call) -> Reply:
    return Reply(wire.command(call.world, _command(call)))


def make_command(call: Call) -> Reply:
    body = call.read(CommandBody)
    check_form(body.faults((), in_guild=_guild(call) is not None))
    old = _same(_registered(call), body)
    if old is None:
        _check_count(body.kind, [each.type for each in _registered(call)] + [body.kind])
        _count_new(call, 1)
    made = call.world.commands.put(_built(call, body, old))
    return Reply(wire.command(call.world, made), 200 if old else 201)


def replace_commands(call: Call) -> Reply:
    """All types of this scope are replaced; those that keep their name keep their id."""
    bodies = call.read_list(CommandBody, MOST_AT_ONCE)
    in_guild = _guild(call) is not None
    found = [fault for index, body in enumerate(bodies) for fault in body.faults((index,), in_guild=in_guild)]
    seen: set[tuple[str, int]] = set()
    for index, body in enumerate(bodies):
        if (body.name, body.kind) in seen:
            message = "Application command names must be unique"
            found.append(Fault((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message))
        seen.add((body.name, body.kind))
    check_form(found)
    for kind in MOST:
        _check_count(kind, [body.kind for body in bodies])
    before = _registered(call)
    _count_new(call, sum(_same(before, body) is None for body in bodies))
    after = [_built(call, body, _same(before, body)) for body in bodies]
    for each in before:
        call.world.commands.drop(each.id)
    for each in after:
        call.world.commands.put(each)
    return Reply([wire.command(call.world, each) for each in after])


def change_command(call: Call) -> Reply:
    old = _command(call)
    body = read(CommandBody, old.definition | call.json())
    check_form(body.faults((), in_guild=old.guild_id is not None))
    return Reply(wire.command(call.world, call.world.commands.put(_built(call, body, old))))


def delete_command(call: Call) -> Reply:
    call.world.commands.drop(_command(call).id)
    return NOTHING


def _guild(call: Call) -> str | None:
    if call.path["application_id"] != call.world.application_id:
        raise DiscordError(20012)
    guild_id = call.path.get("guild_id")
    if guild_id is None:
        return None
    guild = call.world.guilds.find(guild_id)
    if guild is None or call.bot not in guild.members:
        raise DiscordError(50001)
    return guild_id


def _registered(call: Call) -> list[Command]:
    guild_id = _guild(call)
    return [each for each in call.world.commands if each.guild_id == guild_id]


def _command(call: Call) -> Command:
    for each in _registered(call):
        if each.id == call.path["command_id"]:
            return each
    raise DiscordError(10063)


def _same(registered: list[Command], body: CommandBody) -> Command | None:
    return next((each for each in registered if (each.name, each.type) == (body.name, body.kind)), None)


def _built(call: Call, body: CommandBody, old: Command | None) -> Command:
    guild_id = _guild(call)
    definition = body.definition(in_guild=guild_id is not None)
    if old and old.definition == definition:
        return old
    version = call.world.ids.next()
    id = old.id if old else call.world.ids.next()
    return Command(id=id, guild_id=guild_id, name=body.name, type=body.kind, version=version, definition=definition)


def _check_count(kind: int, kinds: list[int]) -> None:
    if kinds.count(kind) > MOST[kind]:
        raise DiscordError(30032)


def _count_new(call: Call, new: int) -> None:
    """Only new names count against the daily limit."""
    name = f"commands.made {_guild(call) or 'global'} {call.world.now().date()}"
    made = call.world.saved.find(name)
    total = (int(made.value) if made else 0) + new
    if total > MOST_NEW_A_DAY:
        raise DiscordError(30034)
    call.world.saved.put(Saved(id=name, value=str(total)))


def _without_localizations(shown: Json) -> Json:
    kept = {name: value for name, value in shown.items() if name not in LOCALIZATIONS}
    for name in ("options", "choices"):
        if name in kept:
            kept[name] = [_without_localizations(each) for each in kept[name]]
    return kept


GLOBAL = "/applications/{application_id}/commands"
OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ENDPOINTS = tuple(
    endpoint
    for path in (GLOBAL, OF_GUILD)
    for endpoint in (
        Endpoint("GET", path, list_commands),
        Endpoint("POST", path, make_command),
        Endpoint("PUT", path, replace_commands),
        Endpoint("GET", f"{path}/{{command_id}}", get_command),
        Endpoint("PATCH", f"{path}/{{command_id}}", change_command),
        Endpoint("DELETE", f"{path}/{{command_id}}", delete_command),
    )
)
