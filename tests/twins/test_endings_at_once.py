"""An untouched match's end, by two workers or beside a person: it ends once, and a person's step goes before."""

import pytest

from functions.interactions import worker
from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.crash import endings
from tests.crash.story import Story
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, times, together

DUE = "2037-11-23T22:01:00Z"


@pytest.fixture
def story(world: World) -> Story:
    """Its end is on the queue."""
    story = Story.begin(world)
    story.create_tournament()
    story.create_match()
    endings.import_match(story)
    endings.reach_end(story)
    timeouts({"time": DUE}, None)
    return story


def _ends(story: Story) -> int:
    return sum(each["action"] == "match.finished" for each in story.world.documents(Table.AUDIT))


def _steps(story: Story) -> list[str]:
    (match,) = story._matches()
    return [each["after"] for each in match["steps"]]


def test_two_workers_end_it_once(story: Story) -> None:
    messages = story.world._received()
    with all_read_before_any_writes(story.world, 2):
        answers = together(*times(2, lambda: worker.handler({"Records": messages}, None)))
    held = [{each["itemIdentifier"] for each in answer["batchItemFailures"]} for answer in answers]
    story.world._settle(messages, held[0] | held[1])
    story.world.drain()
    assert (_steps(story), _ends(story)) == (["finished"], 1)


def test_whoever_checks_in_while_it_is_being_ended_has_touched_it(story: Story) -> None:
    messages = story.world._received()
    story.admin.slash("match show", match=story._match("Final"))
    with just_before(story.world, COMMIT, lambda: story.admin.click("Check in")):
        held = {each["itemIdentifier"] for each in worker.handler({"Records": messages}, None)["batchItemFailures"]}
    story.world._settle(messages, held)
    story.world.drain()
    assert (_steps(story), _ends(story)) == (["checked in"], 0)


def test_whoever_checks_in_right_after_it_ended_reads_so(story: Story) -> None:
    story.admin.slash("match show", match=story._match("Final"))
    with just_before(story.world, COMMIT, story.world.drain):
        late = story.admin.click("Check in")
    assert "Already finished by itself" in late.said
    assert _steps(story) == ["finished"]
