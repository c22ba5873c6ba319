"""A server with an async in a channel of its own, its staff, and players who race in it."""

from typing import Any

from paddock.runs.records import RUN
from paddock.store.item import Table
from tests.support.league import League
from tests.support.world import World


class Qualifier:
    """With two pools of three permalinks each, posted, unless said otherwise."""

    def __init__(
        self,
        world: World,
        pools: int = 2,
        permalinks: int = 3,
        post: bool = True,
        league: League | None = None,
        **options: Any,
    ) -> None:
        self.world = world
        self.league = league or League(world)
        self.server, self.admin = self.league.server, self.league.admin
        self.alice, self.bob = self.league.alice, self.league.bob
        self.channel: str = world.discord.create_channel(self.server.id, "qualifier")["id"]
        asked = {"name": "Winter Qualifier", "channel": self.channel, **options}
        self.id = str(self.admin.slash("async create", asked).id)
        self.pools = [f"Pool {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:pools]]
        for name in self.pools:
            self.add_pool(name, permalinks)
        if post:
            self.post()

    def add_pool(self, name: str, permalinks: int) -> None:
        self.admin.slash("async pool", {"async": self.id, "name": name})
        for number in range(permalinks):
            self.add_permalink(name, f"https://example.org/{name.replace(' ', '-').lower()}/{number + 1}")

    def add_permalink(self, pool: str, url: str, **options: Any) -> None:
        self.admin.slash("async permalink", {"async": self.id, "pool": pool, "url": url, **options})

    def post(self) -> None:
        self.admin.slash("async post", {"async": self.id})
        self.world.drain()

    # -- racing ----------------------------------------------------------------------------------

    @property
    def start_button(self) -> dict[str, Any]:
        """The message by which runs are started."""
        seen = self.world.discord.messages(self.channel)
        (message,) = [each for each in seen if each["components"] and "ephemeral_to" not in each]
        found: dict[str, Any] = message
        return found

    def press_start(self, player: Any) -> Any:
        return player.at(self.channel).click("Start New Async Run", message=self.start_button)

    def draw(self, player: Any, pool: str = "Pool A") -> "Racer":
        """A run as far as its thread."""
        self.press_start(player)
        player.at(self.channel).select([pool], "Pool")
        confirmed = player.at(self.channel).click("Confirm")
        self.world.drain()
        return Racer(self, player, confirmed.id)

    def race(self, player: Any, pool: str = "Pool A", **taken: float) -> "Racer":
        """A finished run; `taken` as a `timedelta` has it."""
        racer = self.draw(player, pool)
        racer.ready()
        self.world.discord.advance(10)
        self.world.pass_time(**taken)
        racer.finish()
        return racer

    # -- looking ---------------------------------------------------------------------------------

    @property
    def runs(self) -> list[dict[str, Any]]:
        return [each for each in self.world.documents(Table.RECORDS, "RUN") if each["async_"] == self.id]

    @property
    def entrants(self) -> list[dict[str, Any]]:
        return self.world.documents(Table.RECORDS, "ENTRANT#")

    def audit(self) -> list[str]:
        return [each["action"] for each in self.world.documents(Table.AUDIT)]


class Racer:
    """A player with a run that they opened."""

    def __init__(self, qualifier: Qualifier, player: Any, id: str) -> None:
        self.qualifier = qualifier
        self.world = qualifier.world
        self.player = player
        self.id = id

    @property
    def run(self) -> dict[str, Any]:
        found: dict[str, Any] = self.world.document(RUN.key(organization=self.qualifier.server.id, id=self.id))
        return found

    @property
    def thread(self) -> str:
        return str(self.run["thread"])

    @property
    def card(self) -> dict[str, Any]:
        (found,) = [each for each in self.world.discord.messages(self.thread) if each["id"] == self.run["card"]]
        message: dict[str, Any] = found
        return message

    @property
    def lines(self) -> list[str]:
        """What the thread was told, the oldest first."""
        told = [each for each in self.world.discord.messages(self.thread) if "ephemeral_to" not in each]
        found = [each for each in told if each["id"] != self.run["card"]]
        return [each["content"] for each in sorted(found, key=lambda each: int(each["id"]))]

    def press(self, label: str, player: Any = None, card: Any = None) -> Any:
        return (player or self.player).at(self.thread).click(label, message=card or self.card)

    def ready(self) -> Any:
        outcome = self.press("Ready")
        self.world.drain()
        return outcome

    def finish(self) -> Any:
        outcome = self.press("Finish")
        self.world.drain()
        return outcome
