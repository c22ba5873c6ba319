"""How often each command and button asks DynamoDB: once to read and once to write, where that suffices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Any

import pytest

from functions.interactions import reception
from paddock.catalog import ROUTES
from paddock.discord.request import Button, Command
from paddock.ids import OrganizationId
from paddock.placeholders.records import appeared
from paddock.routes import StatelessRoute
from paddock.runs.model import Run
from paddock.runs.records import RUN
from paddock.store.change import put
from paddock.store.item import Table
from tests.organizations.linked import code_from, enter
from tests.scores.furnished import add_entrant, add_players
from tests.scores.values import a_slot
from tests.support.league import League
from tests.support.logged import logged
from tests.support.qualifier import Qualifier, Racer
from tests.support.values import GHOST, a_match
from tests.support.world import World

READS = {"BatchGetItem", "GetItem", "Query"}
WRITES = {"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}
MOST_READS, MOST_WRITES = 2, 1


@dataclass(frozen=True)
class Furnished:
    """A server with a tournament that has two pages of matches, one that has none, and a qualifier with runs."""

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
    qualifier: Qualifier
    channel: str
    """One without an async."""
    run: str
    """A finished one of alice's."""
    open_run: str
    linked: str | None = None
    """A second server of the same organization."""
    placeholder: str = "sg_7"

    @property
    def async_(self) -> str:
        return self.qualifier.id


@pytest.fixture
def alone(world: World) -> Furnished:
    """As most organizations are: of one server."""
    qualifier = Qualifier(world)
    server, admin, bob = qualifier.server, qualifier.admin, qualifier.bob
    run = qualifier.race(qualifier.alice, minutes=1).id
    open_run = qualifier.draw(world.add_player(server, "dora")).id
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
    return Furnished(
        world,
        admin,
        bob.user_id,
        busy,
        idle,
        match,
        covered,
        begun,
        qualifier,
        channel=server.channel,
        run=run,
        open_run=open_run,
    )


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
        "async create": {"name": "Autumn", "channel": at.channel, "closes": "in 5 days"},
        "async pool": {"async": at.async_, "name": "Pool C"},
        "async permalink": {"async": at.async_, "pool": "pool c", "url": "https://example.org/seed", "live": True},
        "async live": {"async": at.async_, "pool": "Pool C", "when": "in 2 hours"},
        "async remove": {"async": at.async_, "pool": "Pool B", "permalink": "2-1"},
        "async edit": {"async": at.async_, "name": "Late Winter Qualifier", "par_sample": 3},
        "async show": {"async": at.async_},
        "async list": {},
        "async board": {"async": at.async_},
        "async runs": {"async": at.async_},
        "async recalculate": {"async": at.async_},
        "async export": {"async": at.async_},
        "async review": {"async": at.async_},
        "async extend": {"run": at.open_run, "minutes": 30},
        "async disqualify": {"run": at.run, "reason": "cheated"},
        "async reattempt": {"run": at.run, "reason": "it was the seed's fault", "grant": True},
        "async post": {"async": at.async_},
        "async close": {"async": at.async_},
        "async delete": {"async": closed_async(at)},
        "async open": {"async": at.async_},
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
        "config tasks": {"task": "async_tournament_timeout_pending", "action": "disable", "asyncs": "all"},
        "help": {},
        "ping": {},
    }


Scene = Callable[[Furnished], tuple[Any, dict[str, Any]]]
"""Somebody, and the message with the button that they press."""


def on_answer(path: str, **options: str) -> Scene:
    """On what the admin is answered; an option's value may be the name of what is furnished."""

    def scene(at: Furnished) -> tuple[Any, dict[str, Any]]:
        given = {name.rstrip("_"): getattr(at, value, value) for name, value in options.items()}
        return at.admin, at.admin.slash(path, given).message

    return scene


def on_long_list(at: Furnished) -> tuple[Any, dict[str, Any]]:
    for number in range(15):
        at.qualifier.add_permalink("Pool A", f"https://example.org/more/{number}")
    return on_answer("async show", async_="async_")(at)


def on_many_asyncs(at: Furnished) -> tuple[Any, dict[str, Any]]:
    for number in range(16):
        channel = at.world.discord.create_channel(at.qualifier.server.id, f"room-{number}")["id"]
        at.admin.slash("async create", name=f"Qualifier {number}", channel=channel)
    return on_answer("async list")(at)


def closed_async(at: Furnished) -> str:
    """Another one, without runs."""
    channel = at.world.discord.create_channel(at.qualifier.server.id, "old")["id"]
    closed = str(at.admin.slash("async create", name="Old", channel=channel).id)
    at.admin.slash("async close", {"async": closed})
    return closed


def on_closed_async(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return on_answer("async delete", async_=closed_async(at))(at)


def on_long_board(at: Furnished) -> tuple[Any, dict[str, Any]]:
    add_players(at.qualifier, 12)
    add_entrant(at.qualifier, [a_slot()], at.admin.user_id, "admin")
    return on_answer("async board", async_="async_")(at)


def on_many_runs(at: Furnished) -> tuple[Any, dict[str, Any]]:
    add_players(at.qualifier, 20)
    return on_answer("async runs", async_="async_")(at)


def on_own_runs(at: Furnished) -> tuple[Any, dict[str, Any]]:
    """One without a thread, which is tried again."""
    racer = pending(at)
    lose_card(racer)
    return racer.player, racer.player.slash("async runs", {"async": at.async_}).message


def lose_card(racer: Racer) -> None:
    kept = Run.model_validate(racer.run)
    reception.WIRING.database.write([put(RUN, kept.model_copy(update={"card": None}))])


def on_post(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return player(at).at(at.qualifier.channel), at.qualifier.start_button


def on_panel(at: Furnished) -> tuple[Any, dict[str, Any]]:
    somebody = player(at)
    return somebody.at(at.qualifier.channel), at.qualifier.press_start(somebody).message


def on_chosen_pool(at: Furnished) -> tuple[Any, dict[str, Any]]:
    somebody, panel = on_panel(at)
    return somebody, somebody.select(["Pool A"], "Pool", message=panel).message


def player(at: Furnished) -> Any:
    """A new one for each scene, so that none finds the run of another."""
    return at.world.add_player(at.qualifier.server, f"player{len(at.qualifier.entrants)}")


def pending(at: Furnished) -> Racer:
    return at.qualifier.draw(player(at))


def running(at: Furnished) -> Racer:
    racer = pending(at)
    racer.ready()
    at.world.pass_time(minutes=1)
    return racer


def finished(at: Furnished) -> Racer:
    return at.qualifier.race(player(at), minutes=1)


def on_card(of: Callable[[Furnished], Racer]) -> Scene:
    def scene(at: Furnished) -> tuple[Any, dict[str, Any]]:
        racer = of(at)
        return racer.player.at(racer.thread), racer.card

    return scene


def on_forfeit_question(at: Furnished) -> tuple[Any, dict[str, Any]]:
    racer = running(at)
    return racer.player.at(racer.thread), racer.press("Forfeit").message


def on_queue(at: Furnished) -> tuple[Any, dict[str, Any]]:
    finished(at)
    return on_answer("async review", async_="async_")(at)


def on_claimed_run(at: Furnished) -> tuple[Any, dict[str, Any]]:
    racer = finished(at)
    racer.press("Submit VOD & Notes").submit({"Notes for the reviewers": "Long. " * 100})
    at.admin.slash("async review", {"async": at.async_, "run": racer.id})
    return at.admin, at.admin.click("Claim").message


def on_picked_run(of: Callable[[Furnished], Racer]) -> Scene:
    """As the staff open it from the list of runs."""

    def scene(at: Furnished) -> tuple[Any, dict[str, Any]]:
        racer = of(at)
        shown = at.admin.slash("async runs", {"async": at.async_, "user": racer.player.user_id}).message
        (menu,) = (each for row in shown["components"] for each in row["components"] if "placeholder" in each)
        return at.admin, at.admin.select([menu["options"][0]["label"]], menu["placeholder"], message=shown).message

    return scene


def disqualified(at: Furnished) -> Racer:
    racer = finished(at)
    at.admin.slash("async disqualify", run=racer.id, reason="cheated")
    return racer


def voided(at: Furnished) -> Racer:
    racer = finished(at)
    at.admin.slash("async reattempt", run=racer.id, reason="a power cut", grant=True)
    return racer


def on_list_of_runs(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return at.admin, at.admin.slash("async runs", {"async": at.async_}).message


def on_race(at: Furnished) -> tuple[Any, dict[str, Any]]:
    at.qualifier.add_permalink("Pool A", f"https://example.org/live/{at.world.now.timestamp()}", live=True)
    at.admin.slash("async live", {"async": at.async_, "pool": "Pool A", "when": "in 1 hour"})
    at.world.drain()
    messages = at.world.discord.messages(at.admin.channel_id)
    return player(at), max((each for each in messages if not each["flags"]), key=lambda each: int(each["id"]))


def on_staff_race(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return at.admin, on_race(at)[1]


def on_managed_race(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return at.admin, at.admin.click("Manage", message=on_race(at)[1]).message


def on_joined_race(at: Furnished) -> tuple[Any, dict[str, Any]]:
    somebody, race = on_race(at)
    somebody.click("Join", message=race)
    at.world.drain()
    return somebody, race


def on_started_race(at: Furnished) -> tuple[Any, dict[str, Any]]:
    somebody, race = on_joined_race(at)
    at.world.pass_time(hours=1)
    return somebody, at.world.discord.message(at.admin.channel_id, race["id"])


def on_cancel_question(at: Furnished) -> tuple[Any, dict[str, Any]]:
    return at.admin, at.admin.click("Cancel Race", message=on_managed_race(at)[1]).message


BUTTONS: dict[str, Scene] = {
    "match.step": on_answer("match show", match="begun"),
    "match.undo": on_answer("match show", match="begun"),
    "match.page": on_answer("match list"),
    "me.page": on_answer("me matches"),
    "me.notifications": on_answer("me notifications"),
    "crew.sign_up": on_answer("match show", match="covered"),
    "crew.withdraw": on_answer("match show", match="covered"),
    "crew.panel": on_answer("match show", match="covered"),
    "crew.pick": on_answer("match crew", match="covered"),
    "crew.approve": on_answer("match crew", match="covered"),
    "crew.remove": on_answer("match crew", match="covered"),
    "crew.needs": on_answer("match needs"),
    "task": on_answer("config tasks", task="match_reminders"),
    "tournament.keep": on_answer("tournament delete", tournament="idle"),
    "tournament.delete": on_answer("tournament delete", tournament="idle"),
    "run.new": on_post,
    "run.pool": on_panel,
    "run.confirm": on_chosen_pool,
    "run.cancel": on_panel,
    "run.ready": on_card(pending),
    "run.finish": on_card(running),
    "run.timer": on_card(running),
    "run.forfeit": on_card(running),
    "run.forfeit-yes": on_forfeit_question,
    "run.forfeit-no": on_forfeit_question,
    "run.vod": on_card(finished),
    "run.flag": on_card(finished),
    "run.page": on_many_runs,
    "run.card": on_own_runs,
    "review.queue": on_queue,
    "review.pick": on_queue,
    "review.claim": on_queue,
    "review.approve": on_claimed_run,
    "review.reject": on_claimed_run,
    "review.time": on_claimed_run,
    "review.release": on_claimed_run,
    "review.next": on_claimed_run,
    "review.notes": on_claimed_run,
    "review.look": on_list_of_runs,
    "review.disqualify": on_picked_run(finished),
    "review.grant": on_picked_run(finished),
    "review.lift": on_picked_run(disqualified),
    "review.restore": on_picked_run(voided),
    "review.more-time": on_picked_run(pending),
    "live.join": on_race,
    "live.leave": on_joined_race,
    "live.press": on_started_race,
    "live.manage": on_staff_race,
    "live.move": on_managed_race,
    "live.cancel": on_managed_race,
    "live.cancel-yes": on_cancel_question,
    "live.cancel-no": on_cancel_question,
    "async.pools": on_long_list,
    "async.page": on_many_asyncs,
    "board.page": on_long_board,
    "board.mine": on_long_board,
    "board.picture": on_long_board,
    "async.keep": on_closed_async,
    "async.delete": on_closed_async,
}
"""By tag: where the button is found."""

FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "run.vod-form": (
        "run.vod",
        {"Link to the VOD": "https://example.org/vod", "Notes for the reviewers": "Glitchless"},
    ),
    "run.flag-form": ("run.flag", {"What should the reviewers look at?": "The timer"}),
    "review.reject-form": ("review.reject", {"Why? The player reads it": "No VOD"}),
    "review.disqualify-form": ("review.disqualify", {"Why? The player reads it": "No VOD"}),
    "review.grant-form": ("review.grant", {"Why? The player reads it": "A power cut"}),
    "review.more-time-form": ("review.more-time", {"How many more minutes": "15"}),
    "live.move-form": ("live.move", {"New start": "in 5 hours"}),
    "review.time-form": ("review.time", {"Time": "0:30:00"}),
}
"""By tag: the button that opens the form, and what is typed into it."""

COMMANDS = [route.ask.path for route in ROUTES if issubclass(route.ask, Command)]
TAGS = [route.ask.tag for route in ROUTES if issubclass(route.ask, Button)]
SUGGESTED = [
    (route.ask.path, route.ask.model_fields[name].alias or name)
    for route in ROUTES
    if issubclass(route.ask, Command)
    for name in route.suggest
]

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
    if at.linked is None:
        del options["tournament edit"]["servers"], options["config unlink"]
    return {path: cost(at.world, at.admin.slash, path, given) for path, given in options.items()}


def cost_of_buttons(at: Furnished) -> dict[str, Cost]:
    pressed = {tag: cost(at.world, press(at, tag)) for tag in BUTTONS}
    return pressed | {tag: cost(at.world, press(at, opener)().submit, typed) for tag, (opener, typed) in FORMS.items()}


def press(at: Furnished, tag: str) -> Callable[[], Any]:
    somebody, shown = BUTTONS[tag](at)
    controls = [each for row in shown["components"] for each in row["components"] if not each.get("disabled")]
    found = next(each for each in controls if each["custom_id"].split(":")[0] == tag)
    if found.get("options"):
        return partial(somebody.select, [found["options"][0]["label"]], found["custom_id"], message=shown)
    return partial(somebody.click, found["custom_id"], message=shown)


def dear(costs: dict[str, Cost]) -> dict[str, Cost]:
    return {name: found for name, found in costs.items() if found[0] > MOST_READS or found[1] > MOST_WRITES}


def test_every_command_and_every_button_is_counted(furnished: Furnished) -> None:
    assert sorted(command_options(furnished)) == sorted(COMMANDS)
    assert sorted([*BUTTONS, *FORMS]) == sorted(TAGS)


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
    named = command_options(at)
    costs = {
        (path, name): cost(at.world, at.admin.autocomplete, path, name, "b", {**named.get(path, {}), name: None})
        for path, name in SUGGESTED
    }
    assert {name: found for name, found in costs.items() if found[0] > MOST_READS or found[1]} == {}


def test_requests_without_storage_ask_nobody(furnished: Furnished) -> None:
    at = furnished
    stateless = [route.ask for route in ROUTES if isinstance(route, StatelessRoute)]
    paths = [ask.path for ask in stateless if issubclass(ask, Command)]
    tags = [ask.tag for ask in stateless if issubclass(ask, Button)]
    assert paths
    assert tags
    assert {cost(at.world, at.admin.slash, path) for path in paths} == {(0, 0)}
    assert {cost(at.world, press(at, tag)) for tag in tags} == {(0, 0)}
