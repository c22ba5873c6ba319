"""What can be asked about live races."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from paddock.asyncs.model import MOST_POOL_NAME, MOST_URL
from paddock.clock import stamp
from paddock.discord.request import Button, Command, Form, asked
from paddock.ids import AsyncId, ChannelId, JobId, LiveRaceId
from paddock.live_races.model import Calling
from paddock.permissions import Need
from paddock.request import Job

MOST_WHEN = 100


class OpenLiveRace(Command, path="async live", needs=Need.ORGANIZER, delegated=True):
    """Open a live race: everybody who joins begins at the same instant."""

    async_: AsyncId = Field(alias="async", description="Which async")
    pool: str = Field(description="Which of its pools", max_length=MOST_POOL_NAME)
    when: str = Field(description="Its start, for example: saturday 8pm", max_length=MOST_WHEN)
    channel: ChannelId | None = Field(None, description="Where it is raced, if not here")
    permalink: str | None = Field(None, description="Which live permalink of the pool", max_length=MOST_URL)
    race: LiveRaceId | None = Field(None, description="Move this live race instead of opening another one")


# -- on the card ---------------------------------------------------------------------------------


class JoinRace(Button, tag="live.join"):
    race: LiveRaceId
    async_: AsyncId


class LeaveRace(Button, tag="live.leave"):
    race: LiveRaceId
    async_: AsyncId


class Move(StrEnum):
    """What a racer does with their own run of the race."""

    FINISH = "finish"
    FORFEIT = "forfeit"
    TIMER = "timer"
    VOD = "vod"
    FLAG = "flag"


class PressInRace(Button, tag="live.press"):
    race: LiveRaceId
    async_: AsyncId
    move: Move


class ManageRace(Button, tag="live.manage", needs=Need.ORGANIZER, delegated=True):
    race: LiveRaceId
    async_: AsyncId


# -- where that is answered, and on the cards of an earlier version ------------------------------


class AskMove(Button, tag="live.move", needs=Need.ORGANIZER, delegated=True):
    race: LiveRaceId
    async_: AsyncId


class MoveRace(Form, tag="live.move-form", heading="Move the race", needs=Need.ORGANIZER, delegated=True):
    race: LiveRaceId
    async_: AsyncId
    when: str = asked("New start", most=MOST_WHEN, required=True, example="saturday 8pm")


class AskCancel(Button, tag="live.cancel", needs=Need.ORGANIZER, delegated=True):
    race: LiveRaceId
    async_: AsyncId


class CancelRace(Button, tag="live.cancel-yes", needs=Need.ORGANIZER, delegated=True):
    race: LiveRaceId
    async_: AsyncId
    until: int


class KeepRace(Button, tag="live.cancel-no"):
    race: LiveRaceId


# -- promises ------------------------------------------------------------------------------------


class StartRace(Job, kind="live_races.start"):
    """Everybody's clock, at the race's instant. `at`: of another start than the race's own it is out of date.

    `early`: one that is sent before, to be held until the very instant; the other comes with the next sweep.
    """

    patient: ClassVar[bool] = True
    race: LiveRaceId
    at: datetime
    early: bool = False

    @property
    def id(self) -> JobId:
        return JobId(f"live-start.{self.race}{'.early' if self.early else ''}")

    @property
    def group(self) -> str:
        return f"live start {self.race}{' early' if self.early else ''}"


class EmptyRace(Job, kind="live_races.empty"):
    """Takes away the runs of those who had joined a race that was cancelled."""

    patient: ClassVar[bool] = True
    race: LiveRaceId

    @property
    def id(self) -> JobId:
        return JobId(f"live-empty.{self.race}")

    @property
    def group(self) -> str:
        return f"live end {self.race}"


def of_race(race: LiveRaceId) -> str:
    """The group of what is shown of one race: Discord limits the calls to its channel together."""
    return f"live race {race}"


class ShowRace(Job, kind="live_races.show"):
    """The card, as it has to be now."""

    race: LiveRaceId

    @property
    def id(self) -> JobId:
        return JobId(f"live-show.{self.race}")

    @property
    def group(self) -> str:
        return of_race(self.race)


class News(StrEnum):
    MOVED = "moved"
    CANCELLED = "cancelled"


class TellRace(Job, kind="live_races.tell"):
    """A line in the race's channel. `at`: the instant of what is told."""

    race: LiveRaceId
    news: News
    at: datetime

    @property
    def id(self) -> JobId:
        return JobId(f"live-tell.{self.race}.{stamp(self.at)}.{self.news}".replace(":", ""))

    @property
    def group(self) -> str:
        return of_race(self.race)


class CallRacers(Job, kind="live_races.call"):
    """A call to all who have joined. `at`: the start; of another than the race's own it is out of date."""

    race: LiveRaceId
    calling: Calling
    at: datetime

    @property
    def id(self) -> JobId:
        return JobId(f"live-call.{self.race}.{self.calling}")

    @property
    def group(self) -> str:
        return of_race(self.race)


class ShowRaces(Job, kind="live_races.show-all"):
    """The cards of an async's races that have started: its results can be seen, or are hidden again.

    `at_close`: that it closes is known beforehand; what staff do to it comes besides.
    """

    async_: AsyncId
    at_close: bool = False

    @property
    def id(self) -> JobId:
        return JobId(f"live-shows.{self.async_}{'.close' if self.at_close else ''}")

    @property
    def group(self) -> str:
        return f"live races of {self.async_}"
