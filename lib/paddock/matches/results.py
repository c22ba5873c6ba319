"""How a match ended: who may tell it and when, and from what is told to everybody's place."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from paddock.discord.text import clean
from paddock.errors import BadInput, NotAllowed, Refusal
from paddock.ids import PersonId, UserId
from paddock.matches import finish_times
from paddock.matches.model import Match, Place, Player, Status
from paddock.matches.rules import has_begun


class NotYoursToTell(NotAllowed):
    def __init__(self) -> None:
        super().__init__("A match's result is told by its players or the tournament's organizers.")


class NoResultOfCancelled(Refusal):
    def __init__(self) -> None:
        super().__init__("That match is cancelled, so it has no result. `Undo` on its card brings it back.")


class ResultStands(Refusal):
    def __init__(self) -> None:
        super().__init__("That match is confirmed: its result stands.")


class NotBegun(Refusal):
    def __init__(self) -> None:
        super().__init__("That match has not begun. Its result can be told after its start, or after `Check in`.")


class NobodyPlays(Refusal):
    def __init__(self) -> None:
        super().__init__("That match has no players yet. Once it has some, tell how they came in.")


class SameResult(Refusal):
    def __init__(self) -> None:
        super().__init__("That is its result already.")


class NotAPlayer(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}`: nobody of that name plays in this match. Pick one from the list while you type.")


class Ambiguous(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}`: several players are called so. Pick one from the list while you type.")


class NamedTwice(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}`: that player is named twice. Name each once, in the order in which they came in.")


class LeftOut(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}` is missing: name the players in the order in which they came in.")


class OutOfOrder(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(
            f"`{option}` came in ahead of the one named before. Name the fastest first, and who did not finish last."
        )


class OthersUntold(BadInput):
    """Those who are not named would come in behind somebody who did not finish."""

    def __init__(self, option: str) -> None:
        super().__init__(f"`{option}` did not finish: name all the others, those who did finish before them.")


class NoneAndOthers(BadInput):
    def __init__(self, option: str) -> None:
        super().__init__(f"`winner`: `none` takes the result back; leave `{option}` out, or name the winner.")


class Told(NamedTuple):
    """What was typed for one place."""

    option: str
    player: str | None
    time_option: str
    time: str | None

    @property
    def is_empty(self) -> bool:
        return self.player is None and self.time is None


def check_may_tell(match: Match, by: UserId, now: datetime, *, organizes: bool) -> None:
    if not organizes and by not in match.users:
        raise NotYoursToTell
    if match.status is Status.CANCELLED:
        raise NoResultOfCancelled
    if match.status is Status.CONFIRMED:
        raise ResultStands
    if not has_begun(match, now):
        raise NotBegun


def with_result(match: Match, result: tuple[Place, ...]) -> Match:
    if match.result == result:
        raise SameResult
    return match.model_copy(update={"result": result})


def places(match: Match, told: Sequence[Told]) -> tuple[Place, ...]:
    """Everybody's, in the order told. Who is not named shares the place behind them."""
    if not match.players:
        raise NobodyPlays
    named: list[Place] = []
    for rank, each in enumerate(_without_empty_end(told), 1):
        player = _player(match, each, [place.player for place in named])
        place = _tied(_place(player, rank, each), named)
        if named and _is_ahead(place, named[-1]):
            raise OutOfOrder(each.option)
        named.append(place)
    known = {place.player for place in named}
    if len(known) < len(match.players) and any(place.dnf for place in named):
        raise OthersUntold(told[len(named) - 1].option)
    rest = (Place(player=each.id, rank=len(named) + 1) for each in match.players if each.id not in known)
    return (*named, *rest)


def check_alone(told: Sequence[Told]) -> None:
    """That nothing is told besides there being no winner."""
    for each in told:
        if not each.is_empty:
            raise NoneAndOthers(each.option if each.player else each.time_option)


def _without_empty_end(told: Sequence[Told]) -> Sequence[Told]:
    last = max((at for at, each in enumerate(told) if not each.is_empty), default=-1)
    return told[: last + 1]


def _player(match: Match, told: Told, taken: list[PersonId]) -> PersonId:
    """A time without a name is the only other player's."""
    if told.player is None:
        left = [each.id for each in match.players if each.id not in taken]
        if told.time is None or len(left) != 1:
            raise LeftOut(told.option)
        return left[0]
    found = meant(match.players, told.player, told.option).id
    if found in taken:
        raise NamedTwice(told.option)
    return found


def meant(players: Sequence[Player], text: str, option: str) -> Player:
    """By id, mention, or name."""
    typed = text.strip()
    id = typed.removeprefix("<@").removeprefix("!").removesuffix(">")
    for player in players:
        if player.id == id:
            return player
    name = clean(typed).removeprefix("@").casefold()
    named = [player for player in players if name and clean(player.name).casefold() == name]
    if len(named) > 1:
        raise Ambiguous(option)
    if not named:
        raise NotAPlayer(option)
    return named[0]


def _place(player: PersonId, rank: int, told: Told) -> Place:
    if told.time is None:
        return Place(player=player, rank=rank)
    seconds = finish_times.read(told.time, told.time_option)
    return Place(player=player, rank=rank, seconds=seconds, dnf=seconds is None)


def _tied(place: Place, named: list[Place]) -> Place:
    """Whoever has the same time has the same rank."""
    if place.seconds is None or not named or named[-1].seconds != place.seconds:
        return place
    return place.model_copy(update={"rank": named[-1].rank})


def _is_ahead(later: Place, earlier: Place) -> bool:
    if earlier.dnf:
        return not later.dnf
    return later.seconds is not None and earlier.seconds is not None and later.seconds < earlier.seconds
