"""What is promised to be told to people."""

from datetime import datetime

from paddock.ids import JobId, MatchId
from paddock.notices.model import Telling
from paddock.request import Job

GROUP = "direct messages"
"""One line for all: Discord counts the opening of direct messages together."""


def reminder_id(match: MatchId) -> JobId:
    return JobId(f"remind.{match}")


class RemindPeople(Job, kind="notices.remind"):
    """Due before a match: promise each player and each of the crew their reminder."""

    match: MatchId
    start: datetime

    @property
    def id(self) -> JobId:
        return reminder_id(self.match)

    @property
    def group(self) -> str:
        return f"match {self.match}"


class TellPerson(Job, kind="notices.tell"):
    """One message to one person about one fact. The ids of what one person is told sort as the facts do."""

    match: MatchId
    telling: Telling
    at: datetime
    """When it became a fact."""
    when: datetime | None
    """The match's start, as it was then."""

    @property
    def id(self) -> JobId:
        milliseconds = int(self.at.timestamp() * 1000)
        fact = f"{self.telling.fact}{self.telling.role or ''}"
        return JobId(f"tell.{self.telling.user}.{milliseconds:014d}.{fact}.{self.match}")

    @property
    def group(self) -> str:
        return GROUP

    @property
    def mark(self) -> str:
        """With the fact, what makes a second message about it a repetition."""
        return self.telling.mark or str(int(self.at.timestamp() * 1000))
