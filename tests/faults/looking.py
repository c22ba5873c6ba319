"""What there is to see after something went wrong."""

from typing import Any

from paddock.store.item import Table
from tests.crash.story import Story
from tests.support.world import Server

OPEN = (1, 2)


def calls(story: Story, operation: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = story.world.discord.requests(operation)
    return found


def open_events(story: Story, server: Server | None = None) -> list[str]:
    """Names of the server's events that are to come or going on."""
    found = story.world.discord.events((server or story.server).id)
    return [each["name"] for each in found if each["status"] in OPEN]


def troubles(story: Story, server: Server | None = None) -> list[str]:
    """What the admins are shown as missing."""
    guild = (server or story.server).id
    (found,) = (each for each in story.world.documents(Table.RECORDS, "SERVER") if each["guild"] == guild)
    return [each["kind"] for each in found["troubles"]]
