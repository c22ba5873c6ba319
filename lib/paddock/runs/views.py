"""How a run is shown: its card, and what its player and its thread read."""

from datetime import datetime

from paddock.asyncs.model import MOST_NOTES as MOST_SEED_NOTES
from paddock.asyncs.model import Async, PoolName
from paddock.discord.message import Card, Colour, Control, Menu, Message, Option, Press, Style
from paddock.discord.text import address, channel, count, escape, mention, moment, plain
from paddock.ids import ChannelId, PoolId
from paddock.permissions import Permission
from paddock.runs.asks import (
    AskFlag,
    AskVod,
    CancelRun,
    ConfirmForfeit,
    ConfirmRun,
    FinishRun,
    ForfeitRun,
    GetTimer,
    KeepRunning,
    PickPool,
    ReadyRun,
)
from paddock.runs.model import Decision, Run, Status
from paddock.runs.rules import as_of, elapsed

SHOWN_NOTES, SHOWN_REASON, CUT_NOTES = 500, 300, 200
"""Together, with all their markup escaped, they fit on a card; kept is the whole."""
THREAD_NAME = 100
MARKS = {Decision.APPROVED: "✅", Decision.REJECTED: "❌"}
STATES = {
    Status.PENDING: "not started yet",
    Status.IN_PROGRESS: "in progress",
    Status.FINISHED: "finished",
    Status.FORFEIT: "forfeit",
    Status.DISQUALIFIED: "disqualified",
}
COLOURS = {
    Status.PENDING: Colour.WARNING,
    Status.IN_PROGRESS: Colour.PLAIN,
    Status.FINISHED: Colour.GOOD,
    Status.FORFEIT: Colour.OVER,
    Status.DISQUALIFIED: Colour.OVER,
}


def clock(milliseconds: int) -> str:
    """H:MM:SS."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def thread_name(run: Run) -> str:
    return plain(f"{plain(run.name, THREAD_NAME // 2) or run.user} - {run.pool_name}", THREAD_NAME)


# -- starting ------------------------------------------------------------------------------------


def panel(
    async_: Async, minutes: int, pools: tuple[PoolName, ...], until: datetime, chosen: PoolId | None = None
) -> Message:
    """Before the draw: what it means, and which pool."""
    seconds = int(until.timestamp())
    options = tuple(Option(plain(each.name, 100), each.id, chosen=each.id == chosen) for each in pools)
    lines = (
        f"Once you confirm, your permalink is revealed and the run is yours: you have **{count(minutes, 'minute')}** "
        "to press `Ready`, or it counts as forfeit.",
        "Have your stream or recording and your setup ready before.",
        f"-# This choice holds until {moment(until, 'T')}.",
    )
    buttons: list[Control] = [Menu(PickPool(async_=async_.id, until=seconds), options, "Pool")]
    confirm = ConfirmRun(async_=async_.id, until=seconds, pool=chosen or PoolId("0"))
    buttons.append(Press("Confirm", confirm, Style.PRIMARY, disabled=chosen is None))
    buttons.append(Press("Cancel", CancelRun(async_=async_.id)))
    return Message(card=Card(f"New run: {plain(async_.name, 100)}", lines, Colour.WARNING), buttons=tuple(buttons))


def cancelled() -> Message:
    return Message("Nothing was started.")


def is_being_made(run: Run) -> Message:
    return Message(
        f"Your permalink of the pool **{escape(run.pool_name)}** is drawn. Your thread is being made; the link comes "
        "here. If it does not, `/async runs` shows the run."
    )


def has_thread(run: Run, thread: ChannelId) -> Message:
    ready = f" Press `Ready` before {moment(run.start_by, 'T')}." if run.status is Status.PENDING else ""
    pool = escape(run.pool_name)
    return Message(f"Your permalink of the pool **{pool}** is drawn.{ready} Go to your thread: {channel(thread)}")


def without_thread(run: Run, now: datetime, lacking: Permission | None = None) -> Message:
    """The run itself, where there is no thread to show it in."""
    if lacking:
        why = (
            f"I can't make your thread in {channel(run.channel)}: I lack **{lacking.label}** there. Whoever manages "
            "the server can grant it; `/config check` tells how."
        )
    else:
        why = "Your thread can't be reached." if run.thread else "Discord did not let me make your thread."
    return card(run, now, f"{why} Race from this message instead. If you lose it, `/async runs` shows it again.")


# -- the card ------------------------------------------------------------------------------------


def greeting(run: Run) -> str:
    return f"{mention(run.user)}, this is your run."


def card(run: Run, now: datetime, text: str = "") -> Message:
    """As the run stands at `now`, whether or not a sweep has noted that its time is up."""
    run = as_of(run, now)
    lines = (*head(run), "", *_state(run, now))
    return Message(text, Card(thread_name(run), lines, COLOURS[run.status], f"Run {run.id}"), _buttons(run))


def head(run: Run) -> tuple[str, ...]:
    """The notes are needed whole to race; afterwards there is more to show."""
    pool = f"**Pool** {escape(run.pool_name)}"
    if run.is_sealed:
        return (pool,)
    length = CUT_NOTES if run.status.is_closed else MOST_SEED_NOTES
    notes = (escape(run.seed_notes, length),) if run.seed_notes else ()
    return (pool, f"**Permalink** {address(run.url)}", *notes)


def _state(run: Run, now: datetime) -> tuple[str, ...]:
    match run.status:
        case Status.PENDING if run.live_race:
            return (f"It starts with its live race in {channel(run.channel)}; the permalink is shown then.",)
        case Status.PENDING:
            return (
                f"Press `Ready` before {moment(run.start_by, 'T')} ({moment(run.start_by, 'R')}): the clock starts ten "
                "seconds later.",
                "Record or stream the whole run, and keep to the rules of the async.",
            )
        case Status.IN_PROGRESS if run.started and run.finish_by:
            going = f"Started {moment(run.started, 'T')}. **GO!**" if now >= run.started else ""
            coming = f"Starts {moment(run.started, 'R')}. Get ready!"
            return (going or coming, f"Press `Finish` before {moment(run.finish_by)} ({moment(run.finish_by, 'R')}).")
        case _:
            return (*_outcome(run), *_told(run))


def _outcome(run: Run) -> tuple[str, ...]:
    if run.voided:
        return ("**Voided** by a reattempt: it counts no more.",)
    if run.status is Status.FINISHED and run.milliseconds is not None:
        corrected = f" (corrected from {clock(run.original)})" if run.original is not None else ""
        return (f"**Finished** in **{clock(run.milliseconds)}**{corrected}", *_reviewed(run))
    if run.status is Status.DISQUALIFIED:
        return (f"**Disqualified**: {escape(run.disqualified or '', SHOWN_REASON)}",)
    return (f"**Forfeit**: {missed(run)}." if run.timed_out else "**Forfeit**",)


def _reviewed(run: Run) -> tuple[str, ...]:
    if run.review is None:
        return ()
    reason = f": {escape(run.review.reason, SHOWN_REASON)}" if run.review.reason else ""
    return (f"{MARKS[run.review.decision]} **{run.review.decision.capitalize()}**{reason}",)


def missed(run: Run) -> str:
    """Which of its two limits a run did not keep, and when that was."""
    at = f" {moment(run.ended, 'T')}" if run.ended else ""
    if run.started is None:
        return f"`Ready` was not pressed before{at}"
    return f"the time limit was reached at{at}"


def _told(run: Run) -> tuple[str, ...]:
    """What the player has submitted."""
    vod = (f"**VOD** {address(run.vod)}",) if run.vod else ()
    flag = (f"🚩 {escape(run.flag, SHOWN_REASON)}",) if run.flag else ()
    notes = (f"**Notes** {escape(run.notes, SHOWN_NOTES)}",) if run.notes else ()
    return (*vod, *flag, *notes)


def _buttons(run: Run) -> tuple[Control, ...]:
    ids = {"run": run.id, "async_": run.async_}
    forfeit = Press("Forfeit", ForfeitRun(**ids), Style.DANGER)
    timer = Press("Get Timer", GetTimer(run=run.id))
    match run.status:
        case Status.PENDING if run.live_race:
            return ()
        case Status.PENDING:
            return (Press("Ready", ReadyRun(**ids), Style.PRIMARY), forfeit)
        case Status.IN_PROGRESS:
            return (Press("Finish", FinishRun(**ids), Style.PRIMARY), forfeit, timer)
        case Status.FINISHED if not run.voided:
            return (_vod(run, Style.PRIMARY), Press("Flag for Review", AskFlag(**ids)), timer)
        case _:
            return (_vod(run, Style.SECONDARY), timer) if run.started else (_vod(run, Style.SECONDARY),)


def _vod(run: Run, style: Style) -> Press:
    return Press("Submit VOD & Notes", AskVod(run=run.id, async_=run.async_), style)


# -- what is answered ----------------------------------------------------------------------------


def ask_forfeit(run: Run, until: datetime) -> Message:
    sure = ConfirmForfeit(run=run.id, async_=run.async_, until=int(until.timestamp()))
    text = f"Really forfeit? The run is over then, and scores 0. Answer before {moment(until, 'T')}."
    return Message(
        text, buttons=(Press("Confirm Forfeit", sure, Style.DANGER), Press("Cancel", KeepRunning(run=run.id)))
    )


def no_vod(run: Run) -> Message:
    kept = "; your notes were" if run.notes else ""
    return Message(
        "`Link to the VOD`: an address as it stands in the browser, for example "
        f"`https://www.twitch.tv/videos/123456789`. The link was not saved{kept}. Press `Submit VOD & Notes` again."
    )


def not_forfeited() -> Message:
    return Message("Nothing was forfeited.")


def forfeited() -> Message:
    return Message("You have forfeited this run.")


def timer(run: Run, now: datetime) -> Message:
    passed = elapsed(run, now)
    if passed is None:
        return Message("The clock never started." if run.status.is_closed else "The clock has not started.")
    if run.started and now < run.started and not run.status.is_closed:
        return Message(f"Starts {moment(run.started, 'R')}.")
    if run.status.is_closed:
        return Message(f"Final: **{clock(passed)}** ({run.status}).")
    return Message(f"On the clock: **{clock(passed)}**.")


def extended(run: Run) -> Message:
    until = f" until {moment(run.deadline)} ({moment(run.deadline, 'R')})" if run.deadline else ""
    what = "be started" if run.status is Status.PENDING else "be finished"
    return Message(f"**{escape(run.name, 100)} - {escape(run.pool_name)}** may {what}{until}.")
