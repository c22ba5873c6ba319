"""What may be done with a match, and what becomes of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from paddock.errors import BadInput, Refusal
from paddock.ids import UserId
from paddock.matches.model import MOST_PLAYERS, Match, Player, Status, Step

STILL_ON = timedelta(hours=12)
"""How long after its start a match that is not over may still be going on."""
LOCKED = {"when": "time", "title": "title", "players": "players"}
"""What SpeedGaming decides about an imported match, as long as its event is followed."""


class MatchOver(Refusal):
    def __init__(self, match: Match) -> None:
        remedy = (
            "" if match.status is Status.CONFIRMED else " `Undo` on its card takes that back; `/match show` has it."
        )
        super().__init__(f"That match is {match.status}; it can't be changed any more.{remedy}")


class AlreadyCancelled(Refusal):
    def __init__(self) -> None:
        super().__init__("That match is cancelled already. `Undo` on its card brings it back; `/match show` has it.")


class TooFewPlayers(BadInput):
    def __init__(self) -> None:
        super().__init__("A match has two to eight players. Name at least two, or none while they are not known yet.")


class PlayerTwice(BadInput):
    def __init__(self) -> None:
        super().__init__("The same player is named twice. Name each player once.")


class NotInMatch(BadInput):
    def __init__(self) -> None:
        super().__init__("`remove`: that member does not play in this match. `/match show` lists who does.")


class BotAsPlayer(BadInput):
    def __init__(self) -> None:
        super().__init__("A bot can't play. Name the people who do.")


class LockedByImport(Refusal):
    def __init__(self, fields: list[str]) -> None:
        what = " and ".join(fields)
        super().__init__(
            f"SpeedGaming decides this match's {what}: change it there, and it follows here within five minutes. "
            "Stream, comment, seed, crew and result can be changed here."
        )


class NothingChanged(Refusal):
    def __init__(self) -> None:
        super().__init__("Nothing to change: name at least one option that differs.")


def checked_players(players: tuple[Player, ...]) -> tuple[Player, ...]:
    if len({player.id for player in players}) < len(players):
        raise PlayerTwice
    if len(players) == 1 or len(players) > MOST_PLAYERS:
        raise TooFewPlayers
    return players


def without(players: tuple[Player, ...], user: UserId) -> tuple[Player, ...]:
    left = tuple(player for player in players if player.user != user)
    if left == players:
        raise NotInMatch
    return left


def edited(match: Match, changes: Mapping[str, Any], followed: Collection[str] = ()) -> Match:
    """`changes` holds what was given; what is absent stays. `followed`: SpeedGaming's events that are imported now."""
    if match.status.is_over:
        raise MatchOver(match)
    after = match.model_copy(update=dict(changes))
    differing = [name for name in changes if getattr(after, name) != getattr(match, name)]
    if not differing:
        raise NothingChanged
    is_locked = match.source is not None and match.source.event in followed
    locked = [LOCKED[name] for name in differing if is_locked and name in LOCKED]
    if locked:
        raise LockedByImport(locked)
    if "players" in differing:
        checked_players(after.players)
        return settled(after)
    return after


def settled(match: Match) -> Match:
    """What its players rule out is gone: crew that plays itself, the result of a match between others."""
    players = {player.id for player in match.players}
    crew = tuple(each for each in match.crew if each.id not in players)
    result = match.result if {place.player for place in match.result} == players else ()
    return match.model_copy(update={"crew": crew, "result": result})


def cancelled(match: Match, by: UserId | None, now: datetime) -> Match:
    if match.status is Status.CANCELLED:
        raise AlreadyCancelled
    if match.status.is_over:
        raise MatchOver(match)
    return stepped(match, Status.CANCELLED, by, now)


def stepped(match: Match, to: Status, by: UserId | None, now: datetime) -> Match:
    step = Step(before=match.status, after=to, at=now, by=by)
    return match.model_copy(update={"status": to, "steps": (*match.steps, step)})


def unstepped(match: Match) -> Match:
    """Before its last step."""
    *earlier, last = match.steps
    return match.model_copy(update={"status": last.before, "steps": tuple(earlier)})


def is_listed(match: Match, now: datetime) -> bool:
    """What comes, and what goes on or should."""
    return not match.status.is_over and (match.when is None or match.when >= now - STILL_ON)


def has_begun(match: Match, now: datetime) -> bool:
    """By its steps, or by the clock."""
    return match.status is not Status.SCHEDULED or (match.when is not None and match.when <= now)
