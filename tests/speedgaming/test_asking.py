"""One cycle's questions: none twice, none once the patience is used up or silence was asked for, and each its share."""

import itertools
from datetime import timedelta

import httpx
import pytest

from paddock.ids import OrganizationId
from paddock.speedgaming.asking import LEAST_SHARE, MOST_LOOKED_UP, Asking, NotAsked
from paddock.speedgaming.feed import FeedError, TooManyRequests
from paddock.speedgaming.window import Window
from tests.speedgaming.desk import Desk
from tests.speedgaming.values import NOW, OPEN

NINE, EIGHT = OrganizationId("9"), OrganizationId("8")
WEEK = Window.ahead(7, NOW)


def test_an_episode_that_a_schedule_lists_is_not_looked_up(desk: Desk) -> None:
    desk.feed.put(1)
    asking = Asking(desk.client, 60.0)
    asking.schedule(OPEN, WEEK)
    assert asking.episode(1, NINE) is not None
    assert desk.feed.questions == [OPEN]


def test_an_episode_is_looked_up_once(desk: Desk) -> None:
    asking = Asking(desk.client, 60.0)
    assert [asking.episode(1, NINE), asking.episode(1, EIGHT)] == [None, None]
    assert desk.feed.questions == ["1"]


def test_a_look_up_that_failed_fails_again_without_another_request(desk: Desk) -> None:
    desk.feed.fail_looking_up()
    asking = Asking(desk.client, 60.0)
    for _ in range(2):
        with pytest.raises(FeedError, match="500"):
            asking.episode(1, NINE)
    assert desk.feed.questions == ["1"]


def test_beyond_twenty_nothing_is_looked_up(desk: Desk) -> None:
    asking = Asking(desk.client, 60.0)
    for id in range(1, MOST_LOOKED_UP + 1):
        asking.episode(id, NINE)
    with pytest.raises(NotAsked, match="the next cycle goes on"):
        asking.episode(100, EIGHT)
    assert len(desk.feed.asked) == 20


def test_of_many_organizations_each_has_five_look_ups_and_what_failed_for_one_is_known_to_all(desk: Desk) -> None:
    desk.feed.fail_looking_up()
    asking = Asking(desk.client, 60.0)
    asking.share_among(10)
    for id in range(1, LEAST_SHARE + 1):
        with pytest.raises(FeedError, match="500"):
            asking.episode(id, NINE)
    with pytest.raises(NotAsked):
        asking.episode(6, NINE)
    for id in (1, 6):
        with pytest.raises(FeedError, match="500"):
            asking.episode(id, EIGHT)
    assert desk.feed.questions == ["1", "2", "3", "4", "5", "6"]


def test_two_organizations_have_ten_each(desk: Desk) -> None:
    asking = Asking(desk.client, 60.0)
    asking.share_among(2)
    for id in range(1, 11):
        asking.episode(id, NINE)
    with pytest.raises(NotAsked):
        asking.episode(11, NINE)


@pytest.mark.parametrize("first", [OPEN, "1"])
def test_after_too_many_requests_nothing_is_asked_any_more(desk: Desk, first: str) -> None:
    desk.feed.intervene = lambda request: httpx.Response(429, headers={"Retry-After": "600"})
    asking = Asking(desk.client, 60.0)
    with pytest.raises(TooManyRequests):
        asking.schedule(OPEN, WEEK) if first == OPEN else asking.episode(1, NINE)
    with pytest.raises(NotAsked, match="fewer requests"):
        asking.schedule("moss-cup", WEEK)
    with pytest.raises(NotAsked, match="fewer requests"):
        asking.episode(2, EIGHT)
    assert desk.feed.questions == [first]
    assert asking.refusal
    assert asking.refusal.retry_after == 600


def test_once_the_patience_is_used_up_nothing_is_asked(desk: Desk) -> None:
    seconds = itertools.count(0, 40)
    asking = Asking(desk.client, 60.0, lambda: float(next(seconds)))
    asking.schedule(OPEN, WEEK)
    with pytest.raises(NotAsked, match="took too long"):
        asking.schedule(OPEN, WEEK)
    with pytest.raises(NotAsked, match="took too long"):
        asking.episode(1, NINE)
    assert desk.feed.questions == [OPEN]


def test_the_window_is_the_one_that_is_asked_for(desk: Desk) -> None:
    Asking(desk.client, 60.0).schedule(OPEN, WEEK)
    (request,) = desk.feed.asked
    assert request.url.params["to"] == (NOW + timedelta(days=7)).isoformat()
