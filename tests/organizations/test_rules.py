"""Who may do what."""

from typing import Any

import pytest

from paddock.ids import RoleId
from paddock.organizations.rules import EverybodyAdmin, check_admin_role, level
from paddock.permissions import Need, Permission
from tests.support.values import GUILD, a_server

ADMINS, ORGANIZERS, HOSTS, OTHERS = RoleId("1"), RoleId("2"), RoleId("3"), RoleId("4")
SERVER = a_server(admin_role=ADMINS, organizer_role=ORGANIZERS, host_role=HOSTS)
EVERYONE = RoleId(GUILD)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([], Need.ANYONE),
        ([OTHERS], Need.ANYONE),
        ([HOSTS], Need.HOST),
        ([ORGANIZERS], Need.ORGANIZER),
        ([ADMINS], Need.ADMIN),
        ([HOSTS, ORGANIZERS], Need.ORGANIZER),
        ([HOSTS, OTHERS, ADMINS], Need.ADMIN),
    ],
)
def test_the_highest_configured_role_counts(roles: list[RoleId], expected: Need) -> None:
    assert level(SERVER, Permission(0), roles) is expected


@pytest.mark.parametrize("permission", [Permission.MANAGE_GUILD, Permission.ADMINISTRATOR])
def test_manage_server_is_admin_whatever_is_configured(permission: Permission) -> None:
    assert level(a_server(), permission, []) is Need.ADMIN
    assert level(SERVER, permission | Permission.SEND_MESSAGES, [HOSTS]) is Need.ADMIN


@pytest.mark.parametrize(
    "permission", [each for each in Permission if each not in (Permission.MANAGE_GUILD, Permission.ADMINISTRATOR)]
)
def test_no_other_permission_counts(permission: Permission) -> None:
    assert level(a_server(), permission, [OTHERS]) is Need.ANYONE


def test_roles_that_are_not_set_give_nobody_anything() -> None:
    assert level(a_server(), Permission(0), [ADMINS, ORGANIZERS, HOSTS]) is Need.ANYONE


def test_each_level_includes_the_lower_ones() -> None:
    assert Need.ADMIN > Need.ORGANIZER > Need.HOST > Need.ANYONE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"organizer_role": EVERYONE}, Need.ORGANIZER), ({"host_role": EVERYONE}, Need.HOST)],
)
def test_at_everyone_as_a_role_is_every_member(changes: dict[str, Any], expected: Need) -> None:
    assert level(a_server(**changes), Permission(0), []) is expected


def test_at_everyone_is_no_admin_role() -> None:
    check_admin_role(SERVER)
    check_admin_role(a_server())
    with pytest.raises(EverybodyAdmin):
        check_admin_role(a_server(admin_role=EVERYONE))
