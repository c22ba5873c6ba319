"""Which jobs hang on a match: what has to follow when it changes is promised in the same transaction."""

from collections.abc import Iterator
from datetime import datetime

from paddock.calendar.asks import publish
from paddock.change import Cancelled, Change, Planned
from paddock.crews.asks import UpdateNeeds
from paddock.ids import UserId
from paddock.matches.asks import AUTO_FINISH, FinishUntouched, finish_id
from paddock.matches.model import Match, Status
from paddock.notices.asks import RemindPeople, TellPerson, reminder_id
from paddock.notices.rules import tellings
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament

IN_EVENTS = ("tournament", "title", "when", "players", "stream", "comment", "status")
IN_REMINDERS = ("when", "players", "crew", "status")
IN_NEEDS = ("tournament", "title", "when", "players", "crew", "status")
"""The fields that each of them follows."""


def followed_up(
    before: Match | None,
    after: Match,
    tournament: Tournament,
    organization: Organization,
    now: datetime,
    by: UserId | None = None,
) -> Change:
    """All that follows from the change: events, reminder, notices, the list of crew that is needed.

    `before` is None for a new match, `by` for what no person did.
    """
    jobs: list[Planned | Cancelled] = []
    if _differ(before, after, IN_EVENTS):
        moved = before is not None and before.tournament != after.tournament
        jobs += _events(after, tournament, organization, moved=moved)
    if after.source and _differ(before, after, ("when", "status")):
        jobs.append(_end(after, now, by))
    return Change(jobs=tuple(jobs)) + crew_followed_up(before, after, organization, now, by)


def crew_followed_up(
    before: Match | None, after: Match, organization: Organization, now: datetime, by: UserId | None = None
) -> Change:
    """All that follows where nothing but the crew changes: no event shows it."""
    jobs: list[Planned | Cancelled] = []
    if _differ(before, after, IN_REMINDERS):
        jobs.append(reminder(after, organization))
    if organization.needs_channel and _differ(before, after, IN_NEEDS):
        jobs.append(Planned(UpdateNeeds(organization=organization.id)))
    at = before.changes_at(now) if before else now
    told = (
        TellPerson(organization=after.organization, match=after.id, telling=each, at=at, when=after.when)
        for each in tellings(before, after, now, by)
    )
    return Change(jobs=(*jobs, *(Planned(each) for each in told)))


def _differ(before: Match | None, after: Match, fields: tuple[str, ...]) -> bool:
    return before is None or any(getattr(before, name) != getattr(after, name) for name in fields)


def _events(match: Match, tournament: Tournament, organization: Organization, *, moved: bool) -> Iterator[Planned]:
    """`moved`: it came from another tournament, which may have shown it in any server."""
    shown_in = tournament.servers(organization) if tournament.scheduled_events else ()
    servers = organization.servers if moved else shown_in
    return (Planned(each) for each in publish(match.organization, match.id, servers))


def reminder(match: Match, organization: Organization) -> Planned | Cancelled:
    due = match.remind_at(organization.reminder_minutes)
    if due is None or match.when is None or not match.involved:
        return Cancelled(match.organization, reminder_id(match.id))
    return Planned(RemindPeople(organization=match.organization, match=match.id, start=match.when), due)


def _end(match: Match, now: datetime, by: UserId | None) -> Planned | Cancelled:
    """Nobody may ever press a button on a match that SpeedGaming runs; whoever sets one back so late has touched it."""
    due = match.when + AUTO_FINISH if match.when else None
    is_set_back = by is not None and due is not None and due <= now
    if match.when is None or match.status is not Status.SCHEDULED or is_set_back:
        return Cancelled(match.organization, finish_id(match.id))
    return Planned(FinishUntouched(organization=match.organization, match=match.id, start=match.when), due)
