"""Everything that can be asked for, all rooms of it at once: for registration, help and the README."""

from typing import Any

from paddock.discord import registration as discord_registration
from paddock.discord.request import Command
from paddock.rooms import ROOMS, routes
from paddock.routes import AnyRoute

ROUTES: tuple[AnyRoute, ...] = tuple(
    route for room in dict.fromkeys(room for rooms in ROOMS.values() for room in rooms) for route in routes(room)
)
COMMANDS: tuple[type[Command], ...] = tuple(route.ask for route in ROUTES if issubclass(route.ask, Command))


def registration() -> list[dict[str, Any]]:
    """The commands as Discord's bulk overwrite takes them."""
    return discord_registration.registration(
        (route.ask, route.suggest) for route in ROUTES if issubclass(route.ask, Command)
    )
