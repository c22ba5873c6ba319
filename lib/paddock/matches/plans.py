"""Which jobs hang on a match: its events and its reminder move and go with it, in the same transaction."""

from paddock.calendar.asks import publish
from paddock.change import Cancelled, Change, Planned
from paddock.matches.model import Match
from paddock.notices.asks import RemindPlayers, reminder_id
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament


def followed_up(match: Match, tournament: Tournament, organization: Organization, *, moved: bool = False) -> Change:
    """`moved`: it came from another tournament, which may have shown it in any server."""
    shown_in = tournament.servers(organization) if tournament.scheduled_events else ()
    servers = organization.servers if moved else shown_in
    events = (Planned(each) for each in publish(match.organization, match.id, servers))
    return Change(jobs=(*events, reminder(match, organization)))


def reminder(match: Match, organization: Organization) -> Planned | Cancelled:
    due = match.remind_at(organization.reminder_minutes)
    if due is None or match.when is None or not match.users:
        return Cancelled(match.organization, reminder_id(match.id))
    return Planned(RemindPlayers(organization=match.organization, match=match.id, start=match.when), due)
