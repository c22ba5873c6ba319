"""What becomes of a match when the people whom only SpeedGaming knows become users, or others, or unknown again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from paddock.ids import PersonId, PlaceholderId
from paddock.matches.model import MOST_CREW, CrewMember, Match, Place, Player, Source
from paddock.placeholders.model import Links

P = TypeVar("P", Player, CrewMember)


def placeholders(match: Match) -> dict[PlaceholderId, str]:
    """Those who are in the match by a SpeedGaming id, in whatever part of it and linked or not, with their names."""
    return {id: each.name for each in _everybody(match) if (id := _standing(each))}


def relinked(match: Match, links: Links) -> Match:
    """With whoever the links say in each placeholder's place, whoever had it before.

    Who is in the match in their own right stays in it. A placeholder who turns out to be such a person is merged with
    them, and remembered there: linked otherwise it is in the match again, beside them. It brings no place in the
    result then, and an approval that it has given stays.
    """
    if all(each.id == _id(each, links) for each in _everybody(match) if _standing(each)):
        return match
    players = distinct_players(_placed(match.players, links))
    crew = (*_placed(match.crew, links), *_back(match, players, links))
    return match.model_copy(
        update={
            "players": players,
            "result": _result(match, players, links),
            "crew": crew_without(players, crew)[:MOST_CREW],
            "source": _source(match.source, players, links),
        }
    )


def distinct_players(players: Iterable[Player]) -> tuple[Player, ...]:
    kept: dict[PersonId, Player] = {}
    for each in players:
        kept[each.id] = joined(kept[each.id], each) if each.id in kept else each
    return tuple(kept.values())


def crew_without(players: Iterable[Player], crew: Iterable[CrewMember]) -> tuple[CrewMember, ...]:
    """Each once in a role, approved if they are anywhere; a player of the match is never its crew."""
    playing = {each.id for each in players}
    kept: dict[tuple[PersonId, str], CrewMember] = {}
    for each in crew:
        place = each.id, each.role
        if each.id not in playing:
            kept[place] = _approved_if_either(kept[place], each) if place in kept else each
    return tuple(kept.values())


def playing_crew(players: Iterable[Player], crew: Iterable[CrewMember]) -> tuple[CrewMember, ...]:
    """Those who are no crew only for as long as their link says that they play."""
    playing = {each.id for each in players}
    return tuple(each for each in crew if each.placeholder and each.id in playing)


def joined(first: P, second: P) -> P:
    """Of two who are one person; who is there in their own right is the one who stays."""
    is_second = first.placeholder is not None and second.placeholder is None
    stays: P = second if is_second else first
    goes: P = first if is_second else second
    merged = {each.placeholder: each for each in (*_unfolded((stays,)), *_unfolded((goes,)))}
    others = tuple(each for id, each in merged.items() if id and id != stays.placeholder)
    return stays.model_copy(update={"merged": others}) if others else stays


def without_links(people: Iterable[Player]) -> tuple[Player, ...]:
    """To be compared as they are seen."""
    return tuple(each.model_copy(update={"placeholder": None, "merged": ()}) for each in people)


def _approved_if_either(first: CrewMember, second: CrewMember) -> CrewMember:
    one = joined(first, second)
    approved = first if first.approved else second
    return one.model_copy(update={"approved": approved.approved, "approved_by": approved.approved_by})


def _everybody(match: Match) -> Iterator[Player | CrewMember]:
    """As their names stand: a player's and the crew's own are the last."""
    if match.source:
        yield from _unfolded((*match.source.crew, *match.source.playing))
    yield from _unfolded(match.crew)
    yield from _unfolded(match.players)


def _unfolded(people: Sequence[P]) -> Iterator[P]:
    """Each who was merged beside the one with whom."""
    for each in people:
        yield each.model_copy(update={"merged": ()}) if each.merged else each
        merged: tuple[P, ...] = each.merged
        yield from merged


def _standing(who: Player | CrewMember) -> PlaceholderId | None:
    """By what they depend on the links."""
    if who.placeholder:
        return who.placeholder
    return PlaceholderId(who.id) if PlaceholderId.fits(who.id) else None


def _id(who: Player | CrewMember, links: Links) -> PersonId:
    standing = _standing(who)
    return links.person(standing) if standing else who.id


def _placed(people: Sequence[P], links: Links) -> Iterator[P]:
    for who in _unfolded(people):
        id, standing = _id(who, links), _standing(who)
        yield who.model_copy(update={"id": id, "placeholder": standing if id != standing else None})


def _back(match: Match, players: Sequence[Player], links: Links) -> Iterator[CrewMember]:
    """Who was no crew because they played, and plays no more."""
    playing = {each.id for each in players}
    source = match.source.playing if match.source else ()
    return (each for each in _placed(source, links) if each.id not in playing)


def _source(source: Source | None, players: Sequence[Player], links: Links) -> Source | None:
    if source is None:
        return None
    crew = (*_placed(source.crew, links), *_placed(source.playing, links))
    return source.model_copy(update={"crew": crew_without(players, crew), "playing": playing_crew(players, crew)})


def _result(match: Match, players: Sequence[Player], links: Links) -> tuple[Place, ...]:
    """Of somebody with two places the better one counts; they are in order of rank. Who has none comes in last."""
    if not match.result:
        return ()
    moves = {each.id: _id(each, links) for each in match.players}
    kept: dict[PersonId, Place] = {}
    for place in match.result:
        id = moves.get(place.player, place.player)
        kept.setdefault(id, place.model_copy(update={"player": id}))
    last = len(kept) + 1
    for each in players:
        kept.setdefault(each.id, Place(player=each.id, rank=last))
    return tuple(kept.values())
