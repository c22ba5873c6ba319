"""Which permissions the bot has in a server and its channels, as Discord computes them."""

from typing import Any

import pytest

from paddock.asyncs.model import AsyncDirectory, Listed
from paddock.ids import AsyncId, ChannelId
from paddock.organizations.checks import ALL, MEMBER, PURPOSES, ROLE, Lack, Place, in_channel, in_server, lacks, places
from paddock.permissions import Permission
from tests.support.values import GUILD as SERVER
from tests.support.values import OTHER_GUILD, TENANT, a_server, an_organization

GUILD, BOT, MINE, OTHER, NOT_MINE = "100", "7", "201", "202", "203"
CHANNEL = ChannelId("900")
P = Permission
NEEDED = P.VIEW_CHANNEL | P.CREATE_EVENTS | P.SEND_MESSAGES | P.EMBED_LINKS
NO_ASYNCS = AsyncDirectory(organization=TENANT)
NEWS = Place(CHANNEL, "`/config server` and `announcements`", "for news")


def a_guild(*, owner: str = "1", **permissions: Permission) -> dict[str, Any]:
    """Roles by the ids above: `everyone`, `mine`, `other`, `not_mine`."""
    ids = {"everyone": GUILD, "mine": MINE, "other": OTHER, "not_mine": NOT_MINE}
    roles = [{"id": id, "permissions": str(int(permissions.get(name, P(0))))} for name, id in ids.items()]
    return {"id": GUILD, "owner_id": owner, "roles": roles}


ME = {"user": {"id": BOT}, "roles": [MINE, OTHER]}


def overwrite(id: str, kind: int, allow: int = 0, deny: int = 0) -> dict[str, Any]:
    return {"id": id, "type": kind, "allow": str(int(allow)), "deny": str(int(deny))}


def a_channel(*overwrites: dict[str, Any]) -> dict[str, Any]:
    return {"id": CHANNEL, "permission_overwrites": list(overwrites)}


def may_send(*overwrites: dict[str, Any], base: Permission = P.VIEW_CHANNEL | P.SEND_MESSAGES) -> bool:
    return P.SEND_MESSAGES in in_channel(base, a_guild(), ME, a_channel(*overwrites))


# -- in the server ---------------------------------------------------------------------------------


def test_everyones_and_the_own_roles_permissions_add_up() -> None:
    guild = a_guild(everyone=P.VIEW_CHANNEL, mine=P.CREATE_EVENTS, other=P.EMBED_LINKS, not_mine=P.MANAGE_ROLES)
    assert in_server(guild, ME) == P.VIEW_CHANNEL | P.CREATE_EVENTS | P.EMBED_LINKS


def test_an_administrator_may_everything() -> None:
    assert in_server(a_guild(mine=P.ADMINISTRATOR), ME) == ALL


def test_the_owner_may_everything() -> None:
    assert in_server(a_guild(owner=BOT), ME) == ALL


def test_somebody_elses_administrator_role_gives_nothing() -> None:
    assert in_server(a_guild(not_mine=P.ADMINISTRATOR), ME) == P(0)


def test_bits_that_have_no_name_here_are_kept() -> None:
    assert int(in_server(a_guild(mine=P(1 << 50)), ME)) == 1 << 50


# -- in a channel: @everyone, then the roles together, then the member -----------------------------


def test_without_overwrites_the_servers_permissions_hold() -> None:
    assert may_send()
    assert not may_send(base=P.VIEW_CHANNEL)


def test_everyone_can_be_denied() -> None:
    assert not may_send(overwrite(GUILD, ROLE, deny=P.SEND_MESSAGES))


def test_a_role_overrules_everyone() -> None:
    assert may_send(overwrite(MINE, ROLE, allow=P.SEND_MESSAGES), overwrite(GUILD, ROLE, deny=P.SEND_MESSAGES))
    assert not may_send(overwrite(MINE, ROLE, deny=P.SEND_MESSAGES), overwrite(GUILD, ROLE, allow=P.SEND_MESSAGES))


@pytest.mark.parametrize(("allowing", "denying"), [(MINE, OTHER), (OTHER, MINE)])
def test_among_roles_allowing_beats_denying_whichever_comes_first(allowing: str, denying: str) -> None:
    assert may_send(overwrite(allowing, ROLE, allow=P.SEND_MESSAGES), overwrite(denying, ROLE, deny=P.SEND_MESSAGES))


def test_the_members_own_overwrite_has_the_last_word() -> None:
    assert not may_send(overwrite(BOT, MEMBER, deny=P.SEND_MESSAGES), overwrite(MINE, ROLE, allow=P.SEND_MESSAGES))
    assert may_send(overwrite(BOT, MEMBER, allow=P.SEND_MESSAGES), overwrite(MINE, ROLE, deny=P.SEND_MESSAGES))


def test_other_peoples_and_other_roles_overwrites_do_not_count() -> None:
    assert may_send(overwrite(NOT_MINE, ROLE, deny=P.SEND_MESSAGES), overwrite("8", MEMBER, deny=P.SEND_MESSAGES))


def test_a_role_overwrite_with_the_members_id_is_not_the_members() -> None:
    assert may_send(overwrite(BOT, ROLE, deny=P.SEND_MESSAGES))


def test_nothing_is_denied_to_an_administrator() -> None:
    assert may_send(overwrite(BOT, MEMBER, deny=P.SEND_MESSAGES), base=ALL)


# -- what is missing -------------------------------------------------------------------------------


def missing(*channels: dict[str, Any], written: tuple[Place, ...] = (), mine: Permission = NEEDED) -> list[Lack]:
    return lacks(a_guild(mine=mine), ME, channels, written)


def test_nothing_is_missing_with_what_is_needed() -> None:
    assert missing() == []
    assert missing(a_channel(), written=(NEWS,)) == []


@pytest.mark.parametrize("permission", [P.VIEW_CHANNEL, P.CREATE_EVENTS])
def test_a_permission_of_the_server_that_is_missing_is_named(permission: Permission) -> None:
    (lack,) = missing(mine=NEEDED & ~permission)
    assert lack.permission is permission
    assert lack.where == "in the server"
    assert lack.purpose == PURPOSES[permission]
    assert permission.label in lack.remedy


@pytest.mark.parametrize("permission", [P.VIEW_CHANNEL, P.SEND_MESSAGES, P.EMBED_LINKS])
def test_a_permission_of_a_channel_that_is_missing_is_named_with_what_it_is_for(permission: Permission) -> None:
    channel = a_channel(overwrite(BOT, MEMBER, deny=permission))
    (lack,) = missing(channel, written=(NEWS,))
    assert lack.permission is permission
    assert (lack.where, lack.purpose) == ("in <#900>", "for news")
    assert permission.label in lack.remedy


def test_where_messages_are_not_sent_permissions_for_them_are_not_missed() -> None:
    assert missing(mine=P.VIEW_CHANNEL | P.CREATE_EVENTS) == []


def test_a_channel_that_is_gone_is_told_with_the_option_that_sets_another() -> None:
    (lack,) = missing(written=(NEWS,))
    assert "`/config server` and `announcements`" in lack.remedy


def test_announcements_and_the_list_of_crew_are_what_is_written() -> None:
    organization = an_organization(needs_channel=ChannelId("901"), needs_guild=SERVER)
    found = places(a_server(announcements=CHANNEL), organization, NO_ASYNCS)
    assert [(each.channel, each.setting) for each in found] == [
        (CHANNEL, "`/config server` and `announcements`"),
        ("901", "`/config server` and `crew_channel`"),
    ]
    assert places(a_server(), an_organization(), NO_ASYNCS) == ()


def test_the_list_of_crew_is_looked_for_only_in_its_own_server() -> None:
    organization = an_organization(needs_channel=ChannelId("901"), needs_guild=SERVER)
    assert places(a_server(guild=OTHER_GUILD), organization, NO_ASYNCS) == ()


# -- asyncs ------------------------------------------------------------------------------------------


def listed(id: str, **changes: Any) -> Listed:
    usual = {"id": AsyncId(id), "name": f"Async {id}", "guild": SERVER, "channel": ChannelId(id)}
    return Listed(**{**usual, **changes})


def asyncs(*listed: Listed) -> AsyncDirectory:
    return AsyncDirectory(organization=TENANT, asyncs=listed)


def test_every_active_async_of_the_server_is_a_place_and_no_other() -> None:
    known = asyncs(listed("901"), listed("902", active=False), listed("903", guild=OTHER_GUILD), listed("904"))
    found = places(a_server(), an_organization(), known)
    assert [(each.channel, each.purpose) for each in found] == [
        ("901", "for the runs of Async 901"),
        ("904", "for the runs of Async 904"),
    ]


RUNS = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.EMBED_LINKS
    | P.CREATE_PRIVATE_THREADS
    | P.SEND_MESSAGES_IN_THREADS
    | P.READ_MESSAGE_HISTORY
    | P.ATTACH_FILES
)


@pytest.mark.parametrize("permission", RUNS)
def test_each_permission_that_runs_need_is_named_where_it_is_missing(permission: Permission) -> None:
    written = places(a_server(), an_organization(), asyncs(listed(CHANNEL)))
    channel = a_channel(overwrite(BOT, MEMBER, deny=permission))
    (lack,) = missing(channel, written=written, mine=RUNS | NEEDED)
    assert (lack.permission, lack.where) == (permission, f"in <#{CHANNEL}>")


def test_where_no_async_is_run_its_permissions_are_not_missed() -> None:
    assert missing(a_channel(), written=(NEWS,)) == []


def test_an_async_whose_channel_is_gone_is_told_how_it_gets_another() -> None:
    (lack,) = missing(written=places(a_server(), an_organization(), asyncs(listed(CHANNEL))), mine=RUNS | NEEDED)
    assert "`/async edit` and `channel`" in lack.remedy
