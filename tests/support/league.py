"""A server with an admin and two players, and what they do there, in a line each."""

import json
from typing import Any

from paddock.discord.message import EPHEMERAL
from paddock.permissions import Permission
from paddock.store.item import Table
from tests.support.payloads import a_command, a_press
from tests.support.world import World

UPDATE = 7


class League:
    def __init__(self, world: World, name: str = "") -> None:
        self.world = world
        self.server = world.add_server()
        self.admin = world.add_admin(self.server, f"{name}admin")
        self.alice = world.add_player(self.server, f"{name}alice")
        self.bob = world.add_player(self.server, f"{name}bob")

    # -- making ----------------------------------------------------------------------------------

    def tournament(self, **options: Any) -> str:
        """The id of a new one, with events unless said otherwise."""
        made = self.admin.slash("tournament create", {"name": "Winter Open", "scheduled_events": True, **options})
        return str(made.id)

    def match(self, tournament: str, **options: Any) -> str:
        """The id of a new one between alice and bob, in three hours unless said otherwise."""
        players = {"player1": self.alice.user_id, "player2": self.bob.user_id}
        made = self.admin.slash("match create", {"tournament": tournament, "when": "in 3 hours", **players, **options})
        self.world.drain()
        return str(made.id)

    def edit(self, match: str, **options: Any) -> Any:
        outcome = self.admin.slash("match edit", match=match, **options)
        self.world.drain()
        return outcome

    def remind_before(self, minutes: int) -> None:
        self.admin.slash("config server", reminder_minutes=minutes)
        self.world.drain()

    # -- looking ---------------------------------------------------------------------------------

    def stored(self, kind: str) -> list[dict[str, Any]]:
        """The documents of this organization whose sort key begins with `kind`."""
        found = self.world.documents(Table.RECORDS, kind)
        return [each for each in found if each.get("organization", each.get("id")) == self.server.id]

    @property
    def event(self) -> dict[str, Any]:
        (event,) = self.events
        return event

    @property
    def events(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.world.discord.events(self.server.id)
        return found

    def dms(self, person: Any) -> list[str]:
        return [each["content"] for each in self.world.discord.dms(person.user_id)]

    # -- what no client sends, though anybody could ----------------------------------------------

    def forge(self, path: str, **options: Any) -> str:
        """Send the command with whatever options, as an admin; what is answered."""
        return self._sent(a_command(path, options, **self._admin()))

    def press(self, custom_id: str, **changes: Any) -> str:
        """Press a button that need not be on any message."""
        return self._sent(a_press(custom_id, **{**self._admin(), **changes}))

    def _admin(self) -> dict[str, Any]:
        return {"guild": self.server.id, "user": self.admin.user_id, "permissions": Permission.MANAGE_GUILD}

    def _sent(self, payload: dict[str, Any]) -> str:
        status, _, text, _ = self.admin.deliver(json.dumps(payload))
        assert status == 200
        answer = json.loads(text)
        assert answer["type"] == UPDATE or answer["data"]["flags"] == EPHEMERAL
        return str(answer["data"]["content"])


def labels(outcome: Any) -> list[str]:
    """Of the buttons under a message."""
    return [each["label"] for row in outcome.message["components"] for each in row["components"]]


def card(outcome: Any) -> dict[str, Any]:
    (embed,) = outcome.message["embeds"]
    found: dict[str, Any] = embed
    return found
