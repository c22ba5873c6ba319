"""A qualifier with a live permalink, and a live race on it."""

from typing import Any

from paddock.store.item import Table
from tests.support.qualifier import Qualifier
from tests.support.world import World

URL = "https://example.org/live"
START = "2037-11-23 13:00"
"""An hour after the world begins."""
CALLS = ("**GO!** ", "The live race of **Winter Qualifier** starts ")


class Scene:
    """Of one pool, whose first three permalinks are drawn and whose fourth is live, and of open results, unless said
    otherwise."""

    def __init__(self, world: World, live: int = 1, **options: Any) -> None:
        self.world = world
        self.qualifier = Qualifier(world, **{"pools": 1, "hide_results": False, **options})
        self.league, self.admin = self.qualifier.league, self.qualifier.admin
        self.alice, self.bob = self.qualifier.alice, self.qualifier.bob
        self.channel: str = world.discord.create_channel(self.qualifier.server.id, "race-room")["id"]
        for number in range(live):
            self.qualifier.add_permalink("Pool A", f"{URL}{number + 1 if number else ''}", live=True, notes="Set A")

    def open(self, when: str = START, **options: Any) -> Any:
        asked = {"async": self.qualifier.id, "pool": "Pool A", "when": when, **options}
        outcome = self.admin.at(self.channel).slash("async live", asked)
        self.world.drain()
        return outcome

    # -- pressing --------------------------------------------------------------------------------

    def press(self, who: Any, label: str, card: Any = None) -> Any:
        """What follows from it waits in the queue."""
        return who.at(self.channel).click(label, message=card or self.card)

    def forge(self, who: Any, tag: str, *more: object) -> str:
        """Press a button of the race that need not be on its card; what is answered."""
        custom_id = ":".join([tag, self.race["id"], self.qualifier.id, *map(str, more)])
        changes = {"user": who.user_id, "now": self.world.now, "permissions": 0}
        return self.league.press(custom_id, **changes)

    def join(self, *people: Any) -> None:
        for who in people:
            self.press(who, "Join")
        self.world.drain()

    def runners(self, count: int) -> list[Any]:
        return [self.world.add_player(self.qualifier.server, f"runner{number}") for number in range(count)]

    def manage(self, label: str, who: Any = None) -> Any:
        """Press what `Manage` on the card shows to staff."""
        staff = who or self.admin
        shown = self.press(staff, "Manage").message
        return self.press(staff, label, shown)

    def cancel(self) -> Any:
        self.manage("Cancel Race")
        outcome = self.admin.at(self.channel).click("Confirm Cancel")
        self.world.drain()
        return outcome

    def reach_start(self, **later: float) -> None:
        """The minute's sweep comes then, or so much later."""
        self.world.discord.set_time("2037-11-23T13:00:00+00:00")
        self.world.pass_time(**later or {"seconds": 0})

    # -- looking ---------------------------------------------------------------------------------

    @property
    def race(self) -> dict[str, Any]:
        return self.races[-1]

    @property
    def races(self) -> list[dict[str, Any]]:
        return self.world.documents(Table.RECORDS, "LIVE#")

    @property
    def card(self) -> dict[str, Any]:
        messages = self.world.discord.messages(self.channel)
        (found,) = [each for each in messages if each["id"] == self.race["message"]]
        message: dict[str, Any] = found
        return message

    @property
    def shown(self) -> str:
        return str(self.card["embeds"][0]["description"])

    @property
    def buttons(self) -> list[str]:
        return [each["label"] for row in self.card["components"] for each in row["components"]]

    @property
    def lines(self) -> list[str]:
        """What the channel was told besides the calls to the race, the oldest first."""
        return [each["content"] for each in self._told if each not in self.calls]

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The messages by which all who have joined were called to it, the oldest first."""
        return [each for each in self._told if each["content"].startswith(CALLS)]

    @property
    def _told(self) -> list[dict[str, Any]]:
        found = [each for each in self.world.discord.messages(self.channel) if not each["components"]]
        told = [each for each in found if each["content"] and not each["flags"]]
        return sorted(told, key=lambda each: int(each["id"]))

    def runs(self) -> dict[str, dict[str, Any]]:
        """By the players' names."""
        return {each["name"]: each for each in self.qualifier.runs}

    def statuses(self) -> dict[str, str]:
        return {name: run["status"] for name, run in self.runs().items()}

    def jobs(self, kind: str) -> list[dict[str, Any]]:
        """That wait."""
        found = self.world.documents(Table.JOBS)
        return [each for each in found if each["kind"] == kind and each["state"] == "pending"]
