"""Who is to be told what when a match changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from paddock.ids import UserId
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.notices.model import Fact, Telling

AWAITED = (Status.SCHEDULED, Status.CHECKED_IN)


def tellings(before: Match | None, after: Match, now: datetime, by: UserId | None) -> tuple[Telling, ...]:
    """Nobody is told two things about one change. `by`: who changed it; None where no person did."""
    found: Iterable[Telling]
    if after.status is Status.CANCELLED:
        found = _about_end(before, after, now, by)
    elif before is not None and before.status is Status.CANCELLED:
        found = _about_return(before, after, now, by)
    else:
        found = (*_about_time(before, after, now), *_about_crew(before, after, now, by))
    return _one_each(found)


def _is_news(match: Match, now: datetime, by: UserId | None) -> bool:
    """What a feed says about a match whose start is past was noted down afterwards."""
    return by is not None or _is_ahead(match, now)


def _is_ahead(match: Match, now: datetime) -> bool:
    return match.when is None or match.when > now


# -- the match ------------------------------------------------------------------------------------------------------


def _about_end(before: Match | None, after: Match, now: datetime, by: UserId | None) -> Iterable[Telling]:
    """Also for those who have signed up and wait."""
    if before is None or before.status is Status.CANCELLED or not _is_news(after, now, by):
        return ()
    crew = (each.user for each in before.crew if each.role is not Role.HELPER)
    people = (*before.users, *after.users, *(user for user in crew if user))
    return (Telling(user=user, fact=Fact.CANCELLED) for user in people)


def _about_return(before: Match, after: Match, now: datetime, by: UserId | None) -> Iterator[Telling]:
    if after.status.is_over or not _is_news(after, now, by):
        return
    for user in after.involved:
        knew = user in before.users or user in before.approved_crew
        yield Telling(user=user, fact=Fact.REVIVED if knew else Fact.SCHEDULED)


def _about_time(before: Match | None, after: Match, now: datetime) -> Iterator[Telling]:
    """A start that is past is news to nobody: it was noted down afterwards."""
    if after.status not in AWAITED or not _is_ahead(after, now):
        return
    played = before.users if before else ()
    yield from (Telling(user=user, fact=Fact.DROPPED) for user in played if user not in after.users)
    if after.when:
        yield from (Telling(user=user, fact=Fact.SCHEDULED) for user in after.users if user not in played)
    if before and before.when != after.when:
        fact = Fact.MOVED if before.when else Fact.SCHEDULED
        # Whoever joins or is approved at the same moment learns the time with that.
        knew = {*before.users, *before.approved_crew}
        yield from (Telling(user=user, fact=fact) for user in after.involved if user in knew)


# -- its crew -------------------------------------------------------------------------------------------------------


def _about_crew(before: Match | None, after: Match, now: datetime, by: UserId | None) -> Iterator[Telling]:
    if not _is_news(after, now, by) or (by is None and after.status.is_over):
        return
    old, new = _crew(before) if before else {}, _crew(after)
    for (user, role), member in new.items():
        if member.approved and not ((user, role) in old and old[user, role].approved):
            yield Telling(user=user, fact=Fact.APPROVED, roles=(role,), imported=member.approved_by is None)
    for (user, role), member in old.items():
        if (user, role) not in new:
            yield from _about_leaving(user, member, by)


def _about_leaving(user: UserId, member: CrewMember, by: UserId | None) -> Iterator[Telling]:
    if user != by:
        yield Telling(user=user, fact=Fact.REMOVED, roles=(member.role,))
    elif member.approved_by not in (None, by):
        yield Telling(user=member.approved_by, fact=Fact.WITHDREW, roles=(member.role,), who=member.name)


def _crew(match: Match) -> dict[tuple[UserId, Role], CrewMember]:
    """Those who can be told."""
    return {(each.user, each.role): each for each in match.crew if each.user and each.role is not Role.HELPER}


def _one_each(found: Iterable[Telling]) -> tuple[Telling, ...]:
    """The first for each person; of several roles at once they read in one message."""
    kept: dict[UserId, Telling] = {}
    for telling in found:
        first = kept.setdefault(telling.user, telling)
        if first is not telling and telling.roles and _without_roles(first) == _without_roles(telling):
            kept[telling.user] = first.model_copy(update={"roles": (*first.roles, *telling.roles)})
    return tuple(kept.values())


def _without_roles(telling: Telling) -> Telling:
    return telling.model_copy(update={"roles": ()})
