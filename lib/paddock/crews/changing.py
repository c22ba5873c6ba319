"""What every change of a crew begins and ends with."""

from paddock.call import Call
from paddock.crews import records
from paddock.crews.asks import ApproveMember, OpenPanel, PickMember, RemoveMember, ShowCrew, SignUp, Withdraw
from paddock.matches.model import Match
from paddock.matches.plans import crew_followed_up
from paddock.tools import Tools
from paddock.tournaments.access import check_organizer
from paddock.tournaments.model import Tournament


def found(ask: SignUp | Withdraw, call: Call, tools: Tools) -> tuple[Match, Tournament]:
    """The match may be in another tournament than when the button was drawn."""
    match = tools.matches.get(call.tenant, ask.match)
    return match, tools.tournaments.get(call.tenant, match.tournament)


def organized(ask: ShowCrew | OpenPanel | PickMember | ApproveMember | RemoveMember, call: Call, tools: Tools) -> Match:
    """The directory, which is there already, tells of every tournament but the deleted ones who organizes it."""
    match = tools.matches.get(call.tenant, ask.match)
    listed = tools.tournaments.directory(call.tenant).find(match.tournament)
    check_organizer(listed or tools.tournaments.get(call.tenant, match.tournament), call)
    return match


def commit(before: Match, after: Match, action: str, call: Call, tools: Tools) -> None:
    planned = crew_followed_up(before, after, call.organization, call.now, call.user)
    tools.commit(records.crewed(before, after, call.now, action) + planned)
