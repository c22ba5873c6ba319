"""What people can ask about themselves."""

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.people.model import Kind


class SetTimezone(Command, path="me timezone"):
    """Set the time zone in which you type times; `none` goes back to the server's."""

    timezone: str = Field(description="For example Europe/Berlin or America/New_York", max_length=64)


class SetNotifications(Command, path="me notifications"):
    """See what I tell you about your matches, and switch it off and on."""

    kind: Kind | None = Field(None, description="Which messages; all without it")
    on: bool | None = Field(None, description="Whether you want them; without it you see how it is set")


class SwitchKind(Button, tag="me.notifications"):
    """`alone`: the answer shows this kind only."""

    kind: Kind
    on: bool
    alone: bool
