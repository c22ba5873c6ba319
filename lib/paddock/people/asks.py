"""What people can ask about themselves."""

from pydantic import Field

from paddock.discord.request import Command


class SetTimezone(Command, path="me timezone"):
    """Set the time zone in which you type times; `none` goes back to the server's."""

    timezone: str = Field(description="For example Europe/Berlin or America/New_York", max_length=64)
