"""An interaction as Discord posts it, read into a value. The signature has been checked: the payload is Discord's."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from paddock.clock import snowflake_time
from paddock.ids import ChannelId, GuildId, RoleId, UserId
from paddock.permissions import Permission

SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2


class Kind(IntEnum):
    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Unreadable(ValueError):
    """Signed by Discord, but no interaction of a kind that we know."""


class Interaction(NamedTuple):
    id: str
    kind: Kind
    application: str
    token: str
    guild: GuildId | None
    """None outside servers."""
    channel: ChannelId
    user: UserId
    permissions: Permission
    roles: frozenset[RoleId]
    name: str
    """The command's path ("match create"), or the component's custom_id."""
    options: Mapping[str, Any]
    focused: str | None
    names: Mapping[UserId, str]
    """How the person and those whom the options name are called in this server."""
    bots: frozenset[UserId] = frozenset()
    """Those of them that are no people."""
    chosen: tuple[str, ...] = ()
    """In a select."""
    typed: Mapping[str, str] = {}
    """Into a form's fields."""

    @property
    def now(self) -> datetime:
        """The instant of the click, by Discord's clock: a slow network or a cold start changes nothing about it."""
        return snowflake_time(self.id)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Interaction":
        try:
            return cls._read(payload)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Unreadable(repr(error)) from error

    @classmethod
    def _read(cls, payload: Mapping[str, Any]) -> "Interaction":
        data = payload.get("data") or {}
        member = payload.get("member") or {}
        path, options, focused = _options(data)
        return cls(
            id=payload["id"],
            kind=Kind(payload["type"]),
            application=payload["application_id"],
            token=payload["token"],
            guild=GuildId(payload["guild_id"]) if member else None,
            channel=ChannelId(payload.get("channel_id") or "0"),
            user=UserId((member.get("user") or payload.get("user") or {}).get("id", "0")),
            permissions=Permission(int(member.get("permissions", "0"))),
            roles=frozenset(RoleId(each) for each in member.get("roles", ())),
            name=data.get("custom_id") or path,
            options=options,
            focused=focused,
            names=_own_name(member) | _names(data.get("resolved") or {}),
            bots=_bots(data.get("resolved") or {}),
            chosen=tuple(map(str, data.get("values") or ())),
            typed=dict(_typed(data.get("components") or ())),
        )


def _options(data: Mapping[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    """The path through sub-commands, the options by name, and which of them is being typed."""
    path, options = [str(data.get("name", ""))], list(data.get("options") or ())
    while options and options[0]["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP):
        path.append(options[0]["name"])
        options = list(options[0].get("options") or ())
    focused = next((each["name"] for each in options if each.get("focused")), None)
    return " ".join(path), {each["name"]: each.get("value") for each in options}, focused


def _typed(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """A form's fields lie in labels."""
    for component in components:
        field = component.get("component") or {}
        if "value" in field:
            yield field["custom_id"], str(field["value"] or "")


def _own_name(member: Mapping[str, Any]) -> dict[UserId, str]:
    return {UserId(member["user"]["id"]): _called(member, member["user"])} if member else {}


def _names(resolved: Mapping[str, Any]) -> dict[UserId, str]:
    members = resolved.get("members") or {}
    return {UserId(id): _called(members.get(id) or {}, user) for id, user in (resolved.get("users") or {}).items()}


def _called(member: Mapping[str, Any], user: Mapping[str, Any]) -> str:
    return str(member.get("nick") or user.get("global_name") or user.get("username") or user["id"])


def _bots(resolved: Mapping[str, Any]) -> frozenset[UserId]:
    return frozenset(UserId(id) for id, user in (resolved.get("users") or {}).items() if user.get("bot"))
