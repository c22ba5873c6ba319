"""Why a run does not begin or go on, in the words that the player reads."""

from datetime import datetime

from paddock.discord.text import channel, count, escape, moment
from paddock.errors import NotAllowed, Refusal
from paddock.runs.model import Run, Status


class NoAsyncHere(Refusal):
    def __init__(self) -> None:
        super().__init__("This channel has no async (any more). `/async list` shows where there are some.")


class Closed(Refusal):
    def __init__(self) -> None:
        super().__init__("This async is closed: no more runs can be started. Runs that are open may be finished.")


class OpensLater(Refusal):
    def __init__(self, opens: datetime) -> None:
        super().__init__(f"This async opens {moment(opens)}. Runs can be started from then on.")


class ClosedAt(Refusal):
    def __init__(self, closes: datetime) -> None:
        super().__init__(f"This async closed {moment(closes)}: no more runs can be started.")


class AccountTooYoung(Refusal):
    def __init__(self, days: int, made: datetime) -> None:
        super().__init__(
            f"This async is for Discord accounts that are at least {count(days, 'day')} old; yours was made "
            f"{moment(made, 'D')}. Ask its staff if you think that is a mistake."
        )


class RunOpen(Refusal):
    def __init__(self, run: Run) -> None:
        where = f"in {channel(run.place)}" if run.place else "whose card `/async runs` shows"
        end = "Leave that live race first." if run.awaits_race else "Finish or forfeit it first."
        super().__init__(f"You have a run open in this async, {where}. {end}")


class NoPools(Refusal):
    def __init__(self) -> None:
        super().__init__("This async has no pools yet. Its staff add them with `/async pool`.")


class NoPoolLeft(Refusal):
    def __init__(self) -> None:
        super().__init__("You have used all your runs in every pool of this async.")


class NoSuchPool(Refusal):
    def __init__(self) -> None:
        super().__init__("That pool is gone. Press `Start New Async Run` again and pick another one.")


class PoolUsedUp(Refusal):
    def __init__(self, pool: str, runs: int) -> None:
        super().__init__(f"You have used your {count(runs, 'run')} in **{escape(pool)}**. Pick another pool.")


class NothingUnseen(Refusal):
    """`pool`: the one that was picked; None where it is so in each that is left."""

    def __init__(self, pool: str | None) -> None:
        super().__init__(
            f"**{escape(pool)}** has no permalink that you have not seen yet. Pick another pool, or tell the staff."
            if pool
            else "There is no permalink left that you have not seen yet. Tell the staff: they can add more."
        )


class ResultsHidden(NotAllowed):
    def __init__(self) -> None:
        super().__init__("Other players' runs are hidden until the async is closed. Leave out `user` to see your own.")


class PanelExpired(Refusal):
    def __init__(self) -> None:
        super().__init__("That was more than a minute ago. Press `Start New Async Run` again.")


class QuestionExpired(Refusal):
    def __init__(self) -> None:
        super().__init__("That was more than a minute ago. Press `Forfeit` again if you mean it.")


class NotOver(Refusal):
    def __init__(self) -> None:
        super().__init__("This run is not over yet. Finish it first.")


class NotForReview(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Reviewers only see finished runs that count, so nobody would read why you flag this one. Tell the staff "
            "of the async instead."
        )


class NotYourRun(NotAllowed):
    def __init__(self) -> None:
        super().__init__("That is somebody else's run; only they can do this.")


class NotStarted(Refusal):
    def __init__(self) -> None:
        super().__init__("This run has not started. Press `Ready` first.")


class AwaitsRace(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "This run starts with its live race, at the instant that the race's card shows. `Leave` on that card takes "
            "it back."
        )


class StartsSoon(Refusal):
    def __init__(self, started: datetime) -> None:
        super().__init__(f"The run starts at {moment(started, 'T')}; it can't be over before.")


class StartedTooLate(Refusal):
    def __init__(self, deadline: datetime) -> None:
        super().__init__(f"The latest start was {moment(deadline, 'T')}. The run counts as forfeit.")


class FinishedTooLate(Refusal):
    def __init__(self, deadline: datetime) -> None:
        super().__init__(f"The time limit was reached at {moment(deadline, 'T')}. The run counts as forfeit.")


class ForfeitByClock(Refusal):
    def __init__(self, deadline: datetime) -> None:
        super().__init__(f"Its time ran out at {moment(deadline, 'T')}: the run counts as forfeit already.")


class ExtendedTooLate(Refusal):
    """For the staff."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(
            f"Its time ran out at {moment(deadline, 'T')}: the run counts as forfeit, and more time does not bring it "
            "back. You can let its player race the pool again: `/async reattempt` with `grant`."
        )


class ExtendedToOneself(NotAllowed):
    def __init__(self) -> None:
        super().__init__("You can't give yourself more time: somebody else of the staff has to.")


class InProgress(Refusal):
    def __init__(self, started: datetime) -> None:
        super().__init__(f"This run is in progress since {moment(started, 'T')}.")


class Over(Refusal): ...


WORDS = {
    Status.FINISHED: "This run is finished.",
    Status.FORFEIT: "This run was forfeited.",
    Status.DISQUALIFIED: "This run was disqualified.",
}


def is_past(run: Run) -> Refusal:
    """What became of it, for whoever comes too late."""
    if run.awaits_race:
        return AwaitsRace()
    if run.status is Status.IN_PROGRESS and run.started:
        return InProgress(run.started)
    if run.timed_out and run.ended:
        return Over(f"Its time ran out at {moment(run.ended, 'T')}: the run counts as forfeit.")
    return Over(WORDS[run.status])
