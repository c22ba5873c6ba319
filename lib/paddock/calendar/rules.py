"""What one match's event in one server should be."""

from datetime import datetime, timedelta
from enum import Enum

from paddock.calendar.model import EventRecord
from paddock.ids import GuildId
from paddock.matches.model import Match, Status
from paddock.organizations.model import Organization
from paddock.tournaments.model import EventFilter, Tournament

WARNED_AGAIN = timedelta(days=7)
PLAYED = (Status.FINISHED, Status.CONFIRMED)


class Verdict(Enum):
    SHOW = "show"
    """It is made where it is missing."""
    KEEP = "keep"
    """Its time has come: where it is missing it is not made, as Discord takes no start that is past."""
    END = "end"
    """The match was played."""
    HIDE = "hide"


def verdict(
    match: Match,
    tournament: Tournament | None,
    organization: Organization,
    guild: GuildId,
    now: datetime,
    record: EventRecord | None,
) -> Verdict:
    if tournament is None or match.when is None or match.status is Status.CANCELLED:
        return Verdict.HIDE
    if not _is_shown_by(tournament, match) or guild not in tournament.servers(organization):
        return Verdict.HIDE
    if match.status in PLAYED:
        return Verdict.END
    if match.when <= now:
        return _begun(match, record)
    return Verdict.SHOW if match.when <= now + timedelta(days=tournament.event_days) else Verdict.HIDE


def _begun(match: Match, record: EventRecord | None) -> Verdict:
    """An event that still announces another start is wrong and can't be mended, unless they play already."""
    told = record.start if record else None
    return Verdict.KEEP if match.status is Status.STARTED or match.when == told else Verdict.HIDE


def is_going_on(match: Match, now: datetime) -> bool:
    """Whether its event is to be active."""
    return match.status is Status.STARTED or (match.when is not None and match.when <= now)


def _is_shown_by(tournament: Tournament, match: Match) -> bool:
    if tournament.event_watch is None:
        return False
    match tournament.event_filter:
        case EventFilter.ALL:
            return True
        case EventFilter.STREAMED:
            return match.stream is not None
        case EventFilter.NONE:
            return False


def length(tournament: Tournament, organization: Organization) -> timedelta:
    return timedelta(minutes=tournament.event_minutes or organization.event_minutes)
