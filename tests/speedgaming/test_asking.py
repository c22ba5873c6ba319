"""One cycle's questions: none twice, and none once the patience is used up."""

import itertools
from datetime import timedelta

import pytest

from paddock.speedgaming.asking import MOST_LOOKED_UP, Asking
from paddock.speedgaming.feed import FeedError
from paddock.speedgaming.window import Window
from tests.speedgaming.desk import Desk
from tests.speedgaming.values import NOW, OPEN

WEEK = Window.ahead(7, NOW)


def test_an_episode_that_a_schedule_lists_is_not_looked_up(desk: Desk) -> None:
    desk.feed.put(1)
    asking = Asking(desk.client, 60.0)
    asking.schedule(OPEN, WEEK)
    assert asking.episode(1) is not None
    assert desk.feed.questions == [OPEN]


def test_an_episode_is_looked_up_once(desk: Desk) -> None:
    asking = Asking(desk.client, 60.0)
    assert [asking.episode(1), asking.episode(1)] == [None, None]
    assert desk.feed.questions == ["1"]


def test_a_look_up_that_failed_fails_again_without_another_request(desk: Desk) -> None:
    desk.feed.fail_looking_up()
    asking = Asking(desk.client, 60.0)
    for _ in range(2):
        with pytest.raises(FeedError, match="500"):
            asking.episode(1)
    assert desk.feed.questions == ["1"]


def test_beyond_twenty_nothing_is_looked_up(desk: Desk) -> None:
    asking = Asking(desk.client, 60.0)
    for id in range(1, MOST_LOOKED_UP + 1):
        asking.episode(id)
    with pytest.raises(FeedError, match="the next cycle goes on"):
        asking.episode(100)
    assert len(desk.feed.asked) == 20


def test_once_the_patience_is_used_up_nothing_is_asked(desk: Desk) -> None:
    seconds = itertools.count(0, 40)
    asking = Asking(desk.client, 60.0, lambda: float(next(seconds)))
    asking.schedule(OPEN, WEEK)
    with pytest.raises(FeedError, match="took too long"):
        asking.schedule(OPEN, WEEK)
    with pytest.raises(FeedError, match="took too long"):
        asking.episode(1)
    assert desk.feed.questions == [OPEN]


def test_the_window_is_the_one_that_is_asked_for(desk: Desk) -> None:
    Asking(desk.client, 60.0).schedule(OPEN, WEEK)
    (request,) = desk.feed.asked
    assert request.url.params["to"] == (NOW + timedelta(days=7)).isoformat()
