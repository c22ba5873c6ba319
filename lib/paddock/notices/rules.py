"""Who is to be told what when a match changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from paddock.ids import UserId
from paddock.matches.model import CrewMember, Match, Role, Status
from paddock.notices.model import Fact, Telling


def tellings(before: Match | None, after: Match, now: datetime, by: UserId | None) -> tuple[Telling, ...]:
    """Nobody reads two messages about one change. `by`: who changed it; None where no person did."""
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
    """Also for those who have signed up and wait. Of changes after it only a withdrawal counts: it may be undone."""
    if before is not None and before.status is Status.CANCELLED:
        return _about_withdrawals(before, after, by)
    if before is None or not _is_news(after, now, by):
        return ()
    people = (*before.users, *after.users, *_signed_up(before))
    return (Telling(user=user, fact=Fact.CANCELLED) for user in people)


def _about_return(before: Match, after: Match, now: datetime, by: UserId | None) -> Iterator[Telling]:
    """Also for those who wait, as they were told of its end."""
    if after.status.is_over or not _is_news(after, now, by):
        return
    told = {*before.users, *_signed_up(before)}
    waiting = (user for user in _signed_up(after) if user in told)
    for user in (*after.involved, *waiting):
        knew = user in told
        yield Telling(user=user, fact=Fact.REVIVED if knew else Fact.SCHEDULED)


def _about_time(before: Match | None, after: Match, now: datetime) -> Iterator[Telling]:
    """A start that is past is news to nobody: it was noted down afterwards."""
    if not after.status.is_awaited or not _is_ahead(after, now):
        return
    played = before.users if before else ()
    if before and before.when:
        # Without a time they were told nothing yet.
        yield from (Telling(user=user, fact=Fact.DROPPED) for user in played if user not in after.users)
    if after.when:
        yield from (Telling(user=user, fact=Fact.SCHEDULED) for user in after.users if user not in played)
    if before and before.when != after.when:
        fact = Fact.MOVED if before.when else Fact.SCHEDULED
        # Whoever joins at the same moment learns the time with that.
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
    if before is None:
        return
    yield from _about_withdrawals(before, after, by)
    for user, role in old:
        if user != by and (user, role) not in new:
            yield Telling(user=user, fact=Fact.REMOVED, roles=(role,))


def _about_withdrawals(before: Match, after: Match, by: UserId | None) -> Iterator[Telling]:
    """Once a match is played, nobody counts on its crew any more."""
    if after.status in (Status.FINISHED, Status.CONFIRMED):
        return
    stay = _crew(after)
    for (user, role), member in _crew(before).items():
        if user != by or (user, role) in stay:
            continue
        if member.approved_by not in (None, by):
            yield Telling(user=member.approved_by, fact=Fact.WITHDREW, roles=(role,), who=member.name)
        if before.source:
            yield Telling(user=user, fact=Fact.REMOVED, roles=(role,), silent=True)


def _signed_up(match: Match) -> tuple[UserId, ...]:
    """Approved, or waiting for it."""
    return tuple(user for user, _ in _crew(match))


def _crew(match: Match) -> dict[tuple[UserId, Role], CrewMember]:
    """Those who can be told."""
    return {(each.user, each.role): each for each in match.crew if each.user and each.role is not Role.HELPER}


def _one_each(found: Iterable[Telling]) -> tuple[Telling, ...]:
    """One for each person: several roles read in one message, and an approval comes before all else, as it carries the
    time as well."""
    kept: dict[UserId, Telling] = {}
    for telling in sorted(found, key=lambda each: (each.fact is not Fact.APPROVED, each.silent)):
        first = kept.setdefault(telling.user, telling)
        if first is not telling:
            kept[telling.user] = _both(first, telling)
    return tuple(kept.values())


def _both(first: Telling, other: Telling) -> Telling:
    if other.roles and _without_roles(first) == _without_roles(other):
        return first.model_copy(update={"roles": (*first.roles, *other.roles)})
    if first.fact is Fact.APPROVED and first.instead is None and not other.roles:
        return first.model_copy(update={"instead": other.fact})
    return first


def _without_roles(telling: Telling) -> Telling:
    return telling.model_copy(update={"roles": ()})
