"""A match's way through its states: which step comes next, who may take it, and who may take it back."""

from datetime import datetime

from paddock.errors import NotAllowed, Refusal
from paddock.ids import UserId
from paddock.matches.model import Match, Status, Step
from paddock.matches.rules import stepped, unstepped

ORDER = (Status.SCHEDULED, Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED)


class TooLate(Refusal):
    """The match is not any more where whoever pressed saw it; they are shown where it is."""

    def __init__(self, match: Match, step: Status) -> None:
        super().__init__(f"The match is {match.status} by now. `/match show` shows it.")
        self.match = match
        self.step = step


class OutOfStep(TooLate):
    """It was taken already, or is not the next one."""


class NothingToUndo(TooLate):
    """It was undone already, or is not the last one."""


class ConfirmedForGood(TooLate):
    """Nothing is undone after the confirmation."""


class NoResult(Refusal):
    def __init__(self) -> None:
        super().__init__("A match is confirmed with its result: tell it with `/match result` first.")


class NotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__("That is for the match's players, its approved crew and the tournament's organizers.")


class NotYoursToConfirm(NotAllowed):
    def __init__(self) -> None:
        super().__init__("The tournament's organizers confirm a match, once its result is told with `/match result`.")


class NotYoursToUndo(NotAllowed):
    def __init__(self) -> None:
        super().__init__("A step is undone by whoever took it, or by the tournament's organizers. Ask one of them.")


class GoneFromSpeedGaming(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "SpeedGaming cancelled this match: it comes back by itself when it is listed there again. "
            "To play it without SpeedGaming, make a new one with `/match create`."
        )


def next_step(match: Match) -> Status | None:
    if match.status in (Status.CONFIRMED, Status.CANCELLED):
        return None
    return ORDER[ORDER.index(match.status) + 1]


def last_step(match: Match) -> Step | None:
    """By which it came to its status, where that is known."""
    last = match.steps[-1] if match.steps else None
    return last if last and last.after is match.status else None


def undoable(match: Match) -> Step | None:
    return None if match.status is Status.CONFIRMED or _is_gone(match) else last_step(match)


def taken(match: Match, step: Status, by: UserId, now: datetime, *, organizes: bool) -> Match:
    """`organizes`: whether `by` does, in the match's tournament."""
    _check_may_take(match, step, by, organizes)
    if step is not next_step(match):
        raise OutOfStep(match, step)
    if step is Status.CONFIRMED and not match.result:
        raise NoResult
    return stepped(match, step, by, now)


def undone(match: Match, step: Status, by: UserId, *, organizes: bool) -> Match:
    """`step` is the state that is to be left again."""
    if match.status is Status.CONFIRMED:
        raise ConfirmedForGood(match, step)
    last = last_step(match)
    if last is None or last.after is not step:
        raise NothingToUndo(match, step)
    if not organizes and last.by != by:
        raise NotYoursToUndo
    if _is_gone(match):
        raise GoneFromSpeedGaming
    return unstepped(match)


def _check_may_take(match: Match, step: Status, by: UserId, organizes: bool) -> None:
    if organizes:
        return
    if step is Status.CONFIRMED:
        raise NotYoursToConfirm
    if by not in match.involved:
        raise NotYours


def _is_gone(match: Match) -> bool:
    """To bring it back here would last until SpeedGaming is asked the next time."""
    return match.status is Status.CANCELLED and match.source is not None and match.source.vanished
