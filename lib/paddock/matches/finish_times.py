"""How long somebody took: from what people type to seconds, and back."""

import re

from paddock.errors import BadInput

DNF = "dnf"
MOST_SECONDS = 100 * 3600 - 1
TIME = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,4}):([0-9]{2})")


class NoTime(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}`: hours, minutes and seconds like `1:23:45` or `23:45`, or `dnf`.")


def read(text: str, option: str) -> int | None:
    """Seconds; None for somebody who did not finish."""
    typed = text.strip().lower()
    if typed == DNF:
        return None
    found = TIME.fullmatch(typed)
    if found is None:
        raise NoTime(option)
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    is_wrong = seconds > 59 or (found[1] is not None and minutes > 59) or not 0 < total <= MOST_SECONDS
    if is_wrong:
        raise NoTime(option)
    return total


def written(seconds: int) -> str:
    """As a stopwatch has it: hours only where there are any."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
