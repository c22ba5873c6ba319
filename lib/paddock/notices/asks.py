"""What is promised to be told to people."""

from datetime import datetime

from paddock.ids import JobId, MatchId, UserId
from paddock.request import Job


def reminder_id(match: MatchId) -> JobId:
    return JobId(f"remind.{match}")


class RemindPlayers(Job, kind="notices.remind"):
    """Due before a match: promise each player their reminder."""

    match: MatchId
    start: datetime

    @property
    def id(self) -> JobId:
        return reminder_id(self.match)

    @property
    def group(self) -> str:
        return f"match {self.match}"


class SendReminder(Job, kind="notices.send"):
    """One direct message to one player about one start."""

    match: MatchId
    start: datetime
    user: UserId

    @property
    def id(self) -> JobId:
        return JobId(f"remind.{self.match}.{self.user}.{int(self.start.timestamp())}")

    @property
    def group(self) -> str:
        return "direct messages"
