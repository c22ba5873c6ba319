"""Who may do what."""

from collections.abc import Collection

from paddock.errors import BadInput
from paddock.ids import RoleId
from paddock.organizations.model import Server
from paddock.permissions import Need, Permission

WHO = {
    Need.HOST: "hosts, organizers and admins; `/config show` tells an admin which roles those are",
    Need.ORGANIZER: "organizers and admins; `/config show` tells an admin which roles those are",
    Need.ADMIN: "admins (Manage Server, or the admin role that one of them can set with `/config server`)",
}


class EverybodyAdmin(BadInput):
    def __init__(self) -> None:
        super().__init__("`admin_role`: @everyone would let every member change everything. Choose another role.")


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
