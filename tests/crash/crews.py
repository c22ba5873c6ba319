"""What happens around the crew channel's message, as steps of the story."""

from functools import partial

from tests.crash.story import MATCH, Step, Story


def make_channels(story: Story) -> None:
    for name in ("crew", "helpers"):
        story.channels[name] = story.world.discord.create_channel(story.server.id, name)["id"]


def set_channel(story: Story, name: str = "crew") -> None:
    story._does("config server", crew_channel=story.channels[name])


def unset_channel(story: Story) -> None:
    story._does("config server", unset="crew_channel")


def sign_up(story: Story) -> None:
    story.press("Track")


def approve(story: Story) -> None:
    story._does("match crew", "Approve", match=story._match("Final"))


def delete_message(story: Story) -> None:
    channel = story.channels["crew"]
    (message,) = story.world.discord.messages(channel)
    story.world.discord.delete_message(channel, message["id"])


READY = (*MATCH, make_channels)
LISTED = (*READY, set_channel)

STEPS = {
    "a crew channel is set": Step(READY, set_channel),
    "somebody signs up": Step(LISTED, sign_up),
    "somebody is approved": Step((*LISTED, sign_up), approve),
    "the list was deleted and changes": Step((*LISTED, delete_message), sign_up),
    "the list moves to another channel": Step(LISTED, partial(set_channel, name="helpers")),
    "the list has no channel any more": Step(LISTED, unset_channel),
}
