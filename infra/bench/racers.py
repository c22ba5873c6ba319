"""People of the local stack's simulated Discord who race in an async: what they click there the bot is posted."""

import time
from dataclasses import dataclass
from typing import Any

import httpx

from infra.bench.running import Stack
from infra.local.demo import Visitor
from infra.local.discord.seed import ADMIN, CASTER, ORGANIZER, OTHER_ADMIN, PLAYERS
from paddock.asyncs.records import ASYNC
from paddock.ids import AsyncId, OrganizationId, RunId
from paddock.runs.model import COUNTDOWN
from paddock.runs.records import RUN
from paddock.store.item import Item, Key, Table
from paddock.store.table import Database

PEOPLE = (ADMIN, ORGANIZER, *PLAYERS, CASTER, OTHER_ADMIN)
NAME, CHANNEL = "Winter Qualifier", "race-schedule"
RUNS = 10
"""Of each in a pool: as many as there may be, each of a permalink of its own."""
PATIENCE = 60.0
"""Seconds for what the queue brings."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """Of a run, in the thread where its player can press its buttons."""

    player: str
    thread: str
    message: str


class Races:
    """An async of its own, with so many pools that everybody can race in them again and again."""

    def __init__(self, stack: Stack, pools: int, http: httpx.Client) -> None:
        self._page = f"{stack.page_url}sim"
        self._http = http
        self._organization = OrganizationId(stack.guild)
        self._database = Database(stack.client("dynamodb"), {Table.RECORDS: stack.records_table})
        self._sqs = stack.client("sqs")
        (self._queue,) = (each for each in self._sqs.list_queues()["QueueUrls"] if each.endswith("paddock-jobs.fifo"))
        self._id = self._made(Visitor(stack.page_url, ADMIN), pools)
        self._post = self._eventually(ASYNC, ASYNC.key(organization=self._organization, id=self._id), "post")

    def _made(self, admin: Visitor, pools: int) -> AsyncId:
        admin.run("async create", name=NAME, channel=admin.ids()[CHANNEL], runs_per_pool=RUNS)
        id = admin.suggested("async pool", "async", NAME)
        for pool in range(pools):
            admin.run("async pool", name=f"Pool {pool}", **{"async": id})
            for number in range(RUNS):
                url = f"https://example.org/seeds/{pool}-{number}"
                admin.run("async permalink", pool=f"Pool {pool}", url=url, **{"async": id})
        admin.run("async post", **{"async": id})
        return AsyncId(id)

    def draw(self, pool: int) -> list[Card]:
        """A run for everybody, as far as its card."""
        runs = {player: self._drawn(player, f"Pool {pool}") for player in PEOPLE}
        return [self._card(player, run) for player, run in runs.items()]

    def _drawn(self, player: str, pool: str) -> RunId:
        started = self._do("click", player, CHANNEL, message=self._post, button="Start New Async Run")
        panel = started["message"]["id"]
        self._do("select", player, CHANNEL, message=panel, select="Pool", values=[pool])
        return RunId(self._do("click", player, CHANNEL, message=panel, button="Confirm")["interaction"])

    def _card(self, player: str, run: RunId) -> Card:
        key = RUN.key(organization=self._organization, id=run)
        message = self._eventually(RUN, key, "card")
        return Card(player, self._eventually(RUN, key, "thread"), message)

    def count_down(self) -> None:
        """Lets the time pass until runs that are ready have begun."""
        asked = {"seconds": COUNTDOWN.total_seconds() + 1}
        self._http.post(f"{self._page}/clock", json=asked).raise_for_status()

    def settle(self) -> None:
        """Until the queue is empty: what is left on it would have an older clock than the next round, and take a pause
        that Discord asks of that for a longer one."""
        until = time.monotonic() + PATIENCE
        while any(self._queued().values()):
            if time.monotonic() > until:
                raise RuntimeError("the queue does not get empty")
            time.sleep(0.05)

    def _queued(self) -> dict[str, int]:
        asked: Any = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        told = self._sqs.get_queue_attributes(QueueUrl=self._queue, AttributeNames=asked)["Attributes"]
        return {name: int(told[name]) for name in asked}

    def press(self, card: Card, button: str) -> Json:
        """What came of it, which may be nothing in time."""
        return self._ask("click", card.player, card.thread, message=card.message, button=button)

    def ping(self, card: Card) -> Json:
        return self._ask("command", card.player, card.thread, command="ping")

    def _do(self, what: str, player: str, channel: str, **asked: object) -> Json:
        told = self._ask(what, player, channel, **asked)
        if not told["answered"]:
            raise RuntimeError(f"{player}'s {what} of {asked} was not answered: {told['details']}")
        return told

    def _ask(self, what: str, player: str, channel: str, **asked: object) -> Json:
        answer = self._http.post(f"{self._page}/{what}", json={"as": player, "channel": channel, **asked})
        told: Json = answer.raise_for_status().json()
        return told

    def _eventually(self, item: Item[Any], key: Key, field: str) -> str:
        """What the worker will have noted."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self._database.fetch([key]).get(key)
            if found and (value := getattr(item.load(found), field)):
                return str(value)
            time.sleep(0.05)
        raise RuntimeError(f"{key} has no {field}")
