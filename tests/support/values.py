"""Values of the product for tests, each right in itself; what a test is about it says."""

from datetime import UTC, datetime
from typing import Any

from paddock.ids import GuildId, MatchId, OrganizationId, PersonId, TournamentId
from paddock.matches.model import Match, Player
from paddock.organizations.model import Organization, Server
from paddock.tasks.model import Task, TaskState
from paddock.tournaments.model import Tournament

NOW = datetime(2037, 11, 23, 12, tzinfo=UTC)
"""A Monday, noon."""
GUILD = GuildId("100")
OTHER_GUILD = GuildId("200")
TENANT = OrganizationId("100")
WINTER = TournamentId("300")
ALICE = Player(id=PersonId("11"), name="alice")
BOB = Player(id=PersonId("12"), name="bob")
CAROL = Player(id=PersonId("13"), name="carol")
GHOST = Player(id=PersonId("sg_7"), name="ghost")
"""Known by name only."""

HOSTILE = (
    "**bold** _italics_ ~~gone~~ `code` ||spoiler||",
    "[click](https://example.org) <@11> <@&22> <#33> <t:0:R>",
    "@everyone @here",
    "\u202eright to left\u202c and \u200b\u2060zero\ufeff width",
    "line\nbreak\r\nand\ttab\x00\x1b[31m",
    "```\nfence\n```",
    "x" * 4000,
    "word " * 800,
    "*" * 4000,
    "\\",
    "\u200b" * 20,
    "🏁" * 300,
    "Zalgo" + "\u0301" * 400,
)


def an_organization(**changes: Any) -> Organization:
    return Organization(**{"id": TENANT, "servers": (GUILD,), **changes})


def a_server(**changes: Any) -> Server:
    return Server(**{"guild": GUILD, "organization": TENANT, **changes})


def a_tournament(**changes: Any) -> Tournament:
    usual = {
        "organization": TENANT,
        "id": WINTER,
        "name": "Winter Open",
        "slug": "winter-open",
        "scheduled_events": True,
    }
    return Tournament(**{**usual, **changes})


def a_match(**changes: Any) -> Match:
    usual = {
        "organization": TENANT,
        "id": MatchId("400"),
        "tournament": WINTER,
        "when": datetime(2037, 11, 23, 15, tzinfo=UTC),
        "players": (ALICE, BOB),
    }
    return Match(**{**usual, **changes})


def a_task(task: Task = Task.EVENTS, **changes: Any) -> TaskState:
    return TaskState(**{"organization": TENANT, "task": task, **changes})
