"""`in 3 hours`, `1h30m`, `2 days`: how long from now."""

import re
from datetime import timedelta

from paddock.clock.phrases import FromNow
from paddock.clock.vocabulary import NUMBERS, UNITS, one_of

AMOUNT = rf"((?:{one_of(NUMBERS)}) |[0-9]{{1,5}}(?:\.[0-9]{{1,2}})? ?)({one_of(UNITS)})(?![a-z])"
WAIT = re.compile(rf"(?P<soon>in |\+ ?)?{AMOUNT}(?:(?: and)? ?{AMOUNT})*(?P<when> from now| ago)?")
MAYBE_A_CLOCK = re.compile(r"(1[3-9]|2[0-3]) ?h|[0-9]{1,2} ?h[0-9]{2}")


def from_now(typed: str) -> FromNow | None:
    whole = re.sub(r"(?<=[0-9]h)([0-9]{2})$", r"\1m", typed)
    match = WAIT.fullmatch(whole)
    if not match or (match["soon"] and match["when"]):
        return None
    amounts = [(number.strip(), UNITS[unit]) for number, unit in re.findall(AMOUNT, whole)]
    if len({unit for _, unit in amounts}) < len(amounts):
        return None
    wait = sum((unit * (NUMBERS.get(number) or float(number)) for number, unit in amounts), timedelta())
    return FromNow(-wait if match["when"] == " ago" else wait)


def may_be_a_clock(typed: str) -> bool:
    """Whether a wait such as `20h` or `1h30` is how half of Europe writes 20:00 and 01:30."""
    return MAYBE_A_CLOCK.fullmatch(typed) is not None
