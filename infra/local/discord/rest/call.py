"""One request to the API, and the look-ups that every route needs, refused in Discord's way."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from infra.local.discord import permissions
from infra.local.discord.bodies.base import Body, parse_json, read, read_list
from infra.local.discord.bodies.messages import MessageBody
from infra.local.discord.bodies.uploads import FORM, read_form
from infra.local.discord.errors import DiscordError, Fault
from infra.local.discord.model import Channel, Guild, Json, Member, Message, Role
from infra.local.discord.permissions import Permission
from infra.local.discord.world import World

B = TypeVar("B", bound=Body)
TRUE, FALSE = ("true", "True", "1"), ("false", "False", "0")


@dataclass(frozen=True)
class Reply:
    body: Json | list[Json] | None = None
    status: int = 200


NOTHING = Reply(status=204)


@dataclass(frozen=True)
class Call:
    world: World
    path: Mapping[str, str]
    query: Mapping[str, str]
    content_type: str
    """With its parameters."""
    raw: bytes
    name: str
    """METHOD and path, for the problems drawer."""
    check_url: Callable[[str, int], Awaitable[str]]
    """Pings an endpoint as Discord does before it takes its url; says what is wrong with it."""

    @property
    def bot(self) -> str:
        return self.world.bot_id

    @property
    def _kind(self) -> str:
        return self.content_type.split(";")[0].strip().lower()

    def json(self) -> Any:
        if self._kind != "application/json":
            message = 'Expected "Content-Type" header to be one of {"application/json"}.'
            raise DiscordError(50035, faults=[Fault((), "CONTENT_TYPE_INVALID", message)])
        return parse_json(self.raw)

    def read(self, model: type[B]) -> B:
        body = read(model, self.json())
        self._point_out_unknown([body])
        return body

    def read_message(self) -> MessageBody:
        """With the files that come with it."""
        if self._kind != FORM:
            return self.read(MessageBody)
        form = read_form(self.content_type, self.raw)
        body = read(MessageBody, parse_json(form.payload))
        body.bring(form.uploads)
        self._point_out_unknown([body])
        return body

    def read_list(self, model: type[B], most: int) -> list[B]:
        bodies = read_list(model, self.json(), most)
        self._point_out_unknown(bodies)
        return bodies

    def _point_out_unknown(self, bodies: list[B]) -> None:
        unknown = sorted({name for body in bodies for name in body.unknown_fields()})
        if unknown:
            self.world.problems.warning(self.world.now(), self.name, f"unknown fields, ignored: {', '.join(unknown)}")

    def number(self, name: str, usual: int, low: int, high: int) -> int:
        given = self.query.get(name)
        if given is None:
            return usual
        if not given.isdigit():
            raise _bad_query(name, "NUMBER_TYPE_COERCE", f'Value "{given}" is not int.')
        if not low <= int(given) <= high:
            raise _bad_query(name, "NUMBER_TYPE_MAX", f"int value should be between {low} and {high}.")
        return int(given)

    def flag(self, name: str) -> bool:
        given = self.query.get(name, "false")
        if given not in TRUE + FALSE:
            raise _bad_query(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return given in TRUE

    def snowflake(self, name: str) -> str | None:
        given = self.query.get(name)
        if given is not None and not re.fullmatch(r"\d{1,20}", given):
            raise _bad_query(name, "NUMBER_TYPE_COERCE", f'Value "{given}" is not snowflake.')
        return given

    def guild(self) -> Guild:
        guild = self.world.guilds.find(self.path["guild_id"])
        if guild is None or self.bot not in guild.members:
            raise DiscordError(10004)
        return guild

    def channel(self) -> Channel:
        channel = self.world.channels.find(self.path["channel_id"])
        if channel is None:
            raise DiscordError(10003)
        if not self.world.sees(self.bot, channel):
            raise DiscordError(50001, note=f"the bot does not see #{channel.name}")
        return channel

    def message(self, channel: Channel) -> Message:
        """Ephemeral messages are reached with the interaction's token only."""
        message = self.world.messages.find(self.path["message_id"])
        if message is None or message.channel_id != channel.id or message.is_ephemeral:
            raise DiscordError(10008)
        return message

    def member(self, guild: Guild) -> Member:
        user_id = self.path["user_id"]
        if user_id not in guild.members:
            raise DiscordError(10007 if user_id in self.world.users else 10013)
        return guild.members[user_id]

    def role(self, guild: Guild, role_id: str = "") -> Role:
        role = guild.roles.get(role_id or self.path["role_id"])
        if role is None:
            raise DiscordError(10011)
        return role

    def need(self, needed: Permission, channel: Channel) -> None:
        if channel.guild_id and not self.world.may(self.bot, needed, channel):
            raise DiscordError(50013, note=f"the bot lacks {needed.name} in #{channel.name}")

    def need_in_server(self, needed: Permission, guild: Guild) -> None:
        if needed not in permissions.in_server(guild, self.bot):
            raise DiscordError(50013, note=f"the bot lacks {needed.name} in {guild.name}")

    def need_above(self, guild: Guild, role: Role) -> None:
        """A bot manages only what stands below its own highest role."""
        mine = max(guild.roles[id].rank for id in [guild.id, *guild.members[self.bot].roles])
        if guild.owner_id != self.bot and role.rank >= mine:
            raise DiscordError(50013, note=f"the role {role.name} is not below the bot's highest role")

    def need_own(self, guild: Guild, granted: int) -> None:
        """A bot gives only permissions that it has."""
        foreign = granted & ~permissions.in_server(guild, self.bot)
        if foreign and Permission.ADMINISTRATOR not in permissions.in_server(guild, self.bot):
            raise DiscordError(50013, note=f"the bot cannot give {', '.join(permissions.names(foreign))}")


def _bad_query(name: str, code: str, message: str) -> DiscordError:
    return DiscordError(50035, faults=[Fault((name,), code, message)])


Handler = Callable[[Call], Reply | Awaitable[Reply]]


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str
    """Below /api/v10."""
    handle: Handler
    open_to_all: bool = False
    """The token in the path authorizes; such routes stand outside the global rate limit."""

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    def top(self, path: Mapping[str, str]) -> str:
        if "token" in path:
            return path["token"]
        return path.get("channel_id") or path.get("guild_id") or ""


def render(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
