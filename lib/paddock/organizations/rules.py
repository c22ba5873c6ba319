"""Who may do what."""

from collections.abc import Collection

from paddock.ids import RoleId
from paddock.organizations.model import Server
from paddock.permissions import Need, Permission

WHO = {
    Need.HOST: "hosts, organizers and admins",
    Need.ORGANIZER: "organizers and admins",
    Need.ADMIN: "admins (Manage Server, or the admin role of `/config show`)",
}


def level(server: Server, permissions: Permission, roles: Collection[RoleId]) -> Need:
    """The most that a member may do, by their permissions and the configured roles."""
    if permissions & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD) or server.admin_role in roles:
        return Need.ADMIN
    if server.organizer_role in roles:
        return Need.ORGANIZER
    return Need.HOST if server.host_role in roles else Need.ANYONE
