"""Discord's REST API: typed calls, its errors as exceptions, and what its headers say about the next call."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from paddock.discord.message import File, Message
from paddock.discord.pace import Pace
from paddock.errors import Unavailable
from paddock.ids import ChannelId, EventId, GuildId, MessageId, UserId

USER_AGENT = "DiscordBot (https://github.com/paddock-bot/paddock, 1.0)"
TOKEN_DEAD = frozenset({10015, 50027})
"""An interaction's token that is unknown (not opened yet, or gone) or has expired."""
EDITED_TOO_OFTEN = 30046
"""An old message takes no more edits for now: told as a rate limit, but what helps is another message."""
PRIVATE_THREAD = 12
ARCHIVED_AFTER = 10_080
"""Minutes without a message: as long as the longest run."""
A_DAY = 1440
DEFAULT_WAIT = 5.0
"""Seconds, for a 429 that does not say how long."""


@dataclass
class DiscordError(Exception):
    """Discord refused. `code` is its JSON error code, 0 where it gave none."""

    route: str
    status: int
    code: int
    message: str
    fields: frozenset[str] = frozenset()
    """Of the body: those that it does not take as they are."""

    def __str__(self) -> str:
        return f"{self.route}: {self.status}/{self.code} {self.message}"


class Forbidden(DiscordError):
    """A permission is missing, or the person does not want to hear from us."""


class Unknown(DiscordError):
    """What the call is about does not exist (any more)."""


class TokenDead(DiscordError):
    """The interaction's token opens nothing (yet, or any more)."""


class Unauthorized(Exception):
    """The bot's token is refused: every further call would be, too.

    No `DiscordError`, so that no room takes it for an answer about its own affairs.
    """


class RateLimited(Unavailable):
    """To be repeated after `retry_after` seconds, not before; `everywhere`: nor any other call."""

    def __init__(self, who: str, reason: str, retry_after: float, everywhere: bool) -> None:
        super().__init__(who, reason, retry_after)
        self.everywhere = everywhere


class Discord:
    def __init__(self, base_url: str, token: Callable[[], str], http: httpx.Client) -> None:
        self._base = base_url.rstrip("/")
        self._token = token
        self._http = http
        self.calls: Counter[int] = Counter()
        """Answers by status since the last `reset`; 0 counts calls without one."""
        self._waits: dict[str, float] = {}
        self.pace = Pace()

    def reset(self) -> None:
        """Whatever pause was asked for has been made."""
        self.calls.clear()
        self._waits.clear()

    @property
    def pause(self) -> float:
        """Seconds that the headers ask to wait before the next call like one of those since the last `reset`."""
        return max(self._waits.values(), default=0.0)

    def keep_pace(self, lane: str) -> None:
        """For bursts: the lane's next call waits as the limit of all calls asks, which no header foretells."""
        self._waits["all"] = self.pace.rest(lane, self.calls.total())

    def wait_of(self, channel: ChannelId) -> float:
        """Of that, what concerns this channel alone, for whoever sees to it that nothing else waits for it."""
        own = [call for call in self._waits if f"/channels/{channel}/" in f"{call}/"]
        return max([self._waits.pop(call) for call in own], default=0.0)

    # -- the bot ---------------------------------------------------------------------------------

    def fetch_bot_id(self) -> UserId:
        return UserId(self._call("GET", "/users/@me")["id"])

    def overwrite_commands(self, application: str, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self._call("PUT", f"/applications/{application}/commands", commands)
        return answer

    # -- servers ---------------------------------------------------------------------------------

    def fetch_guild(self, guild: GuildId) -> dict[str, Any]:
        answer: dict[str, Any] = self._call("GET", f"/guilds/{guild}")
        return answer

    def fetch_channels(self, guild: GuildId) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self._call("GET", f"/guilds/{guild}/channels")
        return answer

    def fetch_member(self, guild: GuildId, user: UserId) -> dict[str, Any]:
        answer: dict[str, Any] = self._call("GET", f"/guilds/{guild}/members/{user}")
        return answer

    # -- scheduled events ------------------------------------------------------------------------

    def fetch_events(self, guild: GuildId) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self._call("GET", f"/guilds/{guild}/scheduled-events")
        return answer

    def create_event(self, guild: GuildId, event: dict[str, Any], reason: str) -> EventId:
        return EventId(self._call("POST", f"/guilds/{guild}/scheduled-events", event, reason)["id"])

    def edit_event(self, guild: GuildId, id: EventId, event: dict[str, Any], reason: str) -> None:
        self._call("PATCH", f"/guilds/{guild}/scheduled-events/{id}", event, reason)

    def delete_event(self, guild: GuildId, id: EventId) -> None:
        self._call("DELETE", f"/guilds/{guild}/scheduled-events/{id}")

    # -- messages --------------------------------------------------------------------------------

    def open_dm(self, user: UserId) -> ChannelId:
        """The same channel for the same person, however often it is opened."""
        return ChannelId(self._call("POST", "/users/@me/channels", {"recipient_id": user})["id"])

    def send(self, channel: ChannelId, message: Message, nonce: str) -> MessageId:
        """The same `nonce` (25 characters) within a few minutes gives the first message again."""
        body = {**message.payload(), "nonce": nonce, "enforce_nonce": True}
        return MessageId(self._call("POST", f"/channels/{channel}/messages", body, files=message.files)["id"])

    def edit_message(self, channel: ChannelId, id: MessageId, message: Message) -> None:
        self._call("PATCH", f"/channels/{channel}/messages/{id}", message.payload(), files=message.files)

    def delete_message(self, channel: ChannelId, id: MessageId) -> None:
        self._call("DELETE", f"/channels/{channel}/messages/{id}")

    def fetch_messages(self, channel: ChannelId, limit: int) -> list[dict[str, Any]]:
        """The last ones, newest first."""
        answer: list[dict[str, Any]] = self._call("GET", f"/channels/{channel}/messages?limit={limit}")
        return answer

    # -- threads ---------------------------------------------------------------------------------

    def create_private_thread(self, channel: ChannelId, name: str) -> ChannelId:
        """Only those who are added see it, and they can't add others."""
        body = {"name": name, "type": PRIVATE_THREAD, "invitable": False, "auto_archive_duration": ARCHIVED_AFTER}
        return ChannelId(self._call("POST", f"/channels/{channel}/threads", body)["id"])

    def add_to_thread(self, thread: ChannelId, user: UserId) -> None:
        """Does nothing to somebody who is in it."""
        self._call("PUT", f"/channels/{thread}/thread-members/{user}")

    def retire_thread(self, thread: ChannelId) -> None:
        """It is archived after a day without a message. Its maker needs no permission for that."""
        self._call("PATCH", f"/channels/{thread}", {"auto_archive_duration": A_DAY})

    def fetch_active_threads(self, guild: GuildId) -> list[dict[str, Any]]:
        """Those that the bot can see."""
        answer: dict[str, Any] = self._call("GET", f"/guilds/{guild}/threads/active")
        return list(answer["threads"])

    # -- answers ---------------------------------------------------------------------------------

    def edit_original(self, application: str, token: str, message: Message) -> None:
        """Fill in a deferred answer. Needs no bot token; the interaction's own lives for 15 minutes."""
        route = f"/webhooks/{application}/{token}/messages/@original"
        self._call("PATCH", route, message.payload(), authorized=False, files=message.files)

    # -- one call --------------------------------------------------------------------------------

    def _call(
        self,
        method: str,
        path: str,
        body: Any = None,
        reason: str = "",
        authorized: bool = True,
        files: Sequence[File] = (),
    ) -> Any:
        headers = {"User-Agent": USER_AGENT}
        if authorized:
            headers["Authorization"] = f"Bot {self._token()}"
        if reason:
            headers["X-Audit-Log-Reason"] = quote(reason[:400])
        route = f"{method} {path.split('/webhooks/')[0] or '/webhooks'}"
        try:
            response = self._http.request(method, self._base + path, headers=headers, **_content(body, files))
        except httpx.HTTPError as silent:
            self.calls[0] += 1
            raise Unavailable("Discord", f"{route}: {type(silent).__name__}") from silent
        self.calls[response.status_code] += 1
        self._heed(f"{method} {path}", response)
        if response.is_success:
            return response.json() if response.content else None
        raise _refusal(route, response)

    def _heed(self, call: str, response: httpx.Response) -> None:
        if response.headers.get("X-RateLimit-Remaining") == "0":
            wait = _seconds(response.headers.get("X-RateLimit-Reset-After"), 0.0)
            self._waits[call] = max(self._waits.get(call, 0.0), wait)


def _content(body: Any, files: Sequence[File]) -> dict[str, Any]:
    """JSON, which is one part of a form where files come with it."""
    if not files:
        return {"json": body}
    uploads = [(f"files[{at}]", (file.name, file.content)) for at, file in enumerate(files)]
    return {"files": [("payload_json", (None, json.dumps(body), "application/json")), *uploads]}


def _seconds(text: str | None, default: float) -> float:
    try:
        return float(text) if text is not None else default
    except ValueError:
        return default


def _refusal(route: str, response: httpx.Response) -> Exception:
    try:
        told = response.json()
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    code, message = int(told.get("code") or 0), str(told.get("message") or response.reason_phrase)
    status = response.status_code
    if status == 429 and code != EDITED_TOO_OFTEN:
        wait = _seconds(response.headers.get("Retry-After"), _seconds(str(told.get("retry_after")), DEFAULT_WAIT))
        everywhere = "X-RateLimit-Global" in response.headers or told.get("global") is True
        return RateLimited("Discord", f"{route}: rate limited for {wait:g} s", wait, everywhere)
    if status >= 500:
        return Unavailable("Discord", f"{route}: {status} {message}")
    if status == 401 and code not in TOKEN_DEAD:
        return Unauthorized(f"{route}: {message}")
    kinds = {403: Forbidden, 404: Unknown}
    kind = TokenDead if code in TOKEN_DEAD else kinds.get(status, DiscordError)
    errors = told.get("errors")
    fields = frozenset(errors if isinstance(errors, dict) else ())
    return kind(route, status, code, f"{message} {errors}" if errors is not None else message, fields)
