"""What can be asked about runs."""

from datetime import datetime
from enum import StrEnum
from zlib import crc32

from pydantic import Field

from paddock.clock import stamp
from paddock.discord.request import Button, Command, Form, Select, asked
from paddock.ids import AsyncId, JobId, LiveRaceId, PoolId, RunId, UserId
from paddock.live_races.asks import of_race
from paddock.permissions import Need
from paddock.request import DIRECT_MESSAGES, Job
from paddock.runs.model import LONGEST_EXTENSION, MOST_NOTES, MOST_REASON, MOST_VOD

# -- commands ------------------------------------------------------------------------------------


class ListRuns(Command, path="async runs"):
    """List your runs, or everybody's for staff and once the async is closed."""

    async_: AsyncId = Field(alias="async", description="Which async")
    user: UserId | None = Field(None, description="Only this player's")


class ExtendRun(Command, path="async extend", needs=Need.ORGANIZER, delegated=True):
    """Give a run more time, before its start or before its end."""

    run: RunId = Field(description="Which run")
    minutes: int = Field(description="How many more", ge=1, le=LONGEST_EXTENSION)


class DisqualifyRun(Command, path="async disqualify", needs=Need.ORGANIZER, delegated=True):
    """Disqualify a run: it scores 0."""

    run: RunId = Field(description="Which run")
    reason: str = Field(description="Why; the player reads it", min_length=1, max_length=MOST_REASON)


class Reattempt(Command, path="async reattempt"):
    """Void one of your runs, to race another permalink of its pool instead."""

    run: RunId = Field(description="Which run")
    reason: str = Field(description="Why; the run's thread and the staff read it", min_length=1, max_length=MOST_REASON)
    grant: bool = Field(False, description="For reviewers: whoever's run, outside the allowance and the window")


# -- starting ------------------------------------------------------------------------------------


class StartRun(Button, tag="run.new"):
    """On the async's post."""

    async_: AsyncId


class PickPool(Select, tag="run.pool"):
    """`until`: the panel's end, in seconds since 1970."""

    async_: AsyncId
    until: int


class ConfirmRun(Button, tag="run.confirm"):
    async_: AsyncId
    until: int
    pool: PoolId


class CancelRun(Button, tag="run.cancel"):
    async_: AsyncId


# -- in the list of runs -------------------------------------------------------------------------


class TurnRuns(Button, tag="run.page"):
    """Another page of it; `user`: of this player's runs alone."""

    async_: AsyncId
    user: UserId | None
    page: int


class ShowRun(Select, tag="run.card"):
    """`chosen`: one of the caller's runs, whose card is shown again."""

    async_: AsyncId


# -- in the thread -------------------------------------------------------------------------------


class ReadyRun(Button, tag="run.ready"):
    run: RunId
    async_: AsyncId


class FinishRun(Button, tag="run.finish"):
    run: RunId
    async_: AsyncId


class ForfeitRun(Button, tag="run.forfeit"):
    run: RunId
    async_: AsyncId


class ConfirmForfeit(Button, tag="run.forfeit-yes"):
    run: RunId
    async_: AsyncId
    until: int


class KeepRunning(Button, tag="run.forfeit-no"):
    run: RunId


class GetTimer(Button, tag="run.timer"):
    run: RunId


class AskVod(Button, tag="run.vod"):
    run: RunId
    async_: AsyncId


class SubmitVod(Form, tag="run.vod-form", heading="Submit VOD & Notes"):
    run: RunId
    async_: AsyncId
    vod: str = asked("Link to the VOD", most=MOST_VOD, example="https://www.twitch.tv/videos/123456789")
    notes: str = asked("Notes for the reviewers", most=MOST_NOTES, long=True)


class AskFlag(Button, tag="run.flag"):
    run: RunId
    async_: AsyncId


class FlagForReview(Form, tag="run.flag-form", heading="Flag for Review"):
    run: RunId
    async_: AsyncId
    reason: str = asked("What should the reviewers look at?", most=MOST_REASON, long=True, required=True)


# -- promises ------------------------------------------------------------------------------------


def of_run(run: RunId) -> str:
    """The group of all that happens to one run: Discord limits the calls to its thread together."""
    return f"run {run}"


class OpenThread(Job, kind="runs.open"):
    """The thread, the player in it, and the card. `again`: another promise has tried, or tries it too."""

    run: RunId
    again: bool = False

    @property
    def id(self) -> JobId:
        return JobId(f"run-open.{self.run}")

    @property
    def group(self) -> str:
        return of_run(self.run)


class DrawCard(Job, kind="runs.card"):
    """The card in the thread as it is now; while a countdown runs, as it is after it."""

    run: RunId

    @property
    def id(self) -> JobId:
        return JobId(f"run-card.{self.run}")

    @property
    def group(self) -> str:
        return of_run(self.run)


class News(StrEnum):
    """What the thread is told."""

    FINISHED = "finished"
    FORFEIT = "forfeit"
    TIMED_OUT = "timed-out"
    START_NEAR = "start-near"
    LIMIT_NEAR = "limit-near"
    EXTENDED = "extended"
    DISQUALIFIED = "disqualified"
    REINSTATED = "reinstated"
    """Disqualified no more."""
    REATTEMPT = "reattempt"
    GRANTED = "granted"
    RESTORED = "restored"
    """Voided no more."""
    APPROVED = "approved"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    RACE_BEGUN = "race-begun"
    """A live race's, to each of its racers where its channel can't show it."""


TOLD_BY_CLOCK = (News.TIMED_OUT, News.START_NEAR, News.LIMIT_NEAR)
LANES = 6
"""Groups of what may come for a thousand runs in one minute: in each one after the other, so that Discord's limit of
all calls together is kept. All organizations share them, each run has its own: a burst is told as fast as that limit
allows, whoever's it is, and what comes after it waits for no longer."""


class TellThread(Job, kind="runs.tell"):
    """`at`: the instant of what is told; the card is drawn anew with it."""

    run: RunId
    news: News
    at: datetime
    deadline: datetime | None = None
    """The run's, as it was then."""
    race: LiveRaceId | None = None
    """The run's, in whose channel it is told."""

    @property
    def id(self) -> JobId:
        return JobId(f"run-tell.{self.run}.{stamp(self.at)}.{self.news}".replace(":", ""))

    @property
    def group(self) -> str:
        if self.race:
            return of_race(self.race)
        return f"news by the clock {crc32(self.run.encode()) % LANES}" if self.in_lane else of_run(self.run)

    @property
    def in_lane(self) -> bool:
        """Whether other runs' threads are told after it."""
        return self.news in TOLD_BY_CLOCK and self.race is None


class TellRunner(Job, kind="runs.tell-runner"):
    """By a direct message, where the thread could not be told."""

    run: RunId
    news: News
    at: datetime
    deadline: datetime | None = None

    @property
    def id(self) -> JobId:
        return JobId(f"run-dm.{self.run}.{stamp(self.at)}.{self.news}".replace(":", ""))

    @property
    def group(self) -> str:
        return DIRECT_MESSAGES


def warning_id(run: RunId) -> JobId:
    return JobId(f"run-warn.{run}")


def time_out_id(run: RunId) -> JobId:
    return JobId(f"run-out.{run}")


def limits_of(run: RunId) -> str:
    """A run's limits wait for nothing: neither for another run's trouble nor for Discord, which its thread may."""
    return f"limits {run}"


class WarnRun(Job, kind="runs.warn"):
    """`deadline`: of which it warns; of another than the run's own it is out of date."""

    run: RunId
    deadline: datetime
    by_hand: bool = False
    """Somebody wants it done, whether or not the task is on."""

    @property
    def id(self) -> JobId:
        return warning_id(self.run)

    @property
    def group(self) -> str:
        return limits_of(self.run)


class TimeOutRun(Job, kind="runs.time-out"):
    run: RunId
    deadline: datetime
    by_hand: bool = False

    @property
    def id(self) -> JobId:
        return time_out_id(self.run)

    @property
    def group(self) -> str:
        return limits_of(self.run)
