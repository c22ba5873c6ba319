"""Events that other people have made in a server."""

from tests.crash.story import Story
from tests.support.world import Server


def fill(story: Story, server: Server, count: int) -> None:
    events = story.world.discord._world.guilds[server.id].events
    for number in range(count):
        events[str(number)] = {
            "id": str(number),
            "guild_id": server.id,
            "name": "Somebody else's",
            "description": None,
            "channel_id": None,
            "creator_id": story.bob.user_id,
            "image": None,
            "scheduled_start_time": "2037-12-24T18:00:00+00:00",
            "scheduled_end_time": "2037-12-24T20:00:00+00:00",
            "status": 1,
            "entity_type": 3,
            "entity_id": None,
            "privacy_level": 2,
            "recurrence_rule": None,
            "guild_scheduled_event_exceptions": [],
            "entity_metadata": {"location": "Here"},
        }


def empty(story: Story, server: Server, count: int) -> None:
    """As many of them as are there."""
    theirs = [each["id"] for each in story.world.discord.events(server.id) if each["creator_id"] == story.bob.user_id]
    for id in theirs[:count]:
        story.world.discord.delete_event(server.id, id)
