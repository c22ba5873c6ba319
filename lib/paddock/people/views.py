"""How people see what they have set."""

from paddock.discord.message import Card, Message, Press, Style
from paddock.people.asks import SwitchKind
from paddock.people.model import Kind, Person

WHAT = {
    Kind.SCHEDULED: "A match of yours, or one with you on the crew, is scheduled, moved, or on again.",
    Kind.CREW: "You are approved for a match's crew, or taken off it, or somebody whom you approved leaves.",
    Kind.REMINDER: "A match of yours, or one with you on the crew, starts soon.",
    Kind.CANCELLED: "A match of yours, or one that you signed up for, is cancelled.",
}


def notifications(person: Person, only: Kind | None = None, text: str = "") -> Message:
    """Of one kind, or of all."""
    kinds = [only] if only else list(Kind)
    lines = [_line(kind, person.hears(kind)) for kind in kinds]
    buttons = tuple(_button(kind, person.hears(kind), alone=only is not None) for kind in kinds)
    footer = "This holds for the matches of this server's organization."
    return Message(text, Card("What I tell you", tuple(lines), footer=footer), buttons)


def switched(kind: Kind | None, *, on: bool) -> str:
    what = f"messages of the kind **{kind}**" if kind else "all messages about your matches"
    return f"From now on you get {what}." if on else f"From now on you get no {what.removeprefix('all ')}."


def _line(kind: Kind, on: bool) -> str:
    return f"{'🔔' if on else '🔕'} **{kind}** is {'on' if on else 'off'}. {WHAT[kind]}"


def _button(kind: Kind, on: bool, *, alone: bool) -> Press:
    """Says what it does, and asks for exactly that, so that a second press of it changes nothing."""
    label = f"Switch {kind} {'off' if on else 'on'}"
    return Press(label, SwitchKind(kind=kind, on=not on, alone=alone), Style.SECONDARY if on else Style.PRIMARY)
