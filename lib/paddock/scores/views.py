"""How boards and scores are shown."""

from collections.abc import Sequence

from paddock.asyncs.model import Async
from paddock.discord.message import Card, Colour, Message, Press
from paddock.discord.pages import page as paged
from paddock.discord.text import channel, count, escape, moment, plain
from paddock.ids import PermalinkId, UserId
from paddock.runs.model import Decision, Entrant, Slot, Status
from paddock.runs.views import STATES, clock
from paddock.scores import rules
from paddock.scores.asks import AskPicture, FindRow, TurnBoard
from paddock.scores.board import board
from paddock.scores.model import Par, Pars, Row

PAGE = 10
MOST_NAME = 40
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
HUNDREDTH = rules.POINT // 100


def points(score: int) -> str:
    """With two decimals."""
    hundredths = (score + HUNDREDTH // 2) // HUNDREDTH
    return f"{hundredths // 100}.{hundredths % 100:02}"


def stopwatch(milliseconds: int) -> str:
    """H:MM:SS.mmm, where a second is too coarse."""
    return f"{clock(milliseconds)}.{milliseconds % 1000:03}"


# -- the board -----------------------------------------------------------------------------------


def page_of(user: UserId, rows: Sequence[Row]) -> int:
    """The page that the user's row is on; the first for whoever has none."""
    return next((place // PAGE for place, row in enumerate(rows) if row.user == user), 0)


def shown(async_: Async, rows: Sequence[Row], reader: UserId, page: int, is_hidden: bool) -> Message:
    """One page; the reader's own row is on each."""
    some = paged(rows, PAGE, page, lambda to: TurnBoard(async_=async_.id, page=to))
    lines = [_legend(async_), *(line for row in some.shown for line in lines_of(row, reader))] if rows else []
    lines = lines or [_empty(async_)]
    own = next((each for each in rows if each.user == reader), None)
    if own and own not in some.shown:
        lines += ["…", *lines_of(own, reader)]
    footer = f"{some.footer} · {count(len(rows), 'player')}".removeprefix(" · ")
    card = Card(f"{plain(async_.name, 100)}: board", tuple(lines), footer=footer)
    find = (Press("My row", FindRow(async_=async_.id), disabled=own is None),) if some.turns else ()
    refresh = Press("Refresh", TurnBoard(async_=async_.id, page=some.number))
    picture = Press("Picture", AskPicture(async_=async_.id), disabled=not rows)
    text = "Only staff see this until the async is closed." if is_hidden else ""
    return Message(text, card, (*some.turns, *find, refresh, picture))


def lines_of(row: Row, reader: UserId) -> tuple[str, str]:
    """Two, so that each fits the width of a phone. Nobody has a medal for nothing."""
    rank = (MEDALS.get(row.rank) if row.score else None) or f"`#{row.rank}`"
    name = escape(row.name, MOST_NAME) or str(row.user)
    you = " **← you**" if row.user == reader else ""
    return f"{rank} **{points(row.score)}** {name}{you}", f"-# {_counts(row)}"


def _counts(row: Row) -> str:
    estimate = f" · est. {points(row.estimate)}" if row.estimate is not None else ""
    rejected = f" ({row.rejected} ❌ rejected)" if row.rejected else ""
    return f"{row.finished} finished{rejected} · {row.forfeited} forfeited · {row.left} left{estimate}"


def _legend(async_: Async) -> str:
    runs = f"{count(async_.runs_per_pool, 'run')} in {'each of ' if len(async_.open_pools) > 1 else ''}"
    slots = f"{runs}{count(len(async_.open_pools), 'pool')}"
    return f"-# Score: the mean of {slots}, what is left counts 0. Est.: the mean of the scored finishes."


def _empty(async_: Async) -> str:
    return f"Nobody has a run that counts yet. Runs are started in {channel(async_.channel)}."


# -- one's own, while the rest is hidden ---------------------------------------------------------


def own_runs(async_: Async, entrant: Entrant, pars: Pars) -> Message:
    """What a player may always see."""
    told = f"The results of **{escape(async_.name, 100)}** are hidden until it is closed."
    if not entrant.slots:
        return Message(f"{told} You have no runs in it yet; they are started in {channel(async_.channel)}.")
    lines = []
    for row in board(async_, [entrant], pars.by_permalink):
        lines += [_legend(async_), f"Your score so far: **{points(row.score)}**", f"-# {_counts(row)}", ""]
    lines += [own_run(each, async_, pars) for each in entrant.slots]
    return Message(f"{told} Your own runs are yours to see:", Card("Your runs", tuple(lines), Colour.PLAIN))


def own_run(slot: Slot, async_: Async, pars: Pars) -> str:
    pool = async_.pool(slot.pool)
    time = f" in **{clock(slot.milliseconds or 0)}**" if slot.status is Status.FINISHED else ""
    state = "voided" if slot.voided else f"{STATES[slot.status]}{time}"
    return f"**{escape(pool.name if pool else slot.pool)}** {state}{_score(slot, async_, pars)}"


def _score(slot: Slot, async_: Async, pars: Pars) -> str:
    if slot.voided or not slot.status.is_closed:
        return ""
    score = rules.slot_score(slot, pars.by_permalink, async_)
    told = f"score **{points(score)}**" if score is not None else _no_score(slot, async_)
    return f" · {told}{_decided(slot, async_)}"


def _decided(slot: Slot, async_: Async) -> str:
    """Where that changes nothing about the score, it is said all the same."""
    if slot.decision is None or slot.status is not Status.FINISHED or async_.approved_only:
        return ""
    return f" · {slot.decision} by a reviewer"


def _no_score(slot: Slot, async_: Async) -> str:
    if async_.approved_only and slot.decision is not Decision.APPROVED:
        return "rejected" if slot.decision else "waits for review"
    return "no score yet"


# -- for organizers ------------------------------------------------------------------------------


def recalculated(async_: Async, before: Pars, after: Pars) -> Message:
    old, new = before.by_permalink, after.by_permalink
    changed = sorted(id for id in old.keys() | new.keys() if old.get(id) != new.get(id))
    name = escape(async_.name, 100)
    told = f"{count(len(changed), 'par')} changed" if changed else "nothing changed"
    lines = [f"`{id}` {_par(old, id)} → {_par(new, id)}" for id in changed]
    lines += [_kept(each) for each in after.pars if each.permalink not in changed]
    card = Card("Pars", tuple(lines)) if lines else None
    return Message(f"**{name}**: {told}. {count(len(new), 'par')} checked.", card)


def _kept(par: Par) -> str:
    return f"`{par.permalink}` {stopwatch(par.milliseconds)} since {moment(par.updated, 'f')}"


def _par(pars: dict[PermalinkId, int], id: PermalinkId) -> str:
    return stopwatch(pars[id]) if id in pars else "none"


def exported(async_: Async, runs: int) -> str:
    return f"**{escape(async_.name, 100)}**: {count(runs, 'run')}."
