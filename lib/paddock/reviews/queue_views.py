"""How reviewers see the runs that wait, and those that were reviewed."""

from collections.abc import Sequence
from typing import NamedTuple

from paddock.asyncs.model import Async
from paddock.discord.message import Card, Colour, Control, Menu, Message, Option, Press
from paddock.discord.text import count, escape, mention, moment, plain
from paddock.reviews.asks import PickRun, ShowQueue
from paddock.reviews.rules import may_claim
from paddock.reviews.views import Reader, claim_button, details, time
from paddock.runs.model import Queue, Run
from paddock.runs.views import MARKS, clock

PAGE = 10
MOST_READ = 250
"""Of a queue."""
TITLES = {Queue.WAITING: "Review", Queue.REVIEWED: "Reviewed"}
SWITCHES = {Queue.WAITING: ("Reviewed", Queue.REVIEWED), Queue.REVIEWED: ("Waiting", Queue.WAITING)}


class Page(NamedTuple):
    runs: Sequence[Run]
    number: int
    of: int


def page(found: Sequence[Run], wanted: int | None, reader: Reader) -> Page:
    """The wanted one as far as there is one, else that of the first run which can be claimed."""
    if wanted is None:
        wanted = next((at for at, run in enumerate(found) if may_claim(run, *reader)), 0) // PAGE
    pages = max((len(found) - 1) // PAGE + 1, 1)
    number = min(max(wanted, 0), pages - 1)
    return Page(found[number * PAGE : (number + 1) * PAGE], number, pages)


def queue(
    async_: Async,
    kind: Queue,
    found: Sequence[Run],
    reader: Reader,
    wanted: int | None = None,
    picked: Run | None = None,
    text: str = "",
) -> Message:
    """A page of those found; of them the picked one in brief, or the first that can be claimed."""
    shown = page(found, wanted, reader)
    free = (run for run in shown.runs if may_claim(run, *reader))
    chosen = picked or next(free, None) or (shown.runs[0] if shown.runs else None)
    lines = [_counted(kind, found), *(_line(run, reader) for run in shown.runs)]
    if chosen:
        lines += ["", *details(chosen, in_brief=True)]
    title = plain(f"{TITLES[kind]}: {async_.name}", 100)
    buttons = _queue_buttons(async_, kind, shown, chosen, reader)
    return Message(text, Card(title, tuple(lines), Colour.PLAIN if found else Colour.GOOD), buttons)


def _counted(kind: Queue, found: Sequence[Run]) -> str:
    if not found:
        nothing = {Queue.WAITING: "No run waits for a review.", Queue.REVIEWED: "No run was reviewed yet."}
        return nothing[kind]
    number = f"The first {MOST_READ} runs" if len(found) == MOST_READ else f"**{count(len(found), 'run')}**"
    if kind is Queue.REVIEWED:
        return f"{number} reviewed, the latest first:"
    flagged = sum(run.flag is not None for run in found)
    return f"{number} to review" + (f", {flagged} flagged:" if flagged else ", the oldest first:")


def _line(run: Run, reader: Reader) -> str:
    flag = "🚩 " if run.flag else ""
    decided = f"{MARKS[run.review.decision]}{'✏️' if run.is_reworded else ''} " if run.review else ""
    return f"{decided}{flag}**{escape(run.name, 32)}** · {escape(run.pool_name)} · {time(run)}{_claim(run, reader)}"


def _claim(run: Run, reader: Reader) -> str:
    claim = run.claimed(reader.now)
    if claim is None:
        return " · your own" if run.user == reader.user else ""
    return f" · claimed by {mention(claim.by)} until {moment(claim.until, 't')}"


def _queue_buttons(async_: Async, kind: Queue, shown: Page, chosen: Run | None, reader: Reader) -> tuple[Control, ...]:
    controls: list[Control] = []
    if shown.runs:
        options = tuple(_option(run, chosen, reader) for run in shown.runs)
        controls.append(Menu(PickRun(async_=async_.id, queue=kind, page=shown.number), options, "Run"))
    if chosen:
        controls.append(claim_button(chosen, reader))
    if shown.of > 1:
        for label, to in (("Earlier", shown.number - 1), ("Later", shown.number + 1)):
            turn = ShowQueue(async_=async_.id, queue=kind, page=to)
            controls.append(Press(label, turn, disabled=not 0 <= to < shown.of))
    label, other = SWITCHES[kind]
    return (*controls, Press(label, ShowQueue(async_=async_.id, queue=other)))


def _option(run: Run, chosen: Run | None, reader: Reader) -> Option:
    told = ["flagged"] if run.flag else []
    told += ["your own"] if run.user == reader.user else []
    told += ["claimed"] if run.claimed(reader.now) else []
    label = f"{run.name}: {run.pool_name}, {clock(run.milliseconds or 0)}"
    is_chosen = chosen is not None and run.id == chosen.id
    return Option(plain(label, 100), run.id, ", ".join(told), is_chosen)
