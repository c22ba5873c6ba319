"""How reviewers see a run, and what is said of one that counts no more."""

from datetime import datetime
from textwrap import wrap
from typing import NamedTuple

from paddock.asyncs.model import ENDLESS, Async
from paddock.discord.message import MOST_CARD, Card, Colour, Control, Message, Press, Row, Style
from paddock.discord.text import address, channel, escape, mention, moment, plain
from paddock.ids import UserId
from paddock.reviews.asks import (
    ApproveRun,
    AskDisqualification,
    AskGrant,
    AskMoreTime,
    AskRejection,
    AskTime,
    ClaimRun,
    LiftDisqualification,
    NextRun,
    ReadNotes,
    ReleaseRun,
    TakeReattemptBack,
)
from paddock.reviews.refusals import become
from paddock.reviews.rules import may_claim
from paddock.runs.model import MOST_REASON, Decision, Entrant, Queue, Review, Run, Status
from paddock.runs.views import MARKS, clock

SHOWN_NOTES = 400
IN_BRIEF = 120
NOTES_PIECE = 900


class Reader(NamedTuple):
    """Who looks, and when: their own runs and other people's claims are not for them."""

    user: UserId
    now: datetime


def panel(async_: Async, run: Run, reader: Reader, text: str = "") -> Message:
    """Any run; one that is to be reviewed with the decisions for whoever has claimed it, for others with the claim."""
    lines = [*details(run), "", *_state(run, reader)]
    notes = ReadNotes(run=run.id, async_=run.async_)
    more = (Press("Whole Notes", notes),) if run.notes and _is_cut(run.notes) else ()
    title = plain(f"{'Review' if run.queue else 'Run'}: {async_.name}", 100)
    return Message(
        text, Card(title, tuple(lines), _colour(run)), (*_review_buttons(run, reader), *more, _measures(run))
    )


def _review_buttons(run: Run, reader: Reader) -> tuple[Control, ...]:
    ask = NextRun(async_=run.async_, queue=Queue.WAITING, run=run.id)
    if run.queue is None:
        return (Press("Review Queue", ask),)
    claim = run.claimed(reader.now)
    is_mine = claim is not None and claim.by == reader.user
    controls = _decisions(run) if is_mine else (claim_button(run, reader),)
    return (*controls, Press("Next", ask))


def _measures(run: Run) -> Row:
    """What can be done to a run besides reviewing it."""
    ids = {"run": run.id, "async_": run.async_}
    if run.voided:
        return Row((_take_back(run),))
    more = (Press("More Time", AskMoreTime(**ids)),) if run.deadline else ()
    grant = (Press("Grant Reattempt", AskGrant(**ids)),) if run.status.is_closed else ()
    if run.status is Status.DISQUALIFIED:
        return Row((*grant, _lift(run)))
    return Row((*more, *grant, Press("Disqualify", AskDisqualification(**ids), Style.DANGER)))


def _lift(run: Run) -> Press:
    return Press("Lift Disqualification", LiftDisqualification(run=run.id, async_=run.async_, user=run.user))


def _take_back(run: Run) -> Press:
    return Press("Take Reattempt Back", TakeReattemptBack(run=run.id, async_=run.async_, user=run.user))


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
    lines = [f"**{escape(run.name, 32)}** ({mention(run.user)}) in **{escape(run.pool_name)}**"]
    lines += [f"**Permalink** `{run.permalink}`{_url(run)}"]
    lines += [f"**Time** {time(run)}{_corrected(run)}, {_between(run)}"] if run.milliseconds is not None else []
    lines += [f"**Raced** {_between(run)}"] if run.milliseconds is None and _between(run) else []
    lines += [f"**VOD** {address(run.vod) if run.vod else 'none'}"] if run.status.is_closed else []
    lines += [f"**Notes** {escape(run.notes, notes)}"] if run.notes else []
    lines += [f"🚩 {escape(run.flag, flag)}"] if run.flag else []
    lines += [f"**Review** {_review(run.review)}"] if run.review else []
    lines += _reworded(run)
    return [*lines, f"-# {_place(run)}Run `{run.id}`"]


def _url(run: Run) -> str:
    """Of a run that goes on it is shown to its player alone: its staff may have to race it yet."""
    return f" {address(run.url)}" if run.status.is_closed and not run.is_sealed else ""


def _place(run: Run) -> str:
    return f"{channel(run.place)} · " if run.place else ""


def time(run: Run) -> str:
    return f"**{clock(run.milliseconds or 0)}**"


def _corrected(run: Run) -> str:
    return f" (corrected from {clock(run.original)})" if run.original is not None else ""


def _between(run: Run) -> str:
    return f"{moment(run.started, 'f')} to {moment(run.ended, 'T')}" if run.started and run.ended else ""


def _review(review: Review) -> str:
    reason = f": {escape(review.reason, 300)}" if review.reason else ""
    return f"{MARKS[review.decision]} {review.decision} by {mention(review.by)} {moment(review.at, 'R')}{reason}"


def _reworded(run: Run) -> list[str]:
    """What was reviewed may have been another VOD."""
    if run.is_reworded and run.described:
        return [f"✏️ The player changed VOD, notes or flag after the review, {moment(run.described, 'f')}."]
    return []


def _state(run: Run, reader: Reader) -> tuple[str, ...]:
    if run.queue is None:
        return (become(run), *_next_limit(run))
    claim = run.claimed(reader.now)
    if claim is None:
        return ("-# Nobody has claimed it.",)
    who = "You have" if claim.by == reader.user else f"{mention(claim.by)} has"
    return (f"-# {who} claimed it until {moment(claim.until, 'T')} ({moment(claim.until, 'R')}).",)


def _next_limit(run: Run) -> tuple[str, ...]:
    if run.deadline is None:
        return ()
    press = "Ready" if run.status is Status.PENDING else "Finish"
    return (f"`{press}` before {moment(run.deadline)} ({moment(run.deadline, 'R')}).",)


def _colour(run: Run) -> Colour:
    if run.voided or run.status is Status.DISQUALIFIED:
        return Colour.OVER
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


# -- what was decided ----------------------------------------------------------------------------


def rejected(async_: Async) -> str:
    counts = "The run still counts, as every finished one does in this async; `Disqualify` takes it out."
    return f"Rejected. The player is told.{'' if async_.approved_only else ' ' + counts}"


def disqualified(run: Run) -> Message:
    text = f"{escape(run.name)}'s run in **{escape(run.pool_name)}** is disqualified: it scores 0. They are told."
    return Message(text, buttons=(_lift(run),))


def joins_again(run: Run) -> Message:
    return Message(
        f"Disqualified no more. {escape(run.name)} had not begun to race, so the run is taken back as if they had "
        "never joined; until the race starts they may join again."
    )


def reinstated(run: Run) -> str:
    counts = "it counts again" if run.milliseconds is not None else "it counts as forfeit"
    return f"Disqualified no more: {counts}. The player is told."


def voided(run: Run, async_: Async, entrant: Entrant, now: datetime) -> Message:
    back = (_take_back(run),)
    if run.voided and run.voided.granted:
        return Message(granted(run, async_, now), buttons=back)
    left = "" if async_.reattempts == ENDLESS else f" Reattempts left: {async_.reattempts - entrant.spent}."
    again = f"Start another one in {channel(async_.channel)}.{left}"
    return Message(f"Your run in **{escape(run.pool_name)}** counts no more. {again}", buttons=back)


def granted(run: Run, async_: Async, now: datetime) -> str:
    closed = "" if async_.is_open(now) else " They can start it though the async takes no other runs now."
    return f"{escape(run.name)} may run **{escape(run.pool_name)}** again, and is told so.{closed}"


def restored(run: Run) -> str:
    return f"{escape(run.name)}'s run counts again: the reattempt is taken back. They are told."


def own_restored(run: Run) -> Message:
    return Message(f"Your run in **{escape(run.pool_name)}** counts again: the reattempt is taken back.")
