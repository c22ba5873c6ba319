"""For each call that the bot makes: what leads to it, and what is to be seen in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.crash import events
from tests.crash.story import Story
from tests.faults.patient import PatientWorld
from tests.organizations.linked import CODE


@dataclass(frozen=True)
class Scene:
    """`call` is Discord's name of the operation; `act` leads to it, after `before`."""

    call: str
    before: tuple[Callable[[Story], None], ...]
    act: Callable[[Story], None]
    what: str = ""
    """What is done by the call, where there are several scenes of it."""

    def __str__(self) -> str:
        return f"{self.call} {self.what}".rstrip()


def _remind(story: Story) -> None:
    story.reach_reminder()
    story.world.tick()


def _copy_event(story: Story) -> None:
    """Somebody makes an event that carries the same text: whose it is, only the bot's id tells."""
    (event,) = story.world.discord.events(story.server.id)
    copy = story.world.discord.set_event(story.server.id, event["id"]) | {"id": "1", "creator_id": story.admin.user_id}
    story.world.discord._world.guilds[story.server.id].events["1"] = copy


def _announce(story: Story) -> None:
    story.admin.slash("config server", announcements=story.server.channel)


def _repair(story: Story) -> None:
    story.world.sync()


TOURNAMENT = (Story.create_tournament,)
MATCH = (*TOURNAMENT, Story.create_match)

SCENES = (
    Scene("create_guild_scheduled_event", TOURNAMENT, Story.create_match),
    Scene("update_guild_scheduled_event", MATCH, Story.move_match),
    Scene("update_guild_scheduled_event", (*MATCH, events.check_in), events.start, "to start it"),
    Scene("update_guild_scheduled_event", events.STARTED, events.finish, "to complete it"),
    Scene("delete_guild_scheduled_event", MATCH, Story.cancel_match),
    Scene("delete_guild_scheduled_event", events.STARTED, events.undo, "to make another"),
    Scene("delete_guild_scheduled_event", (*MATCH, events.link_second), events.unlink_second, "to leave"),
    Scene("list_guild_scheduled_events", (*MATCH, Story.edit_event_by_hand), _repair),
    Scene("get_my_user", (*MATCH, _copy_event), _repair),
    Scene("create_dm", TOURNAMENT, Story.create_match),
    Scene("create_message", MATCH, _remind),
    Scene("update_original_webhook_message", MATCH, Story.check_config),
    Scene("get_guild", MATCH, Story.check_config),
    Scene("get_guild_member", MATCH, Story.check_config),
    Scene("list_guild_channels", (*MATCH, _announce), Story.check_config),
)


def played(scene: Scene, world: PatientWorld, fault: Callable[[PatientWorld, str], Any]) -> dict[str, Any]:
    story = Story.begin(world)
    for each in scene.before:
        each(story)
    fault(world, scene.call)
    scene.act(story)
    world.pass_time(minutes=12)
    seen = {"soon": story.shown(), "replies": _replies(story)}
    story.end()
    return {**seen, **story.state()}


def _replies(story: Story) -> list[Any]:
    """What people read in answer to commands, here or in direct messages; no two codes are the same."""
    shown = story.world.discord.messages(story.server.channel) + story.world.discord.dms(story.admin.user_id)
    repeated = (each for each in shown if not CODE.search(each["content"]))
    return [(each["content"], [embed["title"] for embed in each["embeds"]]) for each in repeated]
