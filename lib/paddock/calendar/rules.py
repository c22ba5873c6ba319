"""Which matches a server shows as events."""

from datetime import datetime, timedelta
from enum import Enum

from paddock.ids import GuildId
from paddock.matches.model import Match
from paddock.organizations.model import Organization
from paddock.tournaments.model import EventFilter, Tournament


class Verdict(Enum):
    SHOW = "show"
    LEAVE = "leave"
    """It has begun: Discord starts and ends the event by itself, and takes no start that is past."""
    HIDE = "hide"


def verdict(
    match: Match,
    tournament: Tournament | None,
    organization: Organization,
    guild: GuildId,
    now: datetime,
    published: datetime | None,
) -> Verdict:
    """`published` is the start that the event says, if there is one: where a match has begun at another time, what
    its event says is wrong and can't be mended."""
    if tournament is None or match.when is None or match.status.is_over:
        return Verdict.HIDE
    if not _is_shown_by(tournament, match) or guild not in tournament.servers(organization):
        return Verdict.HIDE
    if match.when <= now:
        return Verdict.LEAVE if match.when == published else Verdict.HIDE
    return Verdict.SHOW if match.when <= now + timedelta(days=tournament.event_days) else Verdict.HIDE


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
