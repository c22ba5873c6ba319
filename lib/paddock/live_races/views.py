"""How a live race is shown: its card in the channel, and what those who press its buttons read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from paddock.discord.message import Card, Colour, Control, Message, Press, Row, Style
from paddock.discord.text import address, channel, count, escape, jump, mention, moment, plain
from paddock.ids import MessageId, UserId
from paddock.live_races.asks import (
    AskCancel,
    AskMove,
    CancelRace,
    JoinRace,
    KeepRace,
    LeaveRace,
    ManageRace,
    Move,
    News,
    PressInRace,
)
from paddock.live_races.model import Calling, LiveRace, State
from paddock.runs.model import Run, Status
from paddock.runs.views import clock

MOST_NAMES = 1200
"""Characters of the names in one list."""
MOST_CALLED = 65
"""Mentions that fit into one message, below whatever an async may be called."""
SHOWN_NOTES = 1000


# -- the card ------------------------------------------------------------------------------------


def card(race: LiveRace, async_name: str, runs: Sequence[Run] = (), *, is_hidden: bool = False) -> Message:
    """`runs`: those of its racers, once it has started. Until that is noted it may be cancelled: the permalink is
    hidden. `is_hidden`: so are the results."""
    head = (f"**Async** {escape(async_name, 100)}", f"**Pool** {escape(race.pool_name)}")
    title, footer = plain(f"Live race: {async_name}", 200), f"Race {race.id}"
    if race.state is State.CANCELLED:
        return Message(card=Card(title, (*head, "", "**Cancelled.** Whoever had joined may run again."), Colour.OVER))
    if race.state is State.STARTED:
        counted = [run for run in runs if not run.voided]
        lines = (*head, *_revealed(race), "", *_standing(counted, is_hidden=is_hidden))
        return Message(card=Card(title, lines, Colour.GOOD, footer), buttons=_in_race(race, counted))
    return Message(card=Card(title, (*head, *_coming(race)), Colour.WARNING, footer), buttons=_before(race))


def _coming(race: LiveRace) -> tuple[str, ...]:
    names = _names(racer.name for racer in race.racers) or "nobody yet"
    return (
        f"**Start** {moment(race.starts)} ({moment(race.starts, 'R')})",
        "",
        "`Join` until then. At the start the permalink appears here, and everybody's clock begins.",
        f"**Joined** ({len(race.racers)}): {names}",
    )


def _revealed(race: LiveRace) -> tuple[str, ...]:
    notes = (escape(race.seed_notes, SHOWN_NOTES),) if race.seed_notes else ()
    return (f"**Permalink** {address(race.url)}", *notes, f"**Started** {moment(race.starts)}. **GO!**")


def _standing(runs: Sequence[Run], *, is_hidden: bool) -> list[str]:
    """Hidden results are neither told nor to be seen from the order: each list has that in which they joined."""
    racing = [run for run in runs if not run.status.is_closed]
    out = [run for run in runs if run.status in (Status.FORFEIT, Status.DISQUALIFIED)]
    finished = [run for run in runs if run.status is Status.FINISHED]
    if is_hidden:
        return _listed(Racing=racing, Finished=finished, Out=out)
    return _listed(Racing=racing, Out=out) + _ranked(finished)


def _listed(**lists: Sequence[Run]) -> list[str]:
    return [f"**{label}** ({len(runs)}): {_names(run.name for run in runs)}" for label, runs in lists.items() if runs]


def _ranked(finished: Sequence[Run]) -> list[str]:
    ranked = sorted((run.milliseconds or 0, run.id, run.name) for run in finished)
    times = [milliseconds for milliseconds, _, _ in ranked]
    return [f"{times.index(time) + 1}. {escape(name, 80)} **{clock(time)}**" for time, _, name in ranked]


def _names(names: Iterable[str]) -> str:
    """As many as fit, whole ones."""
    shown: list[str] = []
    rest = [escape(name, 80) for name in names]
    while rest and sum(map(len, shown)) + 2 * len(shown) + len(rest[0]) <= MOST_NAMES:
        shown.append(rest.pop(0))
    return ", ".join(shown) + (f" and {len(rest)} more" if rest else "")


def _before(race: LiveRace) -> tuple[Control, ...]:
    ids = {"race": race.id, "async_": race.async_}
    staff = Row((Press("Manage", ManageRace(**ids)),))
    return (Press("Join", JoinRace(**ids), Style.PRIMARY), Press("Leave", LeaveRace(**ids)), staff)


def _in_race(race: LiveRace, runs: Sequence[Run]) -> tuple[Control, ...]:
    """What nobody can use any more, or yet, is not there."""
    racing = [
        _press(race, "Finish", Move.FINISH, Style.PRIMARY),
        _press(race, "Forfeit", Move.FORFEIT, Style.DANGER),
    ]
    afterwards = [_press(race, "Submit VOD & Notes", Move.VOD), _press(race, "Flag for Review", Move.FLAG)]
    is_over = bool(runs) and all(run.status.is_closed for run in runs)
    some_over = any(run.status.is_closed for run in runs)
    timer = _press(race, "Get Timer", Move.TIMER)
    return (*(() if is_over else racing), timer, *(afterwards if some_over else ()))


def _press(race: LiveRace, label: str, move: Move, style: Style = Style.SECONDARY) -> Press:
    return Press(label, PressInRace(race=race.id, async_=race.async_, move=move), style)


# -- what the channel is told --------------------------------------------------------------------


def told(race: LiveRace, async_name: str, news: News) -> list[Message]:
    """As many as it takes to call everybody."""
    what = {
        News.MOVED: f"now starts {moment(race.starts)} ({moment(race.starts, 'R')})",
        News.CANCELLED: "was cancelled",
    }[news]
    text = f"The live race of **{escape(async_name, 100)}** {what}."
    return [Message(" ".join((text, *map(mention, users))), pings=users) for users in _parts(race) or [()]]


def called(race: LiveRace, async_name: str, calling: Calling) -> list[Message]:
    """As many as it takes. The first line of each stays the same whoever joins, and wherever the card is."""
    name = escape(async_name, 100)
    opening = {
        Calling.SOON: f"The live race of **{name}** starts {moment(race.starts, 'T')} ({moment(race.starts, 'R')}).",
        Calling.GO: f"**GO!** The live race of **{name}** began {moment(race.starts, 'T')}.",
    }[calling]
    lead = _lead(race, calling)
    return [
        Message(f"{opening}{f' ({number})' if number > 1 else ''}\n{lead} {' '.join(map(mention, users))}", pings=users)
        for number, users in enumerate(_parts(race), 1)
    ]


def _lead(race: LiveRace, calling: Calling) -> str:
    if race.message is None:
        return "`/async runs` shows your run."
    what = "The permalink appears" if calling is Calling.SOON else "The permalink is"
    return f"{what} on its card: {jump(race.guild, race.channel, race.message)}"


def _parts(race: LiveRace) -> list[tuple[UserId, ...]]:
    """All who have joined, as many at a time as one message can call."""
    users = [racer.user for racer in race.racers]
    return [tuple(users[first : first + MOST_CALLED]) for first in range(0, len(users), MOST_CALLED)]


# -- what is answered ----------------------------------------------------------------------------


def opened(race: LiveRace) -> Message:
    return Message(f"The live race is open for {moment(race.starts)}. Its card is being posted in {_where(race)}.")


def posted(race: LiveRace, message: MessageId) -> Message:
    text = f"The live race is in {_where(race)}: {jump(race.guild, race.channel, message)}"
    return Message(text, buttons=_for_staff(race))


def not_posted(race: LiveRace) -> Message:
    """Its staff can still move it, which posts it, or cancel it."""
    return Message(
        f"I can't post in {_where(race)}: whoever manages the server has to give me View Channel, Send Messages and "
        "Embed Links there; `/config check` shows what is missing. `/async live` with `race` posts the card again.",
        buttons=_for_staff(race),
    )


def joined(race: LiveRace) -> Message:
    return Message(
        f"You are in: the race starts {moment(race.starts)} ({moment(race.starts, 'R')}). Your clock begins with it, "
        "whether or not you are here; `Leave` until then if you can't race."
    )


def left() -> Message:
    return Message("You have left the race. Nothing was counted, and you may join again until it starts.")


def managed(race: LiveRace, now: datetime) -> Message:
    """Where the race stands, for its staff."""
    lines = [f"**Pool** {escape(race.pool_name)}", f"**Start** {moment(race.starts)} ({moment(race.starts, 'R')})"]
    card = f": {jump(race.guild, race.channel, race.message)}" if race.message else ""
    lines += [f"**Card** {_where(race)}{card}", f"**Joined** {len(race.racers)}"]
    if race.state is State.CANCELLED:
        return Message(card=Card("Live race", (*lines, "", "**Cancelled.**"), Colour.OVER))
    if race.has_begun(now):
        begun = "**Started**: it can't be moved or cancelled any more."
        return Message(card=Card("Live race", (*lines, "", begun), Colour.GOOD))
    return Message(card=Card("Live race", tuple(lines), Colour.WARNING), buttons=_for_staff(race))


def moved(race: LiveRace) -> Message:
    text = f"The race now starts {moment(race.starts)} ({moment(race.starts, 'R')})."
    return Message(text, buttons=_for_staff(race))


def _for_staff(race: LiveRace) -> tuple[Control, ...]:
    """As long as it can be moved or cancelled."""
    if race.state is not State.OPEN:
        return ()
    ids = {"race": race.id, "async_": race.async_}
    return (Press("Move", AskMove(**ids)), Press("Cancel Race", AskCancel(**ids)))


def ask_cancel(race: LiveRace, until: datetime) -> Message:
    sure = CancelRace(race=race.id, async_=race.async_, until=int(until.timestamp()))
    who = f" {count(len(race.racers), 'runner')} will be taken out." if race.racers else ""
    text = f"Really cancel this race?{who} Answer before {moment(until, 'T')}."
    buttons = (Press("Confirm Cancel", sure, Style.DANGER), Press("Keep Race", KeepRace(race=race.id)))
    return Message(text, buttons=buttons)


def kept() -> Message:
    return Message("Nothing was cancelled.")


def cancelled() -> Message:
    return Message("The race is cancelled. Whoever had joined may run again.")


def _where(race: LiveRace) -> str:
    return channel(race.channel)
