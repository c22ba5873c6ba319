"""An episode in our words: rules 2 to 5 of the import."""

from collections import Counter
from typing import Any

from paddock.ids import MatchId, PersonId, PlaceholderId
from paddock.matches.model import CrewMember, Player, Role, Source
from paddock.placeholders.model import Links
from paddock.placeholders.rules import crew_without, distinct_players, playing_crew
from paddock.speedgaming import episode as theirs
from paddock.speedgaming.episode import Episode


def match_id(episode: int) -> MatchId:
    """One episode is one match of an organization, in whichever of its tournaments."""
    return MatchId(f"sg{episode}")


def decided_there(episode: Episode, links: Links) -> dict[str, Any]:
    """What SpeedGaming alone decides about a match."""
    return {"title": episode.title, "when": episode.start, "players": players(episode, links)}


def source(
    episode: Episode, event: str, links: Links, playing: tuple[Player, ...], crew: tuple[CrewMember, ...]
) -> Source:
    return Source(
        episode=episode.id,
        fingerprint=episode.fingerprint,
        event=event,
        stream=episode.stream,
        crew=crew,
        playing=playing_crew(playing, (_member(each, links) for each in episode.crew)),
    )


def players(episode: Episode, links: Links) -> tuple[Player, ...]:
    taken: Counter[str] = Counter()
    return distinct_players(_player(each, links, taken) for each in episode.players)


def crew(
    episode: Episode, links: Links, playing: tuple[Player, ...], before: tuple[CrewMember, ...] = ()
) -> tuple[CrewMember, ...]:
    """`before`: whom the feed named last, which stands for the roles of which it says nothing."""
    told = (_member(each, links) for each in episode.crew)
    return crew_without(playing, (*told, *(each for each in before if each.role in episode.unsaid)))


def players_as_crew(episode: Episode, links: Links, playing: tuple[Player, ...]) -> tuple[str, ...]:
    """Whom the feed names as crew of their own match."""
    ids = {each.id for each in playing}
    told = (_member(each, links) for each in episode.crew)
    return tuple(dict.fromkeys(each.name for each in told if each.id in ids and each.role is not Role.HELPER))


def _player(who: theirs.Player, links: Links, taken: Counter[str]) -> Player:
    if not who.is_slot:
        id, placeholder = _person(who, links)
        return Player(id=id, name=who.name, stream=who.stream, placeholder=placeholder)
    # SpeedGaming may use one entry for several slots of a bracket, which stay several players.
    key = f"slot_{who.id}"
    taken[key] += 1
    return Player(id=PersonId(key if taken[key] == 1 else f"{key}_{taken[key]}"), name=who.name)


def _member(who: theirs.CrewMember, links: Links) -> CrewMember:
    id, placeholder = (PersonId(f"slot_crew_{who.id}"), None) if who.is_slot else _person(who, links)
    return CrewMember(id=id, name=who.name, role=who.role, approved=who.approved, placeholder=placeholder)


def _person(who: theirs.Person, links: Links) -> tuple[PersonId, PlaceholderId | None]:
    """With the placeholder in whose place they are only because of a link."""
    if who.discord_id:
        return PersonId(who.discord_id), None
    id = links.person(who.placeholder)
    return id, who.placeholder if id != who.placeholder else None
