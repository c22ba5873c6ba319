"""From a phrase such as `friday 8pm` to its one instant, or to a question that names the others."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from paddock.clock.calendar_days import following, walls
from paddock.clock.phrases import Between, OnTheWall, Weekday
from paddock.clock.places import Where, where
from paddock.clock.question import Question, Reading
from paddock.clock.refusals import AmbiguousDate, AmbiguousTime, TimeInGap, TimeTwice, UnreadableTime, code
from paddock.clock.vocabulary import WEEKDAYS
from paddock.clock.wall import clock_change, instants, latest
from paddock.clock.wording import day_text

HOURS_TO_OFFER = tuple(timedelta(hours=hour) for hour in (20, 19, 18, 21, 12, 10, 9, 15, 16))


def on_the_wall(phrase: OnTheWall, question: Question) -> Reading:
    there = where(phrase.place, question.zone, question.now)
    said = phrase.times.said if phrase.times else ()
    also = phrase.times.also if phrase.times else _hours_to_offer(phrase.part)
    likely = _walls(phrase, said, there, question)
    unlikely = _all_instants(_walls(phrase, also, there, question), there)
    if not likely:
        raise question.asked_again("doesn't say at what time", unlikely)
    if len(likely) > 1:
        several_days = len(_walls(phrase, said[:1], there, question)) > 1
        refusal = AmbiguousDate if several_days else AmbiguousTime
        moments = _all_instants(sorted(likely) if several_days else likely, there)
        raise question.asked_again("can mean more than one time", moments, refusal)
    moment = _instant(likely[0], there, question)
    if moment <= question.now:
        unlikely += _all_instants(following(phrase.day, said[0], likely[0]), there)
    return Reading(moment, tuple(unlikely))


def _hours_to_offer(part: Between | None) -> tuple[timedelta, ...]:
    return tuple(hour for hour in HOURS_TO_OFFER if not part or part.first <= hour <= part.last)


def _walls(phrase: OnTheWall, hours: Iterable[timedelta], there: Where, question: Question) -> list[datetime]:
    found: dict[datetime, None] = {}
    for hour in hours:
        days = walls(phrase.day or phrase.weekday, hour, there.zone, question.now)
        found |= dict.fromkeys(_on_that_weekday(phrase.weekday, days, hour) if phrase.weekday else days)
    return list(found)


def _on_that_weekday(weekday: Weekday, days: list[datetime], hour: timedelta) -> list[datetime]:
    """`friday 4 dec` names the day twice; both have to agree."""
    fitting = [wall for wall in days if (wall - hour).weekday() == weekday.number]
    if not fitting:
        day = days[0] - hour
        said, real = WEEKDAYS[weekday.number].title(), WEEKDAYS[day.weekday()].title()
        raise UnreadableTime(f"{day_text(day)} is a {real}, not a {said}. Leave out one of the two.")
    return fitting


def _all_instants(found: Iterable[datetime], there: Where) -> list[datetime]:
    return [moment for wall in found for moment in there.instants(wall)]


def _instant(wall: datetime, there: Where, question: Question) -> datetime:
    found = there.instants(wall)
    if len(found) == 1:
        return found[0]
    shown = instants(wall, there.zone)
    if len(shown) == 1:
        raise _out_of_season(shown[0], there, question)
    before, after = clock_change(wall, there.zone)
    step = after - before
    offers = question.possible(shown or _all_instants((wall + step, wall - step), Where(there.zone)))
    if not offers:
        return latest(wall, there.zone)
    changing = f"{before:%H:%M} to {after:%H:%M}, so {wall:%H:%M}"
    day = f"On {day_text(wall)} clocks in {there.zone} go"
    if shown:
        raise TimeTwice(f"{day} back from {changing} comes twice. Type {question.choice(offers)}.", offers)
    raise TimeInGap(f"{day} from {changing} does not exist. Try {question.choice(offers)}.", offers)


def _out_of_season(moment: datetime, there: Where, question: Question) -> UnreadableTime:
    said, real = (there.abbreviation or "").upper(), moment.astimezone(there.zone).tzname()
    place = code(str(there.zone))
    return UnreadableTime(
        f"On that day {there.zone} is on {real}, not on {said}. Type {place} in place of {said}.",
        question.possible([moment]),
    )
