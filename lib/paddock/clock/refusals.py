"""What read() and zone() say instead of guessing; a refusal carries the instants that may have been meant."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from paddock.errors import BadInput

QUOTED = 40


class BadTime(BadInput):
    """`offers` are the instants that the person may have meant, best first; autocomplete shows them."""

    def __init__(self, text: str, offers: Iterable[datetime] = ()) -> None:
        super().__init__(text)
        self.offers = tuple(offers)


class UnreadableTime(BadTime): ...


class AmbiguousTime(UnreadableTime):
    """Several instants fit: 8 in the morning or in the evening, 20 hours from now or at 20:00."""


class AmbiguousDate(AmbiguousTime):
    """Several days fit: 03/04, or `next friday` early in a week."""


class PastTime(BadTime): ...


class TimeTooFar(BadTime): ...


class TimeInGap(BadTime):
    """The clocks jump over this wall time."""


class TimeTwice(BadTime):
    """The clocks go back, and show this wall time a second time."""


class UnknownZone(BadInput): ...


def quote(typed: str) -> str:
    """At most 40 characters of what somebody typed, as inline code, in which neither markdown nor mentions work."""
    shown = "".join(" " if c.isspace() else c for c in typed if c.isspace() or is_visible(c)).replace("`", "").strip()
    if not shown:
        return "that"
    return code(shown if len(shown) <= QUOTED else shown[: QUOTED - 1].rstrip() + "…")


def code(text: str) -> str:
    return f"`{text}`"


def either(texts: Iterable[str]) -> str:
    *others, last = dict.fromkeys(texts)
    return f"{', '.join(others)} or {last}" if others else last


def is_visible(character: str) -> bool:
    """Neither control nor format character (right-to-left marks), nor surrogate, private or unassigned."""
    return not unicodedata.category(character).startswith("C")
