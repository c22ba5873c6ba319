"""The whole product inside the test process: the doors' own handlers, an AWS of its own, the strict Discord."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from functions.interactions import app, reception, worker
from functions.scoring.app import handler as scoring
from functions.sync_events.app import handler as sync_events
from functions.timeouts.app import handler as timeouts
from paddock import aws, catalog
from paddock.discord.pace import Pace
from paddock.store.item import Key, Table
from tests.support.aws import Account
from tests.support.kept import document
from tests.support.queue import Message, received, settle

MOST_ROUNDS = 60
NOON = "2037-11-23T12:00:00+00:00"
"""A Monday, and far ahead: the ids of the strict
Discord begin at the real clock and never go back, and with them the instants of all that happens."""
_HTTP = httpx.Client()
_COMMANDS = catalog.registration()
PERMISSIONS = (
    "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS READ_MESSAGE_HISTORY CREATE_EVENTS CREATE_PRIVATE_THREADS "
    "SEND_MESSAGES_IN_THREADS ATTACH_FILES"
)


@dataclass(frozen=True)
class Server:
    id: str
    channel: str


class World:
    def __init__(self, account: Account, discord: Any) -> None:
        self.account = account
        self.discord = discord
        discord.set_time(NOON)
        self.limit_calls(enabled=False)
        self._register()

    def limit_calls(self, enabled: bool = True) -> None:
        """Discord's limits and our own pace count in real seconds, and `drain` skips the waits that they ask for."""
        self.discord.rate_limits(enabled=enabled)
        worker.WIRING.clients.discord.pace = Pace() if enabled else Pace(most=sys.maxsize)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.discord.now())

    # -- making ----------------------------------------------------------------------------------

    def _register(self) -> None:
        settings = reception.WIRING.settings
        headers = {"Authorization": f"Bot {settings.bot_token}", "User-Agent": "DiscordBot (https://example.org, 1)"}
        url = f"{settings.discord_api_url}/applications/{settings.application_id}/commands"
        _HTTP.put(url, json=_COMMANDS, headers=headers).raise_for_status()

    def add_server(self, permissions: str = PERMISSIONS) -> Server:
        guild = self.discord.create_guild("league", bot_permissions=permissions)
        return Server(guild["id"], self.discord.create_channel(guild["id"], "general")["id"])

    def add_admin(self, server: Server, name: str = "admin") -> Any:
        return self.person(self.discord.add_member(server.id, username=name, permissions="MANAGE_GUILD"), server)

    def add_player(self, server: Server, name: str) -> Any:
        return self.person(self.discord.add_member(server.id, username=name), server)

    def person(self, member: dict[str, Any], server: Server) -> Any:
        """Somebody with a Discord client, whose clicks reach the product's door."""
        from fake_discord import DiscordUser

        return DiscordUser(self.discord, app.handler, member["user"]["id"], server.id, server.channel)

    # -- the queue -------------------------------------------------------------------------------

    def drain(self) -> int:
        """Work the queue off, skipping the waits with which messages were given back; how many were delivered."""
        delivered = 0
        for _ in range(MOST_ROUNDS):
            messages = self._received()
            if not messages:
                return delivered
            delivered += len(messages)
            self._deliver(messages)
        raise AssertionError("the queue never gets empty")

    def _received(self) -> list[Message]:
        return received()

    def _deliver(self, messages: list[dict[str, Any]]) -> None:
        failed = {each["messageId"] for each in messages}
        try:
            answer = worker.handler({"Records": messages}, None)
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        finally:
            with self.account.unwatched():
                self._settle(messages, failed)

    def _settle(self, messages: list[Message], failed: set[str]) -> None:
        settle(messages, failed)

    # -- schedules -------------------------------------------------------------------------------

    def tick(self) -> dict[str, Any]:
        """The minute's sweep, and all that it sends."""
        summary = timeouts({"time": _time(self.now)}, None)
        self.drain()
        return summary

    def sync(self) -> dict[str, Any]:
        """The hourly comparison, and all that follows from it."""
        summary = sync_events({"time": _time(self.now)}, None)
        self.drain()
        return summary

    def score(self) -> dict[str, Any]:
        """The hourly repair of pars, and all that follows from it."""
        summary = scoring({"time": _time(self.now)}, None)
        self.drain()
        return summary

    def pass_time(self, **duration: float) -> None:
        """Push the clock by a `timedelta`'s arguments, and let the minute's sweep run once."""
        seconds = sum(value * SECONDS[unit] for unit, value in duration.items())
        self.discord.advance(seconds)
        self.tick()

    # -- looking ---------------------------------------------------------------------------------

    def documents(self, table: Table, prefix: str = "") -> list[dict[str, Any]]:
        """The documents of the items whose sort key begins with `prefix`, in order of their keys."""
        with self.account.unwatched():
            rows = aws.dynamodb().scan(TableName=f"paddock-{table}")["Items"]
        rows.sort(key=lambda row: (row["pk"]["S"], row["sk"]["S"]))
        return [document(row) for row in rows if row["sk"]["S"].startswith(prefix)]

    def document(self, key: Key) -> Any:
        """What is kept there."""
        with self.account.unwatched():
            row = aws.dynamodb().get_item(TableName=f"paddock-{key.table}", Key=key.wire)["Item"]
        return document(row)

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The names of the calls to AWS made within."""
        calls: list[str] = []
        before = len(self.account.calls)
        yield calls
        calls += self.account.calls[before:]


SECONDS = {"days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
