"""How a match comes to its end, as steps of the story."""

from tests.crash.story import MATCH, Step, Story
from tests.support.imported import change_there


def import_match(story: Story) -> None:
    change_there(story.world, story.server.id, story._match("Final"))


def check_in(story: Story) -> None:
    story.press("Check in")


def tell_result(story: Story) -> None:
    story._does("match result", match=story._match("Final"), winner="alice", time="1:23:45")


def reach_end(story: Story) -> None:
    """Four hours after the start; the minute's sweep has been busy until then."""
    story.world.pass_time(hours=9, minutes=58)
    story.world.discord.advance(180)


def sweep(story: Story) -> None:
    story.world.tick()


STEPS = {
    "a result is told": Step((*MATCH, check_in), tell_result),
    "an untouched match ends": Step((*MATCH, import_match, reach_end), sweep, by_person=False),
}
