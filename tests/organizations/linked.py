"""Servers that are linked as their admins do it."""

import re
from typing import Any

from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World

CODE = re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b")


def make_code(league: League) -> str:
    return code_from(league.admin)


def code_from(admin: Any) -> str:
    found = CODE.search(str(admin.slash("config link").said))
    assert found
    return found[0]


def enter(league: League, code: str) -> Any:
    return league.admin.slash("config link", code=code)


def two(world: World) -> tuple[League, League]:
    """A league, and another one whose server is linked to the first one's."""
    first, second = League(world), League(world, "second-")
    assert "is linked" in enter(second, make_code(first)).said
    world.drain()
    return first, second


def servers_of(league: League) -> list[str]:
    (organization,) = league.stored("ORGANIZATION")
    return list(organization["servers"])


def organization_of(world: World, league: League) -> str:
    found = [each for each in world.documents(Table.RECORDS, "SERVER") if each["guild"] == league.server.id]
    return str(found[0]["organization"])
