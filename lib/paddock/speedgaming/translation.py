"""An episode in our words: rules 2 to 4 of the import."""

from collections import Counter
from typing import Any

from paddock.ids import MatchId, PersonId
from paddock.matches.model import Match, Player, Source
from paddock.speedgaming import episode as theirs
from paddock.speedgaming.episode import Episode
from paddock.tournaments.model import Tournament


def match_id(episode: int) -> MatchId:
    """One episode is one match of an organization, in whichever of its tournaments."""
    return MatchId(f"sg{episode}")


def new_match(episode: Episode, tournament: Tournament, event: str) -> Match:
    return Match(
        organization=tournament.organization,
        id=match_id(episode.id),
        tournament=tournament.id,
        stream=episode.stream,
        source=source(episode, event),
        **decided_there(episode),
    )


def decided_there(episode: Episode) -> dict[str, Any]:
    """What SpeedGaming alone decides about a match."""
    return {"title": episode.title, "when": episode.start, "players": players(episode)}


def source(episode: Episode, event: str) -> Source:
    return Source(episode=episode.id, fingerprint=episode.fingerprint, event=event, stream=episode.stream)


def players(episode: Episode) -> tuple[Player, ...]:
    taken: Counter[str] = Counter()
    return tuple(_player(each, taken) for each in episode.players)


def _player(who: theirs.Player, taken: Counter[str]) -> Player:
    if not who.is_slot:
        return Player(id=PersonId(who.key), name=who.name, stream=who.stream)
    # SpeedGaming may use one entry for several slots of a bracket, which stay several players.
    key = f"slot_{who.id}"
    taken[key] += 1
    return Player(id=PersonId(key if taken[key] == 1 else f"{key}_{taken[key]}"), name=who.name)
