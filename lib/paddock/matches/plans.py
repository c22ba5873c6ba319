"""Which jobs hang on a match: its events and its reminder move and go with it, in the same transaction."""

from paddock.calendar.asks import publish
from paddock.change import Cancelled, Change, Planned
from paddock.matches.model import Match
from paddock.notices.asks import RemindPlayers, reminder_id
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament


def followed_up(match: Match, tournament: Tournament, organization: Organization) -> Change:
    events = publish(match.organization, match.id, tournament.servers(organization))
    shown = tuple(Planned(each) for each in events) if tournament.scheduled_events else ()
    return Change(jobs=(*shown, reminder(match, organization)))


def reminder(match: Match, organization: Organization) -> Planned | Cancelled:
    due = match.remind_at(organization.reminder_minutes)
    if due is None or match.when is None or not match.users:
        return Cancelled(match.organization, reminder_id(match.id))
    return Planned(RemindPlayers(organization=match.organization, match=match.id, start=match.when), due)
