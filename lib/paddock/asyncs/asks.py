"""What can be asked about asyncs."""

from enum import StrEnum

from pydantic import Field

from paddock.asyncs.model import ENDLESS, MOST_DESCRIPTION, MOST_NAME, MOST_NOTES, MOST_POOL_NAME, MOST_URL
from paddock.discord.request import Button, Command
from paddock.ids import AsyncId, ChannelId, JobId, RoleId
from paddock.permissions import Need
from paddock.request import Job

MOST_WHEN = 100
REATTEMPTS = "How many runs a player may void and repeat; -1: any number"
APPROVED = "Only runs that a reviewer approved count"
START = "Minutes from the draw to the latest Ready"
WARNING = "Minutes before the latest Ready at which the player is warned"
LIMIT = "Hours that a run may take"
HIDE = "Hide results from all but staff until it is closed"
RUNS = "How many runs a player has in each pool"
OPENS = "From when on runs can be started, for example: friday 8pm"
CLOSES = "Until when runs can be started, for example: 2026-12-01 23:59"
LIMIT_WARNING = "Minutes before the run's limit at which the player is warned"
SAMPLE = "How many of the fastest times make a par"
BALANCE = "By how many runs permalinks may differ before only the rarest are drawn"
ACCOUNT = "How many days old a player's Discord account has to be"
REVIEWERS = "May review its runs, besides your organizers; sees all results and permalinks of runs"


class CreateAsync(Command, path="async create", needs=Need.ORGANIZER):
    """Make an async: a qualifier that everybody runs when they like."""

    name: str = Field(description="What it is called", min_length=1, max_length=MOST_NAME)
    channel: ChannelId = Field(description="Text channel in which runs are started; one async a channel")
    description: str | None = Field(None, description="What players should know", max_length=MOST_DESCRIPTION)
    runs_per_pool: int = Field(1, description=RUNS, ge=1, le=10)
    reattempts: int = Field(0, description=REATTEMPTS, ge=ENDLESS, le=100)
    approved_only: bool = Field(False, description=APPROVED)
    start_minutes: int | None = Field(None, description=START, ge=1, le=10_080)
    warning_minutes: int | None = Field(None, description=WARNING, ge=1, le=10_080)
    limit_hours: int | None = Field(None, description=LIMIT, ge=1, le=168)
    hide_results: bool = Field(True, description=HIDE)
    opens: str | None = Field(None, description=OPENS, max_length=MOST_WHEN)
    closes: str | None = Field(None, description=CLOSES, max_length=MOST_WHEN)
    limit_warning_minutes: int | None = Field(None, description=LIMIT_WARNING, ge=1, le=10_080)
    par_sample: int = Field(5, description=SAMPLE, ge=1, le=100)
    balance: int = Field(3, description=BALANCE, ge=0, le=1000)
    account_days: int | None = Field(None, description=ACCOUNT, ge=1, le=3650)
    reviewer_role: RoleId | None = Field(None, description=REVIEWERS)


class Unset(StrEnum):
    START_MINUTES = "start_minutes"
    WARNING_MINUTES = "warning_minutes"
    LIMIT_HOURS = "limit_hours"
    LIMIT_WARNING_MINUTES = "limit_warning_minutes"
    ACCOUNT_DAYS = "account_days"
    REVIEWER_ROLE = "reviewer_role"


class EditAsync(Command, path="async edit", needs=Need.ORGANIZER):
    """Change an async; what you leave out stays, `none` clears."""

    async_: AsyncId = Field(alias="async", description="Which async")
    name: str | None = Field(None, description="What it is called", min_length=1, max_length=MOST_NAME)
    channel: ChannelId | None = Field(None, description="Text channel in which runs are started")
    description: str | None = Field(None, description="What players should know", max_length=MOST_DESCRIPTION)
    runs_per_pool: int | None = Field(None, description=RUNS, ge=1, le=10)
    reattempts: int | None = Field(None, description=REATTEMPTS, ge=ENDLESS, le=100)
    approved_only: bool | None = Field(None, description=APPROVED)
    start_minutes: int | None = Field(None, description=START, ge=1, le=10_080)
    warning_minutes: int | None = Field(None, description=WARNING, ge=1, le=10_080)
    limit_hours: int | None = Field(None, description=LIMIT, ge=1, le=168)
    hide_results: bool | None = Field(None, description=HIDE)
    opens: str | None = Field(None, description=OPENS, max_length=MOST_WHEN)
    closes: str | None = Field(None, description=CLOSES, max_length=MOST_WHEN)
    limit_warning_minutes: int | None = Field(None, description=LIMIT_WARNING, ge=1, le=10_080)
    par_sample: int | None = Field(None, description=SAMPLE, ge=1, le=100)
    balance: int | None = Field(None, description=BALANCE, ge=0, le=1000)
    account_days: int | None = Field(None, description=ACCOUNT, ge=1, le=3650)
    reviewer_role: RoleId | None = Field(None, description=REVIEWERS)
    unset: Unset | None = Field(None, description="What is to be set no more")


class AddPool(Command, path="async pool", needs=Need.ORGANIZER):
    """Add a pool of permalinks to an async."""

    async_: AsyncId = Field(alias="async", description="Which async")
    name: str = Field(description="What the pool is called", min_length=1, max_length=MOST_POOL_NAME)


class AddPermalink(Command, path="async permalink", needs=Need.ORGANIZER):
    """Add a permalink to a pool."""

    async_: AsyncId = Field(alias="async", description="Which async")
    pool: str = Field(description="Which of its pools", max_length=MOST_POOL_NAME)
    url: str = Field(description="Address of the seed", max_length=MOST_URL)
    notes: str | None = Field(None, description="Shown with it in the run's thread", max_length=MOST_NOTES)
    live: bool = Field(False, description="Keep it for live races: it is never drawn")


class RemoveFromAsync(Command, path="async remove", needs=Need.ORGANIZER):
    """Take out a pool or a permalink; one that has runs is put away with them."""

    async_: AsyncId = Field(alias="async", description="Which async")
    pool: str = Field(description="Which of its pools", max_length=MOST_POOL_NAME)
    permalink: str | None = Field(None, description="Only this permalink of it", max_length=MOST_URL)


class ShowAsync(Command, path="async show", needs=Need.ORGANIZER):
    """Show an async with its pools and permalinks, for organizers."""

    async_: AsyncId = Field(alias="async", description="Which async")


class ListAsyncs(Command, path="async list"):
    """List the asyncs of this community."""


class DeleteAsync(Command, path="async delete", needs=Need.ORGANIZER):
    """Delete a closed async; what was done in it stays in the audit."""

    async_: AsyncId = Field(alias="async", description="Which async")


class TurnAsyncs(Button, tag="async.page"):
    """Another page of the list of asyncs."""

    page: int


class PostAsync(Command, path="async post", needs=Need.ORGANIZER):
    """Post the message by which runs are started in the async's channel."""

    async_: AsyncId = Field(alias="async", description="Which async")


class OpenAsync(Command, path="async open", needs=Need.ORGANIZER):
    """Open an async: runs can be started."""

    async_: AsyncId = Field(alias="async", description="Which async")


class CloseAsync(Command, path="async close", needs=Need.ORGANIZER):
    """Close an async: no more runs are started, open ones may be finished, results are shown."""

    async_: AsyncId = Field(alias="async", description="Which async")


class TurnPools(Button, tag="async.pools", needs=Need.ORGANIZER):
    """Another page of an async's permalinks."""

    async_: AsyncId
    page: int


class ConfirmDelete(Button, tag="async.delete", needs=Need.ORGANIZER):
    """`seen`: the version that was asked about."""

    async_: AsyncId
    seen: int


class KeepAsync(Button, tag="async.keep", needs=Need.ORGANIZER):
    async_: AsyncId


class UpdatePosts(Job, kind="asyncs.posts"):
    """Those of all of an organization's asyncs: a limit that they share has changed."""

    @property
    def id(self) -> JobId:
        return JobId("async-posts")

    @property
    def group(self) -> str:
        return f"organization {self.organization}"


class UpdatePost(Job, kind="asyncs.post"):
    """The async's message in its channel, as it has to be now. `anew`: posted though it was not there."""

    async_: AsyncId
    anew: bool = False

    @property
    def id(self) -> JobId:
        return JobId(f"async-post.{self.async_}{'.anew' if self.anew else ''}")

    @property
    def group(self) -> str:
        return f"async {self.async_}"
