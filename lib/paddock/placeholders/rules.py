"""How people whom only SpeedGaming knows become users, and what then becomes of their matches."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from paddock.errors import BadInput, Refusal
from paddock.ids import PersonId, PlaceholderId, UserId
from paddock.matches.model import CrewMember, Match, Place, Player, Source
from paddock.placeholders.model import MOST_BY_HAND, MOST_LINKS, Link, Links

P = TypeVar("P", Player, CrewMember)


class BotLinked(BadInput):
    def __init__(self) -> None:
        super().__init__("`user`: a bot is nobody's account. Name the person.")


class LinkedAlready(Refusal):
    def __init__(self) -> None:
        super().__init__("That player is linked to this very user already.")


class NotLinked(Refusal):
    def __init__(self) -> None:
        super().__init__("Nobody is linked to that player. Name a `user` to link one.")


class LinkOrUnlink(BadInput):
    def __init__(self) -> None:
        super().__init__("Name a `user` to link, or `unlink`, not both.")


class TooManyLinks(Refusal):
    def __init__(self) -> None:
        super().__init__(f"{MOST_BY_HAND} players are linked by hand already, and more don't fit. Unlink one first.")


def linked(links: Links, new: Mapping[PlaceholderId, Link]) -> Links:
    """Where they get too many, those that SpeedGaming made first go: the matches that they were for have followed."""
    users = {id: link for id, link in links.users.items() if id not in new} | dict(new)
    surplus = max(len(users) - MOST_LINKS, 0)
    forgotten = frozenset([id for id, link in users.items() if link.by is None][:surplus])
    return links.model_copy(update={"users": {id: link for id, link in users.items() if id not in forgotten}})


def linked_by_hand(links: Links, placeholder: PlaceholderId, user: UserId, by: UserId) -> Links:
    before = links.find(placeholder)
    if before and before.user == user:
        raise LinkedAlready
    if sum(link.by is not None for link in links.users.values()) >= MOST_BY_HAND:
        raise TooManyLinks
    return linked(links, {placeholder: Link(user=user, by=by)})


def unlinked(links: Links, placeholder: PlaceholderId) -> Links:
    if links.find(placeholder) is None:
        raise NotLinked
    return links.model_copy(update={"users": {id: link for id, link in links.users.items() if id != placeholder}})


def person(placeholder: PlaceholderId, links: Links) -> PersonId:
    link = links.find(placeholder)
    return PersonId(link.user) if link else placeholder


def placeholders(match: Match) -> dict[PlaceholderId, str]:
    """Those who are in the match, in whatever part of it, with their names."""
    crew = (*(match.source.crew if match.source else ()), *match.crew)
    people = {each.id: each.name for each in crew} | {each.id: each.name for each in match.players}
    return {PlaceholderId(id): name for id, name in people.items() if PlaceholderId.fits(id)}


def relinked(match: Match, links: Links) -> Match:
    """With users in place of their placeholders. Who is in it twice thereby is there once."""
    moves = {id: person(id, links) for id in placeholders(match) if links.find(id)} if links.users else {}
    if not moves:
        return match
    players = distinct_players(_moved(each, moves) for each in match.players)
    after = match.model_copy(update={"players": players, "result": _result(match.result, moves)})
    return after.model_copy(
        update={
            "crew": crew_without(players, (_moved(each, moves) for each in match.crew)),
            "source": _source(match.source, players, moves),
        }
    )


def distinct_players(players: Iterable[Player]) -> tuple[Player, ...]:
    kept: dict[PersonId, Player] = {}
    for each in players:
        kept.setdefault(each.id, each)
    return tuple(kept.values())


def crew_without(players: Iterable[Player], crew: Iterable[CrewMember]) -> tuple[CrewMember, ...]:
    """Each once in a role, approved if they are anywhere; a player of the match is never its crew."""
    playing = {each.id for each in players}
    kept: dict[tuple[PersonId, str], CrewMember] = {}
    for each in crew:
        place = each.id, each.role
        if each.id not in playing and (place not in kept or (each.approved and not kept[place].approved)):
            kept[place] = each
    return tuple(kept.values())


def _moved(who: P, moves: Mapping[PlaceholderId, PersonId]) -> P:
    id = moves.get(PlaceholderId(who.id))
    return who.model_copy(update={"id": id}) if id else who


def _result(result: tuple[Place, ...], moves: Mapping[PlaceholderId, PersonId]) -> tuple[Place, ...]:
    """Of somebody with two places the better one counts; they are in order of rank."""
    kept: dict[PersonId, Place] = {}
    for place in result:
        id = moves.get(PlaceholderId(place.player), place.player)
        kept.setdefault(id, place.model_copy(update={"player": id}))
    return tuple(kept.values())


def _source(source: Source | None, players: Iterable[Player], moves: Mapping[PlaceholderId, PersonId]) -> Source | None:
    if source is None:
        return None
    return source.model_copy(update={"crew": crew_without(players, (_moved(each, moves) for each in source.crew))})
