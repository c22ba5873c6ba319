"""How reviewers see a run, and what is said of one that counts no more."""

from datetime import datetime
from textwrap import wrap
from typing import NamedTuple

from paddock.asyncs.model import ENDLESS, Async
from paddock.discord.message import MOST_CARD, Card, Colour, Control, Message, Press, Style
from paddock.discord.text import address, channel, escape, mention, moment, plain
from paddock.ids import UserId
from paddock.reviews.asks import (
    ApproveRun,
    AskRejection,
    AskTime,
    ClaimRun,
    NextRun,
    ReadNotes,
    ReleaseRun,
)
from paddock.reviews.refusals import become
from paddock.reviews.rules import may_claim
from paddock.runs.model import MOST_REASON, Decision, Entrant, Queue, Review, Run
from paddock.runs.views import clock

SHOWN_NOTES = 400
IN_BRIEF = 120
NOTES_PIECE = 900
MARKS = {Decision.APPROVED: "✅", Decision.REJECTED: "❌"}


class Reader(NamedTuple):
    """Who looks, and when: their own runs and other people's claims are not for them."""

    user: UserId
    now: datetime


def panel(async_: Async, run: Run, reader: Reader, text: str = "") -> Message:
    """With the decisions for whoever has claimed it, for others with the claim."""
    claim = run.claimed(reader.now)
    is_mine = claim is not None and claim.by == reader.user
    lines = [*details(run), "", _state(run, reader)]
    controls = _decisions(run) if is_mine else (claim_button(run, reader),)
    next_ = Press("Next", NextRun(async_=run.async_, queue=Queue.WAITING, run=run.id))
    notes = ReadNotes(run=run.id, async_=run.async_)
    more = (Press("Whole Notes", notes),) if run.notes and _is_cut(run.notes) else ()
    title = plain(f"Review: {async_.name}", 100)
    return Message(text, Card(title, tuple(lines), _colour(run)), (*controls, next_, *more))


def claim_button(run: Run, reader: Reader) -> Press:
    ask = ClaimRun(run=run.id, async_=run.async_, queue=run.queue or Queue.WAITING)
    return Press("Claim", ask, Style.PRIMARY, disabled=not may_claim(run, *reader))


def _decisions(run: Run) -> tuple[Control, ...]:
    ids = {"run": run.id, "async_": run.async_}
    return (
        Press("Approve", ApproveRun(**ids), Style.PRIMARY),
        Press("Reject", AskRejection(**ids), Style.DANGER),
        Press("Correct Time", AskTime(**ids)),
        Press("Release", ReleaseRun(**ids)),
    )


def details(run: Run, *, in_brief: bool = False) -> list[str]:
    notes, flag = (IN_BRIEF, IN_BRIEF) if in_brief else (SHOWN_NOTES, MOST_REASON)
    lines = [
        f"**{escape(run.name, 32)}** ({mention(run.user)}) in **{escape(run.pool_name)}**",
        f"**Permalink** {address(run.url)}",
        f"**Time** {time(run)}{_corrected(run)}{_between(run)}",
        f"**VOD** {address(run.vod) if run.vod else 'none'}",
    ]
    lines += [f"**Notes** {escape(run.notes, notes)}"] if run.notes else []
    lines += [f"🚩 {escape(run.flag, flag)}"] if run.flag else []
    lines += [f"**Review** {_review(run.review)}"] if run.review else []
    return [*lines, f"-# Run `{run.id}`"]


def time(run: Run) -> str:
    return f"**{clock(run.milliseconds or 0)}**"


def _corrected(run: Run) -> str:
    return f" (corrected from {clock(run.original)})" if run.original is not None else ""


def _between(run: Run) -> str:
    return f", {moment(run.started, 'f')} to {moment(run.ended, 'T')}" if run.started and run.ended else ""


def _review(review: Review) -> str:
    reason = f": {escape(review.reason, 300)}" if review.reason else ""
    return f"{MARKS[review.decision]} {review.decision} by {mention(review.by)} {moment(review.at, 'R')}{reason}"


def _state(run: Run, reader: Reader) -> str:
    claim = run.claimed(reader.now)
    if run.queue is None:
        return become(run)
    if claim is None:
        return "-# Nobody has claimed it."
    who = "You have" if claim.by == reader.user else f"{mention(claim.by)} has"
    return f"-# {who} claimed it until {moment(claim.until, 'T')} ({moment(claim.until, 'R')})."


def _colour(run: Run) -> Colour:
    if run.review:
        return Colour.GOOD if run.review.decision is Decision.APPROVED else Colour.OVER
    return Colour.WARNING if run.flag else Colour.PLAIN


# -- the player's words as a whole ---------------------------------------------------------------


def notes(run: Run, number: int) -> Message:
    pages = _pages(run.notes or "")
    number = min(max(number, 0), len(pages) - 1)
    turns = (("Earlier", number - 1), ("Later", number + 1)) if len(pages) > 1 else ()
    buttons = tuple(
        Press(label, ReadNotes(run=run.id, async_=run.async_, page=to), disabled=not 0 <= to < len(pages))
        for label, to in turns
    )
    return Message(card=Card(plain(f"Notes of {run.name}", 100), tuple(pages[number])), buttons=buttons)


def _is_cut(notes: str) -> bool:
    return len(notes) > SHOWN_NOTES or "\n" in notes


def _pages(notes: str) -> list[list[str]]:
    """In lines as they were typed, as many to a page as a card takes."""
    pages: list[list[str]] = [[]]
    for line in notes.splitlines():
        for piece in wrap(line, NOTES_PIECE) or [""]:
            told = escape(piece, NOTES_PIECE)
            if sum(len(each) + 1 for each in pages[-1]) + len(told) > MOST_CARD - 100:
                pages.append([])
            pages[-1].append(told)
    return pages


# -- runs that count no more ---------------------------------------------------------------------


def disqualified(run: Run) -> Message:
    return Message(
        f"{escape(run.name)}'s run in **{escape(run.pool_name)}** is disqualified: it scores 0. They are told."
    )


def voided(run: Run, async_: Async, entrant: Entrant, now: datetime) -> Message:
    if run.voided and run.voided.granted:
        closed = "" if async_.is_open(now) else " They can start it though the async takes no other runs now."
        return Message(f"{escape(run.name)} may run **{escape(run.pool_name)}** again, and is told so.{closed}")
    left = "" if async_.reattempts == ENDLESS else f" Reattempts left: {async_.reattempts - entrant.spent}."
    return Message(
        f"Your run in **{escape(run.pool_name)}** counts no more. Start another one in {channel(async_.channel)}.{left}"
    )
