"""How lists of runs are shown."""

from collections.abc import Sequence

from paddock.asyncs.model import Async
from paddock.discord.message import MOST_OPTIONS, Card, Control, Menu, Message, Option
from paddock.discord.pages import page as paged
from paddock.discord.text import channel, count, escape, plain
from paddock.reviews.asks import LookAtRun
from paddock.runs.asks import ShowRun, TurnRuns
from paddock.runs.model import Entrant, Run, Slot, Status
from paddock.runs.views import MARKS, STATES, clock
from paddock.scores.model import Pars
from paddock.scores.rules import slot_score
from paddock.scores.views import points

PAGE = 15


def listed(
    async_: Async, entrants: Sequence[Entrant], pars: Pars, ask: TurnRuns, own: Entrant | None, *, staff: bool
) -> Message:
    """The latest first. `staff`: with the ids by which they name runs, and a menu that opens one; `own`: the reader's,
    to show a card again."""
    runs = sorted(((slot, each) for each in entrants for slot in each.slots), key=_age, reverse=True)
    some = paged(runs, PAGE, ask.page, lambda to: ask.model_copy(update={"page": to}))
    lines = tuple(_line(async_, slot, each, pars, staff=staff) for slot, each in some.shown)
    title = f"{plain(async_.name, 100)}: {count(len(runs), 'run')}"
    card = Card(title, lines or (_none(async_),), footer=some.footer)
    desk = _desk(async_, some.shown) if staff else ()
    return Message(card=card, buttons=(*desk, *_menu(async_, own), *some.turns))


def where(run: Run) -> str:
    """Above a card that is shown again."""
    if run.live_race:
        return f"Your live race: {channel(run.channel)}"
    return f"Your thread: {channel(run.thread)}" if run.thread else "This run has no thread: race from this message."


def _age(run: tuple[Slot, Entrant]) -> int:
    """Runs have the ids of the clicks that opened them, which grow."""
    return int(run[0].id) if run[0].id.isdigit() else 0


def _line(async_: Async, slot: Slot, entrant: Entrant, pars: Pars, *, staff: bool) -> str:
    name = escape(entrant.name, 60)
    told = f"**{name}** · {escape(_pool(async_, slot))} · {_state(slot)}"
    score = None if slot.voided else slot_score(slot, pars.by_permalink, async_)
    if score is not None:
        told += f" · {points(score)}"
    told += f" {MARKS[slot.decision]}" if slot.decision and slot.status is Status.FINISHED else ""
    flag = " 🚩" if staff and slot.flagged else ""
    return f"{told}{flag} · `{slot.id}`" if staff else told


def _state(slot: Slot) -> str:
    state = clock(slot.milliseconds) if slot.milliseconds is not None else STATES[slot.status]
    if slot.status is Status.DISQUALIFIED:
        state = STATES[slot.status]
    return f"~~{state}~~ voided" if slot.voided else state


def _pool(async_: Async, slot: Slot) -> str:
    pool = async_.pool(slot.pool)
    return pool.name if pool else f"pool {slot.pool}"


def _none(async_: Async) -> str:
    return f"No runs yet. They are started in {channel(async_.channel)}."


def _menu(async_: Async, own: Entrant | None) -> tuple[Control, ...]:
    """The reader's own, so that nobody is lost whose thread is gone."""
    if own is None or not own.slots:
        return ()
    slots = sorted(own.slots, key=lambda slot: _age((slot, own)), reverse=True)[:MOST_OPTIONS]
    options = tuple(Option(choice(async_, slot), slot.id) for slot in slots)
    return (Menu(ShowRun(async_=async_.id), options, "Show one of your runs"),)


def _desk(async_: Async, runs: Sequence[tuple[Slot, Entrant]]) -> tuple[Control, ...]:
    """For staff: each of the page, with all that can be done about it."""
    if not runs:
        return ()
    options = tuple(
        Option(plain(f"{entrant.name} - {choice(async_, slot)}", 100), slot.id, "flagged" if slot.flagged else "")
        for slot, entrant in runs
    )
    return (Menu(LookAtRun(async_=async_.id), options, "Open a run"),)


def choice(async_: Async, slot: Slot) -> str:
    """Where Discord renders no markup."""
    time = f" {clock(slot.milliseconds)}" if slot.milliseconds is not None else ""
    voided = ", voided" if slot.voided else ""
    return plain(f"{_pool(async_, slot)}: {STATES[slot.status]}{time}{voided}", 100)


def run_choice(run: Run, async_name: str) -> str:
    """For staff, likewise."""
    time = f" {clock(run.milliseconds)}" if run.milliseconds is not None else ""
    return f"{run.name} - {run.pool_name}, {async_name}, {STATES[run.status]}{time}"
