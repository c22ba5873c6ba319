"""What can be asked about the people whom only SpeedGaming knows."""

from pydantic import Field

from paddock.discord.request import Command
from paddock.ids import JobId, PlaceholderId, UserId
from paddock.permissions import Need
from paddock.request import Job


class LinkPlayer(Command, path="config player", needs=Need.ADMIN):
    """Say which member somebody from SpeedGaming is; without options, list whom you linked."""

    placeholder: PlaceholderId | None = Field(None, description="Somebody whom only SpeedGaming knows")
    user: UserId | None = Field(None, description="The member who they are; without it I show who it is now")
    unlink: bool | None = Field(None, description="They are not the member that they are linked to")


class LinkPlaceholder(Job, kind="placeholders.link"):
    """Put the user to whom a placeholder is linked in its place, in every match."""

    placeholder: PlaceholderId

    @property
    def id(self) -> JobId:
        return JobId(f"link.{self.placeholder}")

    @property
    def group(self) -> str:
        return f"placeholder {self.placeholder}"
