"""The import with an AWS of its own and a feed that is a value: episodes are put, removed and spoiled at will."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import httpx

from infra.local.feed_samples import OPEN, Json, episode, match, player
from infra.local.feed_state import FeedState
from paddock.attempts import attempted
from paddock.change import Cause, Change
from paddock.clock import parse_stamp
from paddock.ids import GuildId, MatchId, OrganizationId, PlaceholderId, TournamentId
from paddock.ledger import Scribe
from paddock.matches.model import Match
from paddock.matches.records import MATCH, MatchStore, saved
from paddock.organizations.model import Organization
from paddock.organizations.records import ORGANIZATION, saved_organization
from paddock.placeholders.model import Links
from paddock.settings import Settings
from paddock.speedgaming.client import SpeedGaming
from paddock.speedgaming.cycle import import_cycle
from paddock.store.change import put
from paddock.store.item import Table
from paddock.store.table import LAST, Session
from paddock.tasks.model import Run, Task, TaskState
from paddock.tasks.records import TaskStore
from paddock.tasks.records import changed as task_changed
from paddock.tools import Tools
from paddock.tournaments.model import Directory, Tournament
from paddock.tournaments.records import DIRECTORY, TOURNAMENT, following
from paddock.wiring import Wiring
from tests.speedgaming.values import NOW, START

ADA = player(501, "Ada", discordId="111111111111111101")
BEN = player(502, "Ben", discordId="111111111111111102")
CYD = player(503, "Cyd")

Answer = Callable[[httpx.Request], httpx.Response | None]


class Feed:
    """SpeedGaming. `intervene` may answer in its place, or raise as a broken connection does."""

    def __init__(self) -> None:
        self.state = FeedState(lambda: NOW)
        self.state.episodes.clear()
        self.asked: list[httpx.Request] = []
        self.intervene: Answer = lambda request: None

    def put(
        self, id: int, event: str = OPEN, start: datetime = START, players: Sequence[Json] = (ADA, BEN), **changes: Any
    ) -> None:
        told = match(1, players, title=changes.pop("title", "Round 1"))
        self.state.episodes[id] = episode(id, event, start, told, **changes)

    def spoil(self, id: int) -> None:
        self.state.put(id, {"when": "soon"})

    def remove(self, id: int) -> None:
        self.state.remove(id)

    def hide(self, id: int) -> None:
        """It is found by its id, and no event lists it."""
        self.state.put(id, {"event": {"slug": "elsewhere"}})

    def is_hidden(self, id: int) -> bool:
        return bool(self.state.episodes[id]["event"]["slug"] == "elsewhere")

    def fail(self, event: str, status: int = 503, **headers: str) -> None:
        def answer(request: httpx.Request) -> httpx.Response | None:
            failing = request.url.params.get("event") == event
            return (
                httpx.Response(status, headers={k.replace("_", "-"): v for k, v in headers.items()})
                if failing
                else None
            )

        self.intervene = answer

    def fail_looking_up(self) -> None:
        self.intervene = lambda request: httpx.Response(500) if "id" in request.url.params else None

    def mend(self) -> None:
        self.intervene = lambda request: None

    @property
    def questions(self) -> list[str]:
        """Which events and episodes were asked for."""
        return [next(iter(request.url.params.values())) for request in self.asked]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.intervene(request) or httpx.Response(200, json=self._told(dict(request.url.params)))
        answer.headers["Content-Type"] = "text/html"
        return answer

    def _told(self, asked: dict[str, str]) -> object:
        if "id" in asked:
            return self.state.episodes.get(
                int(asked["id"]), {"error": f"Failed to find episode with id {asked['id']}."}
            )
        since, until = (datetime.fromisoformat(asked[name]) for name in ("from", "to"))
        return self.state.listed(asked["event"], since, until)


class Desk:
    def __init__(self) -> None:
        wiring = Wiring(Settings.read(os.environ))
        self.database, self.ledger = wiring.database, wiring.ledger
        self.feed = Feed()
        self.client = SpeedGaming(
            "https://feed.example/api", httpx.Client(transport=httpx.MockTransport(self.feed.answer))
        )

    # -- making ----------------------------------------------------------------------------------

    def add_organization(self, id: str = "9") -> Organization:
        made = Organization(id=OrganizationId(id), servers=(GuildId(id),))
        self._commit(made.id, Change((put(ORGANIZATION, made),)))
        return made

    def add_tournament(self, id: str = "71", organization: str = "9", event: str = OPEN, **changes: Any) -> Tournament:
        known = {"name": "Open", "slug": f"open-{id}", "speedgaming": event, "scheduled_events": True}
        made = Tournament(id=TournamentId(id), organization=OrganizationId(organization), **{**known, **changes})
        self._commit(made.organization, Change((put(TOURNAMENT, made),)))
        return made

    def link_servers(self, *guilds: str) -> None:
        before = self.organization()
        after = before.model_copy(update={"servers": (*before.servers, *map(GuildId, guilds))})
        self._commit(before.id, saved_organization(before, after))

    def list_tournaments(self, organization: str = "9") -> None:
        """In the directory, which commands read."""
        directory = Directory(organization=OrganizationId(organization))
        for tournament in following(self.database, attempted):
            if tournament and tournament.organization == organization:
                directory = directory.listing(tournament)
        self._commit(directory.organization, Change((put(DIRECTORY, directory),)))

    def change_match(self, episode: int, organization: str = "9", **changes: Any) -> None:
        before = self.match(episode, organization)
        self._commit(before.organization, saved(before, before.model_copy(update=changes), NOW))

    def change_tournament(self, id: str = "71", organization: str = "9", **changes: Any) -> None:
        before = self.tools(organization).tournaments.get(OrganizationId(organization), TournamentId(id))
        self._commit(before.organization, Change((put(TOURNAMENT, before.model_copy(update=changes)),)))

    def disable(self, organization: str = "9") -> None:
        task = self.task(organization)
        self._commit(task.organization, task_changed(task, task.model_copy(update={"enabled": False})))

    def _commit(self, organization: OrganizationId, change: Change) -> None:
        self.ledger.commit(change, Cause(organization, "somebody", "test", NOW))

    # -- running ---------------------------------------------------------------------------------

    def cycle(self, now: datetime = NOW) -> dict[str, int]:
        return import_cycle(self.database, self.ledger, self.client, now)

    def scribe(self, now: datetime = NOW, organization: str = "9") -> Scribe:
        return Scribe(self.ledger, Cause(OrganizationId(organization), "somebody", "a test's run", now))

    def tools(self, organization: str = "9") -> Tools:
        return Tools(Session(self.database), self.scribe(organization=organization))

    # -- looking ---------------------------------------------------------------------------------

    def organization(self, id: str = "9") -> Organization:
        return self.tools().organizations.get(OrganizationId(id))

    def match(self, episode: int, organization: str = "9") -> Match:
        return MatchStore(Session(self.database)).get(OrganizationId(organization), MatchId(f"sg{episode}"))

    def matches(self, organization: str = "9") -> dict[int, Match]:
        found = self.database.query(MATCH, f"{organization}#MATCHES", index="agenda")
        return {match.source.episode: match for match in found if match.source}

    def open_matches(self, tournament: str = "71", organization: str = "9") -> int:
        return self.tools(organization).matches.count_open(OrganizationId(organization), TournamentId(tournament))

    def task(self, organization: str = "9") -> TaskState:
        return TaskStore(Session(self.database)).get(OrganizationId(organization), Task.SPEEDGAMING)

    def last_run(self, organization: str = "9") -> Run:
        return self.task(organization).runs[0]

    def jobs(self, organization: str = "9") -> set[str]:
        """But for what people are to be told."""
        return {each for each in self._jobs(organization) if not each.startswith("tell.")}

    def told(self, organization: str = "9") -> set[tuple[str, str]]:
        """Who is to be told which facts."""
        tellings = (each.split(".") for each in self._jobs(organization) if each.startswith("tell."))
        return {(user, fact) for _, user, _, fact, _ in tellings}

    def _jobs(self, organization: str) -> list[str]:
        rows = self.database.query_raw(Table.JOBS, organization, ("", LAST))
        return [row["sk"]["S"] for row in rows]

    def promised(self, job: str, organization: str = "9") -> datetime:
        """When the job is due."""
        (row,) = self.database.query_raw(Table.JOBS, organization, (job, job))
        return parse_stamp(row["due"]["S"])

    def links(self, organization: str = "9") -> Links:
        return self.tools(organization).placeholders.links(OrganizationId(organization))

    def appearances(self, placeholder: str, organization: str = "9") -> list[str]:
        """The matches in which the placeholder is noted to be."""
        store = self.tools(organization).placeholders
        return [each.match for each in store.appearances(OrganizationId(organization), PlaceholderId(placeholder), 100)]

    def audit(self, organization: str = "9") -> list[tuple[str, str]]:
        lines = self.tools(organization).audit.latest(OrganizationId(organization), 200)
        return [(line.action, line.subject) for line in lines if line.source != "test"]
