"""What happens to events besides being made, moved and deleted."""

from tests.crash.story import MATCH, TOURNAMENT, Step, Story
from tests.faults.foreign import fill
from tests.faults.linking import link


def check_in(story: Story) -> None:
    story.press("Check in")


def start(story: Story) -> None:
    story.press("Start")


def finish(story: Story) -> None:
    story.press("Finish")


def undo(story: Story) -> None:
    story.press("Undo")


def link_second(story: Story) -> None:
    link(story)


def unlink_second(story: Story) -> None:
    (second,) = (guild for guild in story.world.discord._world.guilds if guild != story.server.id)
    story._does("config unlink", server=second)


def fill_up(story: Story) -> None:
    fill(story, story.server, 100)


STARTED = (*MATCH, check_in, start)

STEPS = {
    "a match starts early": Step((*MATCH, check_in), start),
    "a start is undone": Step(STARTED, undo),
    "a match is finished": Step(STARTED, finish),
    "a server is unlinked": Step((*MATCH, link_second), unlink_second),
    "a server is full": Step((*TOURNAMENT, fill_up), Story.create_match),
}
