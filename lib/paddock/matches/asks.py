"""What can be asked about matches."""

from datetime import datetime, timedelta

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.ids import JobId, MatchId, TournamentId, UserId
from paddock.matches.model import MOST_COMMENT, MOST_SEED, MOST_TITLE, Status
from paddock.permissions import Need
from paddock.request import Job

MOST_WHEN = 100
MOST_NAMED = 100
MOST_TIME = 20


class CreateMatch(Command, path="match create", needs=Need.ORGANIZER, delegated=True):
    """Schedule a match."""

    tournament: TournamentId = Field(description="In which tournament")
    when: str = Field(
        description="For example: friday 8pm, in 3 hours, 2026-12-01 19:00; none: not known yet", max_length=MOST_WHEN
    )
    title: str | None = Field(None, description="Shown instead of the players' names", max_length=MOST_TITLE)
    player1: UserId | None = Field(None, description="A player")
    player2: UserId | None = Field(None, description="Another player")
    player3: UserId | None = Field(None, description="Another player")
    player4: UserId | None = Field(None, description="Another player")
    stream: str | None = Field(None, description="Twitch channel that shows it", max_length=100)
    comment: str | None = Field(None, description="Anything else worth knowing", max_length=MOST_COMMENT)
    seed: str | None = Field(None, description="Address of what is raced", max_length=MOST_SEED)
    player5: UserId | None = Field(None, description="Another player")
    player6: UserId | None = Field(None, description="Another player")
    player7: UserId | None = Field(None, description="Another player")
    player8: UserId | None = Field(None, description="Another player")


class EditMatch(Command, path="match edit", needs=Need.ORGANIZER, delegated=True):
    """Change a match; what you leave out stays, `none` clears."""

    match: MatchId = Field(description="Which match")
    tournament: TournamentId | None = Field(None, description="Move it to this tournament")
    when: str | None = Field(None, description="New time, for example: sat 20:00; none: not set", max_length=MOST_WHEN)
    title: str | None = Field(None, description="Shown instead of the players' names", max_length=MOST_TITLE)
    player1: UserId | None = Field(None, description="The first player")
    player2: UserId | None = Field(None, description="The second player")
    player3: UserId | None = Field(None, description="The third player")
    player4: UserId | None = Field(None, description="The fourth player")
    remove: UserId | None = Field(None, description="Take this player out")
    stream: str | None = Field(None, description="Twitch channel that shows it", max_length=100)
    comment: str | None = Field(None, description="Anything else worth knowing", max_length=MOST_COMMENT)
    seed: str | None = Field(None, description="Address of what is raced", max_length=MOST_SEED)
    player5: UserId | None = Field(None, description="The fifth player")
    player6: UserId | None = Field(None, description="The sixth player")
    player7: UserId | None = Field(None, description="The seventh player")
    player8: UserId | None = Field(None, description="The eighth player")


class CancelMatch(Command, path="match cancel", needs=Need.ORGANIZER, delegated=True):
    """Cancel a match; its event and its reminders go."""

    match: MatchId = Field(description="Which match")


class ShowMatch(Command, path="match show"):
    """Show a match."""

    match: MatchId = Field(description="Which match")


class TellResult(Command, path="match result"):
    """Tell how a match ended; whoever is left out shares the place behind those named."""

    match: MatchId = Field(description="Which match")
    winner: str = Field(
        description="Who came in first; none: the result is not known (any more)", max_length=MOST_NAMED
    )
    time: str | None = Field(None, description="For example 1:23:45, or dnf", max_length=MOST_TIME)
    second: str | None = Field(None, description="Who came in second", max_length=MOST_NAMED)
    second_time: str | None = Field(None, description="For example 1:25:07, or dnf", max_length=MOST_TIME)
    third: str | None = Field(None, description="Who came in third", max_length=MOST_NAMED)
    third_time: str | None = Field(None, description="For example 1:27:30, or dnf", max_length=MOST_TIME)
    fourth: str | None = Field(None, description="Who came in fourth", max_length=MOST_NAMED)
    fourth_time: str | None = Field(None, description="For example 1:31:00, or dnf", max_length=MOST_TIME)


class ListMatches(Command, path="match list"):
    """List the coming matches."""

    tournament: TournamentId | None = Field(None, description="Only of this tournament")
    days: int | None = Field(None, description="How many days ahead", ge=1, le=365)


class ListMyMatches(Command, path="me matches"):
    """List the matches that you play and cover."""


class TakeStep(Button, tag="match.step"):
    """One state further: `step` is where to."""

    match: MatchId
    tournament: TournamentId
    step: Status


class UndoStep(Button, tag="match.undo"):
    """Back to the state before `step`, which has to be the last."""

    match: MatchId
    tournament: TournamentId
    step: Status


class TurnPage(Button, tag="match.page"):
    """Another page of a list of matches."""

    page: int
    days: int | None
    tournament: TournamentId | None


class TurnMyPage(Button, tag="me.page"):
    """Another page of one's own matches."""

    page: int


class ReplanReminders(Job, kind="matches.replan"):
    """The reminder's lead time has changed: the reminders of all coming matches move."""

    @property
    def id(self) -> JobId:
        return JobId("replan")

    @property
    def group(self) -> str:
        return f"organization {self.organization}"


AUTO_FINISH = timedelta(hours=4)
"""After its start an imported match that nobody has touched is taken for finished."""


def finish_id(match: MatchId) -> JobId:
    return JobId(f"finish.{match}")


class FinishUntouched(Job, kind="matches.finish"):
    match: MatchId
    start: datetime

    @property
    def id(self) -> JobId:
        return finish_id(self.match)

    @property
    def group(self) -> str:
        return f"match {self.match}"
