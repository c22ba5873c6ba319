"""What can be asked about the people whom only SpeedGaming knows."""

from pydantic import Field

from paddock.discord.request import Command
from paddock.ids import JobId, MatchId, PlaceholderId, UserId
from paddock.permissions import Need
from paddock.request import Job


class LinkPlayer(Command, path="config player", needs=Need.ADMIN):
    """Say which member somebody from SpeedGaming is; without options, list who is linked."""

    placeholder: PlaceholderId | None = Field(None, description="Somebody whom only SpeedGaming knows")
    user: UserId | None = Field(None, description="The member who they are; without it I show who it is now")
    unlink: bool | None = Field(None, description="They are not the member that they are linked to")


class LinkPlaceholder(Job, kind="placeholders.link"):
    """Put whoever a placeholder is now, the user to whom it is linked or itself, in its place in every match."""

    placeholder: PlaceholderId
    after: MatchId | None = None
    """The last match that has followed; a later promise begins anew."""

    @property
    def id(self) -> JobId:
        return JobId(f"link.{self.placeholder}")

    @property
    def group(self) -> str:
        return f"placeholder {self.placeholder}"
