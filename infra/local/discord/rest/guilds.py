"""Servers, their members and their roles."""

from infra.local.discord import wire
from infra.local.discord.bodies.channels import RoleBody
from infra.local.discord.errors import DiscordError, Fault, check_form
from infra.local.discord.model import Guild, Role
from infra.local.discord.permissions import Permission
from infra.local.discord.rest.call import NOTHING, Call, Endpoint, Reply

MOST_ROLES = 250


def get_guild(call: Call) -> Reply:
    return Reply(wire.guild(call.guild(), with_counts=call.flag("with_counts")))


def leave_guild(call: Call) -> Reply:
    guild = call.guild()
    guild.members.pop(call.bot)
    call.world.guilds.put(guild)
    return NOTHING


def get_member(call: Call) -> Reply:
    return Reply(wire.member(call.world, call.member(call.guild())))


def list_members(call: Call) -> Reply:
    guild = call.guild()
    after, most = int(call.snowflake("after") or 0), call.number("limit", 1, 1, 1000)
    members = sorted(guild.members.values(), key=lambda member: int(member.user_id))
    page = [member for member in members if int(member.user_id) > after][:most]
    return Reply([wire.member(call.world, member) for member in page])


def search_members(call: Call) -> Reply:
    guild, words = call.guild(), call.query.get("query", "").lower()
    if not 1 <= len(words) <= 100:
        check_form([Fault(("query",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")])
    found = [
        member
        for member in guild.members.values()
        if any(
            name.lower().startswith(words) for name in (call.world.users[member.user_id].username, member.nick or "")
        )
    ]
    return Reply([wire.member(call.world, member) for member in found[: call.number("limit", 1, 1, 1000)]])


def give_role(call: Call) -> Reply:
    guild, role = _assignable(call)
    member = call.member(guild)
    if role.id not in member.roles:
        member.roles.append(role.id)
        call.world.guilds.put(guild)
    return NOTHING


def take_role(call: Call) -> Reply:
    guild, role = _assignable(call)
    member = call.member(guild)
    if role.id in member.roles:
        member.roles.remove(role.id)
        call.world.guilds.put(guild)
    return NOTHING


def _assignable(call: Call) -> tuple[Guild, Role]:
    guild = call.guild()
    role = call.role(guild)
    call.need_in_server(Permission.MANAGE_ROLES, guild)
    if role.id == guild.id:
        raise DiscordError(50028)
    if role.bot_id:
        raise DiscordError(50013, note="the role of a bot cannot be given or taken")
    call.need_above(guild, role)
    return guild, role


def list_roles(call: Call) -> Reply:
    return Reply(wire.roles(call.guild()))


def get_role(call: Call) -> Reply:
    return Reply(wire.role(call.role(call.guild())))


def make_role(call: Call) -> Reply:
    guild = call.guild()
    call.need_in_server(Permission.MANAGE_ROLES, guild)
    body = call.read(RoleBody)
    if len(guild.roles) >= MOST_ROLES:
        raise DiscordError(30005)
    # Without permissions in the body, a role gets those of @everyone.
    role = Role(id=call.world.ids.next(), name="new role", permissions=guild.roles[guild.id].permissions)
    _set(call, guild, role, body)
    return Reply(wire.role(call.world.add_role(guild, role)))


def change_role(call: Call) -> Reply:
    guild = call.guild()
    role = call.role(guild)
    call.need_in_server(Permission.MANAGE_ROLES, guild)
    call.need_above(guild, role)
    _set(call, guild, role, call.read(RoleBody))
    call.world.guilds.put(guild)
    return Reply(wire.role(role))


def _set(call: Call, guild: Guild, role: Role, body: RoleBody) -> None:
    if body.permissions is not None:
        call.need_own(guild, body.permissions)
    color = body.colors.primary_color if body.colors else body.color
    given = {"name": body.name, "permissions": body.permissions, "color": color}
    given |= {"hoist": body.hoist, "mentionable": body.mentionable}
    for name, value in given.items():
        if value is not None:
            setattr(role, name, value)


def delete_role(call: Call) -> Reply:
    guild = call.guild()
    role = call.role(guild)
    call.need_in_server(Permission.MANAGE_ROLES, guild)
    if role.id == guild.id or role.bot_id:
        raise DiscordError(50028)
    call.need_above(guild, role)
    guild.roles.pop(role.id)
    for member in guild.members.values():
        member.roles = [id for id in member.roles if id != role.id]
    for channel in call.world.channels_in(guild.id):
        if channel.overwrites.pop(role.id, None):
            call.world.channels.put(channel)
    call.world.guilds.put(guild)
    return NOTHING


ROLES = "/guilds/{guild_id}/roles"
MEMBER_ROLE = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
ENDPOINTS = (
    Endpoint("GET", "/guilds/{guild_id}", get_guild),
    Endpoint("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    Endpoint("GET", "/guilds/{guild_id}/members", list_members),
    Endpoint("GET", "/guilds/{guild_id}/members/search", search_members),
    Endpoint("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
    Endpoint("PUT", MEMBER_ROLE, give_role),
    Endpoint("DELETE", MEMBER_ROLE, take_role),
    Endpoint("GET", ROLES, list_roles),
    Endpoint("POST", ROLES, make_role),
    Endpoint("GET", f"{ROLES}/{{role_id}}", get_role),
    Endpoint("PATCH", f"{ROLES}/{{role_id}}", change_role),
    Endpoint("DELETE", f"{ROLES}/{{role_id}}", delete_role),
)
