"""What is promised to be told to people."""

from datetime import datetime

from paddock.ids import JobId, MatchId, UserId
from paddock.notices.model import Fact, Telling
from paddock.request import DIRECT_MESSAGES, Job


def reminder_id(match: MatchId) -> JobId:
    return JobId(f"remind.{match}")


def first_id(user: UserId) -> str:
    """Sorts before the ids of all that the person is told."""
    return f"tell.{user}."


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
        told = "".join((self.telling.fact, *self.telling.roles))
        return JobId(f"{first_id(self.telling.user)}{_milliseconds(self.at):014d}.{told}.{self.match}")

    @property
    def group(self) -> str:
        return DIRECT_MESSAGES

    @property
    def marks(self) -> tuple[str, ...]:
        """With the fact, what makes a second message about it a repetition: nobody is reminded of one start twice."""
        if self.telling.fact is Fact.REMINDER and self.when:
            return (str(int(self.when.timestamp())),)
        if self.telling.imported:
            return tuple(f"speedgaming.{role}" for role in self.telling.roles)
        return (str(_milliseconds(self.at)),)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
