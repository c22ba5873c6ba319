"""Keeps the promises that a race's card is in its channel and right, and that the channel hears of its changes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from enum import Enum, auto
from typing import Any

from paddock.asyncs.model import Async
from paddock.change import NOTHING, Change
from paddock.clock import snowflake_time
from paddock.discord.message import Message
from paddock.discord.rest import EDITED_TOO_OFTEN, DiscordError, Forbidden, Unknown
from paddock.discord.text import channel
from paddock.ids import MessageId
from paddock.job_routes import Outcome
from paddock.job_tools import SKEW, JobTools, has_button, same_since
from paddock.jobs.model import digest
from paddock.live_races import records, rules, views
from paddock.live_races.asks import CallRacers, ShowRace, ShowRaces, TellRace
from paddock.live_races.model import LiveRace, State
from paddock.organizations import channels
from paddock.runs.asks import News, TellRunner
from paddock.runs.model import Run, Status


def show_race(job: ShowRace, tools: JobTools) -> Outcome:
    """A card that somebody has deleted is posted again, as long as anybody races: without it nobody could finish."""
    race = tools.live_races.get(job.organization, job.race)
    runs = _runs(race, tools)
    message, is_over = _card(race, runs, tools), rules.is_over(race, runs)
    listed = _listed(race, is_over, tools)
    try:
        drawn = _drawn(race, race.message, message, tools) if race.message else Drawing.GONE
        if race.message and drawn is Drawing.DONE:
            return Outcome(_works(race, tools) + listed, views.posted(race, race.message))
        if race.state is State.CANCELLED or (is_over and _is_put_away(race, drawn, tools)):
            return Outcome(listed)
        card = _posted(race, message, tools)
    except (Forbidden, Unknown) as refused:
        return _without_card(race, runs, refused, tools, listed)
    after = race.model_copy(update={"message": card})
    return Outcome(records.saved(race, after, "live.posted") + _works(race, tools) + listed, views.posted(race, card))


def show_races(job: ShowRaces, tools: JobTools) -> Outcome:
    """Before its start a card shows no results, and it is drawn anew with it."""
    listed = tools.live_races.of_async(job.organization, job.async_).races
    started = (each.race for each in listed if each.starts <= tools.now)
    tools.promise(ShowRace(organization=job.organization, race=race) for race in started)
    return Outcome()


def tell_race(job: TellRace, tools: JobTools) -> Outcome:
    race = tools.live_races.get(job.organization, job.race)
    async_ = tools.asyncs.find(race.organization, race.async_)
    with suppress(DiscordError):
        for part, message in enumerate(views.told(race, _name(async_), job.news)):
            tools.send_once(race.channel, message, digest(job.id, part), same_since(message, job.at))
    return Outcome()


def call_racers(job: CallRacers, tools: JobTools) -> Outcome:
    """What the channel refuses changes nothing about the race."""
    race = tools.live_races.find(job.organization, job.race)
    if race is None or not rules.is_to_be_called(race, job.calling, job.at, tools.now):
        return Outcome()
    async_, since = tools.asyncs.find(race.organization, race.async_), rules.call_due(race, job.calling)
    with suppress(DiscordError):
        for part, message in enumerate(views.called(race, _name(async_), job.calling)):
            tools.send_once(race.channel, message, digest(job.id, job.at, part), _same_call_since(message, since))
    return Outcome()


def _same_call_since(message: Message, since: datetime) -> Callable[[Mapping[str, Any]], bool]:
    """By its first line: who is called may have changed since an earlier delivery, and the card that it leads to."""
    first = message.text.partition("\n")[0]
    return lambda found: found["content"].partition("\n")[0] == first and snowflake_time(found["id"]) >= since - SKEW


def _listed(race: LiveRace, is_over: bool, tools: JobTools) -> Change:
    """It follows from every change of a run that the card is drawn anew, so here the list learns of the last one."""
    if race.state is not State.STARTED:
        return NOTHING
    return records.shown_over(race, tools.live_races.of_async(race.organization, race.async_), over=is_over)


def _without_card(
    race: LiveRace, runs: Sequence[Run], refused: DiscordError, tools: JobTools, listed: Change
) -> Outcome:
    """Noted for the admins. Once it has started each racer is sent what the card would show, and that only once."""
    noted = listed + channels.refused(tools.organizations.server(race.guild), refused, _place(race))
    racing = [run for run in runs if run.status is Status.IN_PROGRESS and run.id not in race.written_to]
    if racing:
        about = {"organization": race.organization, "news": News.RACE_BEGUN, "at": race.starts}
        tools.promise(TellRunner(**about, run=run.id) for run in racing)
        after = race.model_copy(update={"written_to": (*race.written_to, *(run.id for run in racing))})
        noted += records.saved(race, after, "live.written")
    return Outcome(noted, views.not_posted(race))


def _works(race: LiveRace, tools: JobTools) -> Change:
    return channels.taken(tools.organizations.server(race.guild), _place(race))


def _place(race: LiveRace) -> str:
    """Apart from what an async may lack in the same channel: the one works without the other."""
    return f"{channel(race.channel)} (live race)"


def _runs(race: LiveRace, tools: JobTools) -> Sequence[Run]:
    """In the order in which they joined; none before the start."""
    ids = [racer.run for racer in race.racers] if race.state is State.STARTED else []
    return tools.runs.find_many(race.organization, ids)


def _card(race: LiveRace, runs: Sequence[Run], tools: JobTools) -> Message:
    async_ = tools.asyncs.find(race.organization, race.async_)
    is_hidden = async_ is not None and async_.is_hidden(tools.now)
    return views.card(race, _name(async_), runs, is_hidden=is_hidden)


def _name(async_: Async | None) -> str:
    return async_.name if async_ else "Async"


class Drawing(Enum):
    DONE = auto()
    GONE = auto()
    WORN = auto()
    """Discord takes no more edits of it: another one has to take its place."""


def _drawn(race: LiveRace, card: MessageId, message: Message, tools: JobTools) -> Drawing:
    try:
        tools.discord.edit_message(race.channel, card, message)
    except Unknown:
        return Drawing.GONE
    except DiscordError as refused:
        if refused.code != EDITED_TOO_OFTEN:
            raise
        tools.discord.delete_message(race.channel, card)
        return Drawing.WORN
    return Drawing.DONE


def _is_put_away(race: LiveRace, drawn: Drawing, tools: JobTools) -> bool:
    """By somebody, and not by an earlier delivery that was to replace it."""
    return race.message is not None and drawn is Drawing.GONE and not tools.may_be_done


def _posted(race: LiveRace, message: Message, tools: JobTools) -> MessageId:
    """`send_once` does not take the card that was replaced for the one that replaces it."""

    def is_it(each: Mapping[str, Any]) -> bool:
        return has_button(each, race.id) and each["id"] != race.message

    return tools.send_once(race.channel, message, digest("live", race.id, race.message), is_it)
