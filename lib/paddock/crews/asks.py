"""What can be asked about a match's crew."""

from paddock.discord.request import Button
from paddock.ids import JobId, MatchId, TournamentId
from paddock.matches.model import Role
from paddock.permissions import Need
from paddock.request import Job


class SignUp(Button, tag="crew.sign_up"):
    match: MatchId
    tournament: TournamentId
    role: Role


class Withdraw(Button, tag="crew.withdraw"):
    match: MatchId
    tournament: TournamentId


class OpenPanel(Button, tag="crew.panel", needs=Need.ORGANIZER, delegated=True):
    match: MatchId
    tournament: TournamentId


class UpdateNeeds(Job, kind="crews.needs"):
    """Bring the channel's message about the matches that lack crew up to date."""

    @property
    def id(self) -> JobId:
        return JobId("needs")

    @property
    def group(self) -> str:
        return f"needs {self.organization}"
