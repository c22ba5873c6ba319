"""What a handler answers: now, or later. The type says which of Discord's callbacks it becomes."""

from typing import Any, NamedTuple

from paddock.discord.message import EPHEMERAL, Message
from paddock.discord.text import plain
from paddock.request import Job

MOST_CHOICES = 25
MOST_CHOICE = 100


class Reply(NamedTuple):
    """A new message."""

    message: Message
    private: bool = True

    def wire(self) -> dict[str, Any]:
        data = self.message.payload()
        return {"type": 4, "data": {**data, "flags": EPHEMERAL} if self.private else data}


class Update(NamedTuple):
    """The message whose button was pressed, drawn anew."""

    message: Message

    def wire(self) -> dict[str, Any]:
        return {"type": 7, "data": self.message.payload()}


class Later(NamedTuple):
    """ "Thinking...", until the job's message replaces it. Whether that is private can't be changed by then."""

    job: Job
    private: bool = True

    def wire(self) -> dict[str, Any]:
        return {"type": 5, "data": {"flags": EPHEMERAL} if self.private else {}}


class Choices(NamedTuple):
    """Suggestions while somebody types: what they see, and the value that is sent."""

    choices: tuple[tuple[str, str], ...] = ()

    def wire(self) -> dict[str, Any]:
        shown = [
            {"name": plain(label, MOST_CHOICE) or value, "value": value}
            for label, value in self.choices[:MOST_CHOICES]
            if value and len(value) <= MOST_CHOICE
        ]
        return {"type": 8, "data": {"choices": shown}}


Answer = Reply | Update | Later
