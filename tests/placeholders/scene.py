"""A server whose tournament follows the simulated SpeedGaming, as a person there sees it."""

from datetime import timedelta
from typing import Any

from infra.local.feed_samples import OPEN, Json, player
from paddock.ids import MatchId, OrganizationId
from paddock.matches.model import Match
from paddock.placeholders.model import Links
from paddock.store.item import Table
from tests.speedgaming.desk import Desk
from tests.support.league import League
from tests.support.world import World

CYD = player(503, "Cyd")
DOT: Json = {"id": 601, "displayName": "Dot", "discordId": "", "approved": True, "ready": False}
FIVE = timedelta(minutes=5)


class Scene:
    """Alice plays; Cyd and, of the crew, Dot are known to SpeedGaming alone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.league = League(world)
        self.carol = world.add_player(self.league.server, "carol")
        self.desk = Desk()
        self.league.tournament(speedgaming=OPEN)
        self.alice = player(501, "Alice", discordId=self.league.alice.user_id)
        self.began = world.now
        self.cycles = 0

    @property
    def tenant(self) -> str:
        return str(self.league.server.id)

    def put(self, episode: int, hours: float = 24, **changes: Any) -> None:
        """`hours` after the scene began."""
        known = {"players": (self.alice, CYD), "commentators": [DOT], "title": f"Round {episode}"}
        self.desk.feed.put(episode, start=self.began + timedelta(hours=hours), **known | changes)

    def imports(self) -> dict[str, int]:
        """One cycle, and all that follows from it."""
        self.cycles += 1
        told = self.desk.cycle(self.world.now + self.cycles * FIVE)
        self.world.drain()
        return told

    def link(self, placeholder: str = "sg_503", **options: Any) -> str:
        said: str = self.league.admin.slash("config player", placeholder=placeholder, **options).said
        return said

    def match(self, episode: int) -> Match:
        """Read anew, with nothing counted."""
        with self.world.account.unwatched():
            return self.desk.tools(self.tenant).matches.get(OrganizationId(self.tenant), MatchId(f"sg{episode}"))

    def links(self) -> Links:
        with self.world.account.unwatched():
            return self.desk.tools(self.tenant).placeholders.links(OrganizationId(self.tenant))

    def appearances(self) -> list[tuple[str, str]]:
        rows = self.world.documents(Table.RECORDS, "MATCH#")
        return [(each["placeholder"], each["match"]) for each in rows]

    def told(self, person: Any) -> list[str]:
        return self.league.dms(person)
