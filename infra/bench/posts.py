"""What Discord posts, signed: interactions with everything that Discord sends along."""

import itertools
import json
import time
from collections.abc import Mapping
from typing import Any

from nacl.signing import SigningKey

from paddock.clock import DISCORD_EPOCH_MS
from paddock.permissions import Permission

APPLICATION, CHANNEL, USER, RIVAL, GUILD = "1201", "1301", "1401", "1402", "1501"
COMMAND, COMPONENT = 2, 3
SUBCOMMAND, STRING, INTEGER, BOOLEAN = 1, 3, 4, 5
KINDS = {bool: BOOLEAN, int: INTEGER}
PING = {"type": 1, "version": 1, "id": "1", "application_id": APPLICATION, "token": "t", "user": {"id": USER}}

Payload = dict[str, Any]
Event = dict[str, Any]

_numbers = itertools.count()


def snowflake(later: float = 0.0) -> str:
    """An id that Discord would make so many seconds from now."""
    milliseconds = int((time.time() + later) * 1000) - DISCORD_EPOCH_MS
    return str((milliseconds << 22) + next(_numbers) % (1 << 22))


def command(path: str, options: Mapping[str, Any], guild: str = GUILD) -> Payload:
    """`path` as people type it: "match create"."""
    name, *rest = path.split()
    given = [
        {"name": option, "type": KINDS.get(type(value), STRING), "value": value} for option, value in options.items()
    ]
    for word in reversed(rest):
        given = [{"name": word, "type": SUBCOMMAND, "options": given}]
    data = {"id": "1601", "type": 1, "name": name, "options": given}
    return _interaction(COMMAND, data, guild)


def press(custom_id: str, guild: str = GUILD, later: float = 0.0) -> Payload:
    data = {"component_type": 2, "custom_id": custom_id, "id": 4}
    message = {"id": "1701", "channel_id": CHANNEL, "content": ""}
    return _interaction(COMPONENT, data, guild) | {"message": message, "id": snowflake(later)}


def choose(custom_id: str, value: str, guild: str = GUILD) -> Payload:
    """From a menu."""
    chosen = press(custom_id, guild)
    return chosen | {"data": {**chosen["data"], "component_type": 3, "values": [value]}}


def by(user: str, payload: Payload) -> Payload:
    """The same, of somebody else."""
    member = payload["member"]
    return payload | {"member": member | {"user": member["user"] | {"id": user}}}


def _interaction(kind: int, data: Payload, guild: str) -> Payload:
    user = {
        "id": USER,
        "username": "ada",
        "global_name": "Ada",
        "discriminator": "0",
        "avatar": "8342729096ea3675442027381ff50dfe",
        "public_flags": 64,
    }
    member = {
        "user": user,
        "nick": None,
        "roles": [guild],
        "permissions": str(int(Permission.MANAGE_GUILD | Permission.VIEW_CHANNEL)),
        "joined_at": "2024-05-02T18:20:21.123000+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    return {
        "id": snowflake(),
        "application_id": APPLICATION,
        "type": kind,
        "version": 1,
        "token": "x" * 200,
        "guild_id": guild,
        "guild": {"id": guild, "locale": "en-US", "features": ["COMMUNITY", "NEWS"]},
        "channel_id": CHANNEL,
        "channel": {"id": CHANNEL, "type": 0, "name": "general", "guild_id": guild, "position": 0, "nsfw": False},
        "member": member,
        "app_permissions": "2251799813685247",
        "locale": "en-US",
        "guild_locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": guild},
        "context": 0,
        "attachment_size_limit": 10485760,
        "data": data,
    }


class Signer:
    """Signs as Discord does: over the timestamp and the raw body."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key

    @property
    def public_key(self) -> str:
        return bytes(self._key.verify_key).hex()

    def headers(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signature = self._key.sign((timestamp + body).encode()).signature.hex()
        return {
            "content-type": "application/json",
            "x-signature-ed25519": signature,
            "x-signature-timestamp": timestamp,
        }

    def event(self, payload: Payload) -> Event:
        """As the HTTP API hands it to the function."""
        body = json.dumps(payload)
        return {
            "version": "2.0",
            "routeKey": "POST /interactions",
            "rawPath": "/interactions",
            "headers": self.headers(body),
            "body": body,
            "isBase64Encoded": False,
        }
