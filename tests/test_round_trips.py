"""How often each command and button asks DynamoDB: once to read and once to write, where that suffices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import pytest

from functions.interactions import reception
from paddock.catalog import ROUTES
from paddock.discord.request import Button, Command
from paddock.ids import OrganizationId
from paddock.placeholders.records import appeared
from paddock.routes import StatelessRoute
from paddock.store.item import Table
from tests.organizations.linked import code_from, enter
from tests.support.league import League
from tests.support.logged import logged
from tests.support.values import GHOST, a_match
from tests.support.world import World

READS = {"BatchGetItem", "GetItem", "Query"}
WRITES = {"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}
MOST_READS, MOST_WRITES = 2, 1


@dataclass(frozen=True)
class Furnished:
    """A server with a tournament that has two pages of matches, and one that has none."""

    world: World
    admin: Any
    bob: str
    busy: str
    idle: str
    match: str
    covered: str
    """A match without players that somebody wants to track."""
    begun: str
    """A match that was checked in."""
    linked: str | None = None
    """A second server of the same organization."""
    placeholder: str = "sg_7"


@pytest.fixture
def alone(world: World) -> Furnished:
    """As most organizations are: of one server."""
    server = world.add_server()
    admin, bob = world.add_admin(server), world.add_player(server, "bob")
    admin.slash("tournament create", name="Busy", scheduled_events=True)
    admin.slash("tournament create", name="Idle")
    idle, busy = (each["value"] for each in admin.autocomplete("tournament show", "tournament").choices)
    for day in range(1, 13):
        admin.slash("match create", tournament=busy, when=f"in {day} days", player1=admin.user_id, player2=bob.user_id)
    match = world.documents(Table.RECORDS, "MATCH")[0]["id"]
    ghosts = a_match(organization=OrganizationId(server.id), players=(GHOST,))
    reception.WIRING.database.write(appeared(None, ghosts))
    covered = str(admin.slash("match create", tournament=busy, when="in 3 hours").id)
    carol = world.add_player(server, "carol")
    carol.slash("match show", match=covered)
    carol.click("Track")
    players = {"player1": admin.user_id, "player2": bob.user_id}
    begun = str(admin.slash("match create", tournament=busy, when="in 2 hours", **players).id)
    admin.click("Check in")
    return Furnished(world, admin, bob.user_id, busy, idle, match, covered, begun)


@pytest.fixture
def furnished(alone: Furnished) -> Furnished:
    second = League(alone.world, "second-")
    enter(second, code_from(alone.admin))
    return replace(alone, linked=second.server.id)


def command_options(at: Furnished) -> dict[str, dict[str, Any]]:
    return {
        "tournament create": {"name": "Spring Open", "slug": "spring", "scheduled_events": True},
        "tournament show": {"tournament": at.busy},
        "tournament edit": {"tournament": at.busy, "name": "Busier", "event_minutes": 90, "servers": at.linked},
        "tournament list": {},
        "tournament sync": {"tournament": at.busy},
        "tournament delete": {"tournament": at.idle},
        "match create": {"tournament": at.busy, "when": "tomorrow 8pm", "player1": at.bob, "player2": at.admin.user_id},
        "match edit": {"match": at.match, "tournament": at.busy, "when": "in 5 hours"},
        "match cancel": {"match": at.match},
        "match show": {"match": at.match},
        "match result": {"match": at.begun, "winner": at.bob, "time": "1:23:45"},
        "match list": {"tournament": at.busy, "days": 30},
        "match crew": {"match": at.covered, "user": at.bob, "role": "commentator"},
        "match needs": {"tournament": at.busy},
        "me matches": {},
        "me timezone": {"timezone": "Europe/Berlin"},
        "me notifications": {"kind": "crew", "on": False},
        "config show": {},
        "config server": {"timezone": "Europe/Berlin", "event_minutes": 60, "reminder_minutes": 45},
        "config check": {},
        "config link": {},
        "config unlink": {"server": at.linked},
        "config audit": {"limit": 20},
        "config player": {"placeholder": at.placeholder, "user": at.bob},
        "config tasks": {"task": "match_reminders", "action": "disable"},
        "help": {},
        "ping": {},
    }


BUTTONS: dict[str, tuple[str, dict[str, str]]] = {
    "match.step": ("match show", {"match": "begun"}),
    "match.undo": ("match show", {"match": "begun"}),
    "match.page": ("match list", {}),
    "me.page": ("me matches", {}),
    "me.notifications": ("me notifications", {}),
    "crew.sign_up": ("match show", {"match": "covered"}),
    "crew.withdraw": ("match show", {"match": "covered"}),
    "crew.panel": ("match show", {"match": "covered"}),
    "crew.pick": ("match crew", {"match": "covered"}),
    "crew.approve": ("match crew", {"match": "covered"}),
    "crew.remove": ("match crew", {"match": "covered"}),
    "crew.needs": ("match needs", {}),
    "task": ("config tasks", {"task": "match_reminders"}),
    "tournament.keep": ("tournament delete", {"tournament": "idle"}),
    "tournament.delete": ("tournament delete", {"tournament": "idle"}),
}
"""By tag: the command whose answer has the button, and its options."""

COMMANDS = [route.ask.path for route in ROUTES if issubclass(route.ask, Command)]
TAGS = [route.ask.tag for route in ROUTES if issubclass(route.ask, Button)]
SUGGESTED = [(route.ask.path, name) for route in ROUTES if issubclass(route.ask, Command) for name in route.suggest]

Cost = tuple[int, int]
"""Reads and writes."""


def cost(world: World, act: Callable[..., Any], *arguments: Any, **named: Any) -> Cost:
    with world.counted() as calls, logged() as log:
        act(*arguments, **named)
    assert [line["Outcome"] for line in log()] == ["answered"]
    assert set(calls) <= READS | WRITES | {"SendMessageBatch"}
    return sum(call in READS for call in calls), sum(call in WRITES for call in calls)


def cost_of_commands(at: Furnished) -> dict[str, Cost]:
    options = command_options(at)
    assert sorted(options) == sorted(COMMANDS)
    if at.linked is None:
        del options["tournament edit"]["servers"], options["config unlink"]
    return {path: cost(at.world, at.admin.slash, path, given) for path, given in options.items()}


def cost_of_buttons(at: Furnished) -> dict[str, Cost]:
    assert sorted(BUTTONS) == sorted(TAGS)
    return {tag: cost_of_button(at, tag, *BUTTONS[tag]) for tag in BUTTONS}


def cost_of_button(at: Furnished, tag: str, path: str, options: dict[str, str]) -> Cost:
    shown = at.admin.slash(path, {name: getattr(at, value, value) for name, value in options.items()}).message
    buttons = [each for row in shown["components"] for each in row["components"] if not each.get("disabled")]
    pressed = next(each for each in buttons if each["custom_id"].split(":")[0] == tag)
    if pressed.get("options"):
        return cost(at.world, at.admin.select, [pressed["options"][0]["label"]], pressed["custom_id"], message=shown)
    return cost(at.world, at.admin.click, pressed["custom_id"], message=shown)


def dear(costs: dict[str, Cost]) -> dict[str, Cost]:
    return {name: found for name, found in costs.items() if found[0] > MOST_READS or found[1] > MOST_WRITES}


def test_every_command_reads_at_most_twice_and_writes_at_most_once(furnished: Furnished) -> None:
    assert dear(cost_of_commands(furnished)) == {}


def test_every_button_reads_at_most_twice_and_writes_at_most_once(furnished: Furnished) -> None:
    assert dear(cost_of_buttons(furnished)) == {}


def test_at_the_median_a_request_reads_once_and_writes_once(alone: Furnished) -> None:
    costs = [*cost_of_commands(alone).values(), *cost_of_buttons(alone).values()]
    assert median(reads for reads, _ in costs) <= 1
    assert median(writes for _, writes in costs) <= 1


def test_all_suggestions_read_at_most_twice_and_write_nothing(furnished: Furnished) -> None:
    at = furnished
    costs = {(path, name): cost(at.world, at.admin.autocomplete, path, name, "b") for path, name in SUGGESTED}
    assert {name: found for name, found in costs.items() if found[0] > MOST_READS or found[1]} == {}


def test_requests_without_storage_ask_nobody(furnished: Furnished) -> None:
    stateless = [route.ask.path for route in ROUTES if isinstance(route, StatelessRoute)]
    assert stateless
    assert {cost(furnished.world, furnished.admin.slash, path) for path in stateless} == {(0, 0)}
