"""Who may do what, and which servers may come together and part."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from paddock.asyncs.model import AsyncDirectory
from paddock.errors import BadInput, NotFound, Refusal
from paddock.ids import GuildId, OrganizationId, RoleId
from paddock.organizations.model import MOST_SERVERS, LinkCode, Organization, Server, own_organization
from paddock.permissions import Need, Permission
from paddock.tournaments.model import Directory

if TYPE_CHECKING:
    from paddock.live_races.model import RaceList

WHO = {
    Need.HOST: "hosts, organizers and admins; `/config show` tells an admin which roles those are",
    Need.ORGANIZER: "organizers and admins; `/config show` tells an admin which roles those are",
    Need.ADMIN: "admins (Manage Server, or the admin role that one of them can set with `/config server`)",
}
OTHERWISE = "Or make the code here, and enter it in the other server."


class EverybodyAdmin(BadInput):
    def __init__(self) -> None:
        super().__init__("`admin_role`: @everyone would let every member change everything. Choose another role.")


class NoSuchCode(Refusal):
    """It never existed, was used or is too old: to whoever guesses, all are one."""

    def __init__(self) -> None:
        super().__init__(
            "That code is not valid (any more): each works once, within 10 minutes. An admin of the other server "
            "makes a new one there with `/config link`; enter it here."
        )


class OwnCode(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "That code was made for another server. Enter it there, with `/config link`; you have to be an admin there."
        )


class AlreadyLinked(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "This server is linked to other servers already. To link it elsewhere, part it from them first: "
            "`/config unlink` with this server."
        )


class LeavesServers(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Other servers are linked to this one, and would be out of reach. Part them from it first with "
            f"`/config unlink`. {OTHERWISE}"
        )


class LeavesAsyncs(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "This server has asyncs of its own (`/async list`), which would be out of reach. Close and delete them "
            f"first with `/async close` and `/async delete`. {OTHERWISE}"
        )


class RunsAsyncs(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Asyncs are run in channels of that server (`/async list`). Give them another channel with `/async edit`, "
            "or close and delete them with `/async close` and `/async delete`."
        )


class RacesLive(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "A live race is ahead or being run in that server, and nobody could finish it any more. Cancel it first, "
            "with `Manage` on its card, or wait until everybody in it is done; `/async disqualify` ends a run that "
            "nobody ends."
        )


class LeavesTournaments(Refusal):
    def __init__(self, slugs: Sequence[str]) -> None:
        named = ", ".join(f"`{slug}`" for slug in slugs[:3]) + (" and others" if len(slugs) > 3 else "")
        super().__init__(
            f"This server has tournaments of its own ({named}), which would be out of reach. Delete them first with "
            f"`/tournament delete`. {OTHERWISE}"
        )


class TooManyServers(Refusal):
    def __init__(self) -> None:
        super().__init__(
            f"{MOST_SERVERS} servers are linked already, and that is the most. Part one of them first with "
            "`/config unlink`."
        )


class FoundingServer(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "The others were linked to that server; it can't be parted from itself. Use `/config unlink` with the "
            "other servers instead."
        )


def level(server: Server, permissions: Permission, roles: Collection[RoleId]) -> Need:
    """The most that a member may do, by their permissions and the configured roles."""
    held = {*roles, RoleId(server.guild)}
    if permissions & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD) or server.admin_role in held:
        return Need.ADMIN
    if server.organizer_role in held:
        return Need.ORGANIZER
    return Need.HOST if server.host_role in held else Need.ANYONE


def check_admin_role(server: Server) -> None:
    """@everyone, whose id is the server's, may organize and host, but not administer."""
    if server.admin_role == RoleId(server.guild):
        raise EverybodyAdmin


def check_room(organization: Organization) -> None:
    if len(organization.servers) >= MOST_SERVERS:
        raise TooManyServers


def check_may_join(server: Server, own: Organization, directory: Directory, asyncs: AsyncDirectory) -> None:
    """Whether the server can leave the organization that it is in. Says nothing about the code that was entered."""
    if server.organization != own_organization(server.guild):
        raise AlreadyLinked
    if len(own.servers) > 1:
        raise LeavesServers
    if directory.tournaments:
        raise LeavesTournaments([each.slug for each in directory.tournaments])
    if asyncs.asyncs:
        raise LeavesAsyncs


def checked_code(code: LinkCode | None, tenant: OrganizationId, now: datetime) -> LinkCode:
    if code is None or code.until <= now:
        raise NoSuchCode
    if code.organization == tenant:
        raise OwnCode
    return code


def check_joinable(organization: Organization, code: LinkCode) -> None:
    """A code is worth nothing once the server where it was made has left."""
    if code.guild not in organization.servers:
        raise NoSuchCode
    check_room(organization)


def check_may_leave(
    organization: Organization, guild: GuildId, asyncs: AsyncDirectory, races: "Iterable[RaceList]"
) -> None:
    if guild not in organization.servers:
        raise NotFound("server")
    if own_organization(guild) == organization.id:
        raise FoundingServer
    if any(each.guild == guild for each in asyncs.asyncs):
        raise RunsAsyncs
    if any(each.goes_on_in(guild) for each in races):
        raise RacesLive
