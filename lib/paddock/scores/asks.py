"""What can be asked about scores."""

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.ids import AsyncId, JobId, UserId
from paddock.permissions import Need
from paddock.request import Job

# -- commands ------------------------------------------------------------------------------------


class ShowBoard(Command, path="async board"):
    """Show an async's board; until its results are shown, your own runs."""

    async_: AsyncId = Field(alias="async", description="Which async")


class RecalculateAsync(Command, path="async recalculate", needs=Need.ORGANIZER):
    """Work an async's pars out anew, and read which of them changed."""

    async_: AsyncId = Field(alias="async", description="Which async")


class ExportAsync(Command, path="async export", needs=Need.ORGANIZER):
    """Get all runs of an async as a table for a spreadsheet (CSV)."""

    async_: AsyncId = Field(alias="async", description="Which async")


# -- buttons -------------------------------------------------------------------------------------


class TurnBoard(Button, tag="board.page"):
    """A page of the board, as it is now."""

    async_: AsyncId
    page: int


class FindRow(Button, tag="board.mine"):
    """The page that has the caller's row."""

    async_: AsyncId


class AskPicture(Button, tag="board.picture"):
    async_: AsyncId


# -- promises ------------------------------------------------------------------------------------


class ScoreAsync(Job, kind="scores.score"):
    """The pars of an async's permalinks, from its runs."""

    async_: AsyncId
    repair: bool = False
    """By the schedule, which normally finds nothing to change: what it does change is told."""

    @property
    def id(self) -> JobId:
        return JobId(f"score.{self.async_}{'.repair' if self.repair else ''}")

    @property
    def group(self) -> str:
        return f"scores {self.async_}"


class ExportRuns(Job, kind="scores.export"):
    """An async's runs as a file, for whoever waits for it."""

    async_: AsyncId

    @property
    def id(self) -> JobId:
        return JobId(f"export.{self.async_}")

    @property
    def group(self) -> str:
        return f"exports {self.async_}"


class DrawBoard(Job, kind="scores.draw"):
    """An async's board as a picture, for whoever waits for it."""

    async_: AsyncId
    reader: UserId
    """Whose runs are marked."""

    @property
    def id(self) -> JobId:
        return JobId(f"draw.{self.async_}")

    @property
    def group(self) -> str:
        return f"pictures {self.async_}"
