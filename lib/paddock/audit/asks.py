"""What admins can ask about the past."""

from pydantic import Field

from paddock.discord.request import Command
from paddock.permissions import Need

MOST_LINES = 50


class ShowAudit(Command, path="config audit", needs=Need.ADMIN):
    """Show who changed what."""

    limit: int | None = Field(None, description="How many entries", ge=1, le=MOST_LINES)
