"""What a handler answers: now, or later. The type says which of Discord's callbacks it becomes."""

from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from paddock.discord.message import EPHEMERAL, Message, checked
from paddock.discord.request import Form
from paddock.discord.text import plain
from paddock.request import Job

MOST_CHOICES = 25
MOST_CHOICE = 100
TEXT_INPUT, LABEL = 4, 18
SHORT, LONG = 1, 2


class Reply(NamedTuple):
    """A new message."""

    message: Message
    private: bool = True

    def wire(self) -> dict[str, Any]:
        data = _payload(self.message)
        return {"type": 4, "data": {**data, "flags": EPHEMERAL} if self.private else data}


class Update(NamedTuple):
    """The message whose button was pressed, drawn anew."""

    message: Message

    def wire(self) -> dict[str, Any]:
        return {"type": 7, "data": _payload(self.message)}


class Later(NamedTuple):
    """ "Thinking...", until the job's message replaces it. Whether that is private can't be changed by then."""

    job: Job
    private: bool = True

    def wire(self) -> dict[str, Any]:
        return {"type": 5, "data": {"flags": EPHEMERAL} if self.private else {}}


class Fill(NamedTuple):
    """A form to be filled in; what is typed already stands in its fields."""

    form: Form

    def wire(self) -> dict[str, Any]:
        components = [_labelled(name, field, getattr(self.form, name)) for name, field in self.form.inputs().items()]
        return {
            "type": 9,
            "data": {"custom_id": checked(self.form.custom_id), "title": self.form.heading, "components": components},
        }


def _payload(message: Message) -> dict[str, Any]:
    if message.files:
        raise ValueError("an answer is JSON and takes no files: leave them to a job's message")
    return message.payload()


def _labelled(name: str, field: FieldInfo, value: str) -> dict[str, Any]:
    told: Any = field.json_schema_extra
    most = next(each.max_length for each in field.metadata if hasattr(each, "max_length"))
    text = {"type": TEXT_INPUT, "custom_id": name, "style": LONG if told["long"] else SHORT, "max_length": most}
    text |= {"required": told["required"]}
    text |= {"value": value} if value else {}
    text |= {"placeholder": told["example"]} if told["example"] else {}
    return {"type": LABEL, "label": told["label"], "component": text}


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


Answer = Reply | Update | Later | Fill
