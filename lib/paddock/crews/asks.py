"""What can be asked about a match's crew."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from paddock.discord.request import Button, Command, Select
from paddock.ids import JobId, MatchId, PersonId, TournamentId, UserId
from paddock.matches.model import Role
from paddock.permissions import Need
from paddock.request import Job


class Seat(StrEnum):
    """The roles that members sign up for."""

    COMMENTATOR = Role.COMMENTATOR.value
    TRACKER = Role.TRACKER.value
    RESTREAMER = Role.RESTREAMER.value

    @property
    def role(self) -> Role:
        return Role(self.value)


class SignUp(Button, tag="crew.sign_up"):
    match: MatchId
    tournament: TournamentId
    role: Seat


class Withdraw(Button, tag="crew.withdraw"):
    match: MatchId
    tournament: TournamentId


class ShowCrew(Command, path="match crew", needs=Need.ORGANIZER, delegated=True):
    """Show a match's crew, to approve and remove people; with a member and a role, add them."""

    match: MatchId = Field(description="Which match")
    user: UserId | None = Field(None, description="Add this member, approved at once")
    role: Seat | None = Field(None, description="As what")


class OpenPanel(Button, tag="crew.panel", needs=Need.ORGANIZER, delegated=True):
    match: MatchId
    tournament: TournamentId


class PickMember(Select, tag="crew.pick", needs=Need.ORGANIZER, delegated=True):
    """`chosen` names a role and a person; `part` tells the menus of one panel apart."""

    match: MatchId
    part: int


class ApproveMember(Button, tag="crew.approve", needs=Need.ORGANIZER, delegated=True):
    match: MatchId
    person: PersonId
    role: Seat


class RemoveMember(Button, tag="crew.remove", needs=Need.ORGANIZER, delegated=True):
    match: MatchId
    person: PersonId
    role: Seat


class ListNeeds(Command, path="match needs"):
    """List the coming matches that lack crew."""

    tournament: TournamentId | None = Field(None, description="Only of this tournament")


class TurnNeedsPage(Button, tag="crew.needs"):
    """Another page of the matches that lack crew."""

    page: int
    tournament: TournamentId | None


class UpdateNeeds(Job, kind="crews.needs"):
    """Bring the channel's message about the matches that lack crew up to date."""

    patient: ClassVar[bool] = True

    settled: bool = False
    """The index by which matches are found has caught up with whatever this follows from."""

    @property
    def id(self) -> JobId:
        return JobId("needs")

    @property
    def group(self) -> str:
        return f"needs {self.organization}"
