"""The two ways in for a time that somebody typed. The grammar is loaded with the first one: 15 ms that a process
which answers anything else doesn't spend."""

from datetime import datetime
from zoneinfo import ZoneInfo

Choice = tuple[str, str]


def read(text: str, zone: ZoneInfo, now: datetime, *, past: bool = False) -> datetime:
    """The instant that the text means, in UTC, or a refusal that says why there isn't exactly one.
    `zone` is the person's own; `past` allows `now` and instants before it."""
    from paddock.clock.question import Question
    from paddock.clock.reading import answer

    return answer(Question(text, zone, now, past)).moment


def understood(text: str, zone: ZoneInfo, now: datetime) -> list[Choice]:
    """For autocomplete: up to five choices of a label and a value that read() turns into the very instant that the
    label shows. For text that can't be read: at most one hint, whose value is the text."""
    from paddock.clock.offers import choices

    return choices(text, zone, now)
