"""Who is to be told what when a match changes."""

from collections.abc import Iterator
from datetime import datetime

from paddock.ids import UserId
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.notices.model import Fact, Telling

AWAITED = (Status.SCHEDULED, Status.CHECKED_IN)


def tellings(before: Match | None, after: Match, now: datetime, by: UserId | None) -> tuple[Telling, ...]:
    """`by`: who changed it; None where nobody did."""
    was_on = before is not None and before.status is not Status.CANCELLED
    if after.status is Status.CANCELLED:
        return _to_all(after) if was_on else ()
    time = _about_change(before, after, now) if before and was_on else _about_new(after, now)
    return (*time, *_about_crew(before, after, now, by))


def _to_all(match: Match) -> tuple[Telling, ...]:
    """Also to those who have signed up and wait."""
    crew = (each.user for each in match.crew if each.role is not Role.HELPER)
    people = dict.fromkeys((*match.users, *(user for user in crew if user)))
    return tuple(Telling(user=user, fact=Fact.CANCELLED) for user in people)


def _about_new(match: Match, now: datetime) -> Iterator[Telling]:
    """New, or back on after having been cancelled."""
    if match.status in AWAITED and match.when and match.when > now:
        people = match.involved if match.version else match.users
        yield from (Telling(user=user, fact=Fact.SCHEDULED) for user in people)


def _about_change(before: Match, after: Match, now: datetime) -> Iterator[Telling]:
    """A start that is past is news to nobody: it was noted down afterwards."""
    if after.status not in AWAITED:
        return
    yield from (Telling(user=user, fact=Fact.DROPPED) for user in before.users if user not in after.users)
    if after.when and after.when <= now:
        return
    joined = [user for user in after.users if user not in before.users]
    if after.when:
        yield from (Telling(user=user, fact=Fact.SCHEDULED) for user in joined)
    if before.when != after.when:
        fact = Fact.MOVED if before.when else Fact.SCHEDULED
        # Whoever joins or is approved at the same moment learns the time with that.
        knew = {*before.users, *before.approved_crew}
        yield from (Telling(user=user, fact=fact) for user in after.involved if user in knew)


def _about_crew(before: Match | None, after: Match, now: datetime, by: UserId | None) -> Iterator[Telling]:
    old = {_place(each): each for each in before.crew} if before else {}
    new = {_place(each): each for each in after.crew}
    is_ahead = after.status in AWAITED and (after.when is None or after.when > now)
    for place, member in new.items():
        was_approved = place in old and old[place].approved
        if member.user and member.approved and not was_approved and is_ahead:
            yield _approved(member.user, member)
    for place, member in old.items():
        if place not in new and member.role is not Role.HELPER:
            yield from _about_leaving(member, by)


def _approved(user: UserId, member: CrewMember) -> Telling:
    mark = "" if member.approved_by else f"speedgaming.{member.role}"
    return Telling(user=user, fact=Fact.APPROVED, role=member.role, mark=mark)


def _about_leaving(member: CrewMember, by: UserId | None) -> Iterator[Telling]:
    if member.user and member.user != by:
        yield Telling(user=member.user, fact=Fact.REMOVED, role=member.role)
    elif member.user and member.approved_by not in (None, by):
        yield Telling(user=member.approved_by, fact=Fact.WITHDREW, role=member.role, who=member.name)


def _place(member: CrewMember) -> tuple[str, Role]:
    return member.id, member.role
