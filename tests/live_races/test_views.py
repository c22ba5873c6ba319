"""How a live race reads."""

import pytest

from paddock.discord.message import MOST_TEXT, Message
from paddock.discord.text import mention
from paddock.live_races import views
from paddock.live_races.asks import News
from paddock.live_races.model import MOST_RACERS, Calling, LiveRace
from tests.live_races.values import a_race

LONGEST_NAME = "*" * 100


def said(race: LiveRace) -> list[list[Message]]:
    calls = [views.called(race, LONGEST_NAME, calling) for calling in Calling]
    return [*calls, *(views.told(race, LONGEST_NAME, news) for news in News)]


def test_all_racers_are_mentioned_whole_and_notified_whatever_the_async_is_called() -> None:
    race = a_race(racers=MOST_RACERS)
    for messages in said(race):
        mentioned = [word for each in messages for word in each.payload()["content"].split() if word[:2] == "<@"]
        notified = [user for each in messages for user in each.payload()["allowed_mentions"]["users"]]
        assert mentioned == [mention(racer.user) for racer in race.racers]
        assert notified == [racer.user for racer in race.racers]
        assert all(len(each.text) <= MOST_TEXT for each in messages)


@pytest.mark.parametrize("calling", list(Calling))
def test_a_race_that_nobody_has_joined_calls_nobody(calling: Calling) -> None:
    assert views.called(a_race(), "Winter", calling) == []


@pytest.mark.parametrize("calling", list(Calling))
def test_each_part_of_a_call_is_told_from_the_others_by_its_first_line_whoever_joins(calling: Calling) -> None:
    before, after = a_race(racers=190), a_race(racers=200, message=None)
    firsts = [[each.text.partition("\n")[0] for each in views.called(race, "W", calling)] for race in (before, after)]
    assert len(set(firsts[0])) == 3
    assert firsts[0] == firsts[1][:3]
