"""What a match's card shows of its crew, and the buttons by which members join and leave it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from paddock.crews.asks import Seat, SignUp, Withdraw
from paddock.crews.rules import is_open
from paddock.discord.message import Press, Row
from paddock.matches.model import CrewMember, Match, Role
from paddock.matches.people import shown

MOST_NAMED = 8
"""Of one role, on a card that has to hold much else."""
WAITS = "⏳"
LABELS = {Seat.COMMENTATOR: "Commentate", Seat.TRACKER: "Track", Seat.RESTREAMER: "Restream"}
PLURALS = {Role.COMMENTATOR: "Commentators", Role.TRACKER: "Trackers", Role.RESTREAMER: "Restreamers"}


def crew_lines(match: Match) -> tuple[str, ...]:
    """A line for each role that somebody has; those who wait for approval last, and marked."""
    return tuple(_lines(match))


def crew_row(match: Match, now: datetime) -> Row:
    """Empty once the match is over."""
    if match.status.is_over:
        return Row(())
    closed = not is_open(match, now)
    ids = {"match": match.id, "tournament": match.tournament}
    joins = (Press(label, SignUp(**ids, role=seat), disabled=closed) for seat, label in LABELS.items())
    return Row((*joins, Press("Withdraw", Withdraw(**ids))))


def _lines(match: Match) -> Iterator[str]:
    for role, title in PLURALS.items():
        members = sorted((each for each in match.crew if each.role is role), key=lambda each: not each.approved)
        if members:
            yield f"**{title}** {named(members)}"


def named(members: Sequence[CrewMember]) -> str:
    some = [shown(each) if each.approved else f"{shown(each)} {WAITS}" for each in members[:MOST_NAMED]]
    more = len(members) - len(some)
    return ", ".join(some) + (f" and {more} more" if more else "")
