"""The simulated Discord: its API for the bot, its page for people, and the line between the two."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from infra.local.discord import webhook_events
from infra.local.discord.bot import Bot
from infra.local.discord.credentials import Credentials
from infra.local.discord.rest import (
    applications,
    channels,
    commands,
    events,
    guilds,
    interactions,
    messages,
    threads,
    users,
)
from infra.local.discord.rest.door import Door
from infra.local.discord.scheduled_events import run_events
from infra.local.discord.seed import seed
from infra.local.discord.sim.clock import ClockPush, Fire
from infra.local.discord.sim.deeds import Deeds
from infra.local.discord.sim.files import FileServer
from infra.local.discord.sim.looks import Looks
from infra.local.discord.sim.settings import Settings
from infra.local.discord.store import Store
from infra.local.discord.world import World

__all__ = ["Credentials", "SimulatedDiscord"]

PAGE = Path(__file__).parent / "page"
EVERY = 1.0
"""Seconds between looks at what moves by itself."""
SUBJECTS = (applications, users, guilds, channels, threads, messages, events, commands, interactions)


class SimulatedDiscord:
    """One event loop serves everything, so nothing in the world is locked."""

    def __init__(self, folder: Path, credentials: Credentials) -> None:
        self._world = World(Store(folder / "discord.sqlite"), credentials)
        seed(self._world, credentials.public_key)
        self._bot = Bot(credentials.private_key)
        self._push = ClockPush(self._world)
        self._looks = Looks(self._world, self._bot, self._push)
        door = Door(self._world, credentials.bot_token, self._url_problem)
        self.app = Starlette(
            routes=[
                Route("/", _page),
                *self._looks.routes(),
                *FileServer(self._world).routes(),
                *Deeds(self._world, self._bot, self._push).routes(),
                *Settings(self._world, door).routes(),
                *(door.route(endpoint) for subject in SUBJECTS for endpoint in subject.ENDPOINTS),
                Route("/api/{rest:path}", door.unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
                Mount("/static", StaticFiles(directory=PAGE)),
            ],
            lifespan=self._lifespan,
        )

    def connect(self, interactions_url: str, events_url: str, fire: Fire, *, feed_url: str = "") -> None:
        """`fire(since, until)` runs the schedules of that time and returns when they are done. From any thread.

        `feed_url` is a page beside this one, of which it shows the address."""
        self._push.connect(fire)
        self._looks.feed_url = feed_url
        self._bot.events_url = events_url
        self._bot.interactions_url = interactions_url
        self._world.changes.tell()

    def people(self) -> dict[str, str]:
        """Their ids by their names."""
        return {user.username: user.id for user in self._world.users if not user.bot}

    def now(self) -> datetime:
        return self._world.now()

    @property
    def offset(self) -> timedelta:
        return self._world.clock.offset

    def hang_up(self) -> None:
        """Ends the streams to the pages, which a server that is to stop would wait for. From any thread."""
        self._world.changes.end()

    def close(self) -> None:
        self._world.close()

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """With what happens without being asked for."""
        tasks = [asyncio.create_task(each) for each in (self._run_events(), self._talk_to_bot())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run_events(self) -> None:
        while True:
            if run_events(self._world):
                self._world.commit()
            await asyncio.sleep(EVERY)

    async def _talk_to_bot(self) -> None:
        """When it is connected, its endpoints are checked; then it is told what waits for it."""
        checked = ""
        with self._world.changes.watch() as changed:
            while True:
                url = self._bot.interactions_url
                if url and url != checked:
                    await webhook_events.check_endpoints(self._world, self._bot)
                    checked = url
                if url:
                    await webhook_events.deliver(self._world, self._bot)
                await changed.wait()
                changed.clear()

    async def _url_problem(self, url: str, ping_type: int) -> str:
        return await webhook_events.url_problem(self._world, self._bot, url, ping_type)


async def _page(_: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})
