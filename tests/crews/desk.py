"""What people do about crews, in a line each."""

from typing import Any

from paddock.store.item import Table
from tests.support.league import League, card
from tests.support.world import World

PERMISSIONS = "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS READ_MESSAGE_HISTORY"


class Desk(League):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.cup = self.tournament()

    # -- making ----------------------------------------------------------------------------------

    def helper(self, name: str) -> Any:
        return self.world.add_player(self.server, name)

    def signs_up(self, person: Any, match: str, label: str = "Track") -> Any:
        person.slash("match show", match=match)
        return person.click(label)

    def withdraws(self, person: Any, match: str) -> Any:
        person.slash("match show", match=match)
        return person.click("Withdraw")

    def panel(self, match: str, **options: Any) -> Any:
        return self.admin.slash("match crew", match=match, **options)

    def approves(self, match: str) -> Any:
        """Whoever waits first."""
        self.panel(match)
        return self.admin.click("Approve")

    def crew_channel(self, name: str = "crew") -> str:
        """A new one, which has the list of what is needed from now on."""
        made: str = self.world.discord.create_channel(self.server.id, name)["id"]
        self.admin.slash("config server", crew_channel=made)
        self.world.drain()
        return made

    # -- looking ---------------------------------------------------------------------------------

    def crew(self, match: str) -> list[tuple[str, str, bool]]:
        """Person, role, and whether they are approved."""
        (found,) = [each for each in self.stored("MATCH") if each["id"] == match]
        return [(each["id"], each["role"], each["approved"]) for each in found["crew"]]

    def audit(self, action: str) -> list[dict[str, Any]]:
        return [each for each in self.world.documents(Table.AUDIT) if each["action"] == action]

    def told(self, person: Any) -> list[str]:
        self.world.drain()
        return self.dms(person)


def lines(outcome: Any) -> list[str]:
    return str(card(outcome)["description"]).splitlines()


def line_of(outcome: Any, title: str) -> str:
    """The card's line of that title; empty where it has none."""
    return next((each for each in lines(outcome) if f"**{title}**" in each), "")
