"""Rule 5: who covers a match, as the feed and whoever acts here say in turn; the last word about a person counts."""

from collections.abc import Iterable

from paddock.ids import PersonId
from paddock.matches.model import MOST_CREW, CrewMember, Player, Role
from paddock.placeholders.rules import crew_without, joined

Place = tuple[PersonId, Role]


def merged(
    before: Iterable[CrewMember], now: Iterable[CrewMember], ours: Iterable[CrewMember], players: Iterable[Player]
) -> tuple[CrewMember, ...]:
    """Of three ways: what changed from `before`, whom the feed named last, to `now` changes `ours`; the rest of that
    was decided here, and stays."""
    old, new, kept = _by_place(before), _by_place(now), _by_place(ours)
    for place in old.keys() - new.keys():
        kept.pop(place, None)
    for place, member in new.items():
        was, is_here = old.get(place), place in kept
        if was is None or (was.approved != member.approved and (is_here or member.approved)):
            kept[place] = _said(member, kept.get(place), is_new=was is None)
        elif is_here and was.name != member.name:
            kept[place] = kept[place].model_copy(update={"name": member.name})
        if was is None:
            kept[place] = joined(kept[place], member)
        elif place in kept and was.placeholder != member.placeholder:
            kept[place] = _known_otherwise(kept[place], was, member)
    return _fitting(crew_without(players, kept.values()))


def _said(member: CrewMember, ours: CrewMember | None, *, is_new: bool) -> CrewMember:
    """Who is named for the first time, and not approved yet, has not lost what was decided here before."""
    if ours is None or ours.approved == member.approved or (is_new and ours.approved):
        return ours or member
    return ours.model_copy(update={"approved": member.approved, "approved_by": None})


def _known_otherwise(ours: CrewMember, was: CrewMember, member: CrewMember) -> CrewMember:
    """SpeedGaming says itself now who they are, or says it no more."""
    merged = tuple(each for each in ours.merged if each.placeholder != was.placeholder)
    placeholder = member.placeholder if ours.placeholder == was.placeholder else ours.placeholder
    return ours.model_copy(update={"merged": merged, "placeholder": placeholder})


def _fitting(crew: tuple[CrewMember, ...]) -> tuple[CrewMember, ...]:
    """Where there are too many, those who were approved or came first stay."""
    if len(crew) <= MOST_CREW:
        return crew
    first = sorted(range(len(crew)), key=lambda at: (not crew[at].approved, at))[:MOST_CREW]
    return tuple(crew[at] for at in sorted(first))


def _by_place(crew: Iterable[CrewMember]) -> dict[Place, CrewMember]:
    return {(each.id, each.role): each for each in crew}
