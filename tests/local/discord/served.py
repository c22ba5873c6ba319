"""A simulated Discord that listens, with a bot's line and a script's line to it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import uvicorn

from infra.local.discord.app import Credentials, SimulatedDiscord
from tests.local.discord.bot_double import BotDouble, Json

USER_AGENT = "DiscordBot (https://example.test, 1.0)"
PING: Json = {"name": "ping", "description": "Is the bot there?"}


class Served:
    def __init__(self, discord: SimulatedDiscord, credentials: Credentials, url: str) -> None:
        self.discord = discord
        self.credentials = credentials
        self.url = url
        headers = {"Authorization": f"Bot {credentials.bot_token}", "User-Agent": USER_AGENT}
        self.rest = httpx.Client(base_url=f"{url}/api/v10", headers=headers, timeout=10)
        self.page = httpx.Client(base_url=f"{url}/sim", timeout=30)

    @property
    def commands(self) -> str:
        return f"/applications/{self.credentials.application_id}/commands"

    def see(self, by: str = "ada-admin", channel: str = "general") -> Json:
        state: Json = self.page.get("/state", params={"as": by, "channel": channel}).raise_for_status().json()
        return state

    def messages(self, by: str = "ada-admin", channel: str = "general") -> list[Json]:
        shown: list[Json] = self.see(by, channel)["channel"]["messages"]
        return shown

    def id_of(self, name: str) -> str:
        """Of a member."""
        return next(str(id) for id, known in self.see()["names"]["users"].items() if known == name)

    def channel(self, name: str = "general") -> str:
        channels = self.see()["names"]["channels"].items()
        return next(str(id) for id, channel in channels if channel["name"] == name)

    @property
    def guild(self) -> str:
        return str(self.see()["servers"][0]["id"])

    def send(self, channel: str = "general", **body: Any) -> httpx.Response:
        return self.rest.post(f"/channels/{self.channel(channel)}/messages", json=body)

    def act(self, deed: str, **body: Any) -> Json:
        """As ada-admin in #general, unless it is said otherwise."""
        told: Json = self.do(deed, **({"as": "ada-admin", "channel": "general"} | body)).raise_for_status().json()
        return told

    def do(self, deed: str, **body: Any) -> httpx.Response:
        return self.page.post(f"/{deed}", json=body)

    def problems(self, level: str = "error") -> list[Json]:
        return [each for each in self.page.get("/problems").json() if each["level"] == level]

    def register(self, *commands: Json) -> list[Json]:
        registered: list[Json] = self.rest.put(self.commands, json=list(commands)).raise_for_status().json()
        return registered

    def close(self) -> None:
        self.rest.close()
        self.page.close()


class SignallingServer(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = Event()

    async def startup(self, *args: Any, **more: Any) -> None:
        await super().startup(*args, **more)
        self.listens.set()

    @property
    def port(self) -> int:
        return int(self.servers[0].sockets[0].getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    credentials = Credentials.load_or_make(folder)
    discord = SimulatedDiscord(folder, credentials)
    config = uvicorn.Config(discord.app, port=0, log_level="error", ws="none", timeout_graceful_shutdown=1)
    server = SignallingServer(config)
    thread = Thread(target=server.run)
    thread.start()
    assert server.listens.wait(10)
    line = Served(discord, credentials, f"http://127.0.0.1:{server.port}")
    try:
        yield line
    finally:
        line.close()
        discord.hang_up()
        server.should_exit = True
        thread.join()
        discord.close()


def connect(line: Served, bot: BotDouble) -> None:
    line.discord.connect(bot.interactions_url, bot.events_url, lambda since, until: None)


def until(happens: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.01)
