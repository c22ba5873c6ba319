"""How far a match has come and how it ended, in words."""

from itertools import groupby

from paddock.discord.text import mention, moment
from paddock.ids import UserId
from paddock.matches import people
from paddock.matches.finish_times import written
from paddock.matches.model import Match, Place, Player, Status, Step
from paddock.matches.steps import ORDER, ConfirmedForGood, NothingToUndo, TooLate, last_step, next_step

LABELS = {
    Status.CHECKED_IN: "Check in",
    Status.STARTED: "Start",
    Status.FINISHED: "Finish",
    Status.CONFIRMED: "Confirm",
}
"""Of the buttons, by where they lead."""


def steps(match: Match) -> str:
    """Who took which step, and when; empty before the first."""
    return " · ".join(_taken(each) for each in match.steps)


def result(match: Match) -> str:
    """By rank; those who tied stand together."""
    players = {player.id: player for player in match.players}
    ranks = groupby(match.result, key=lambda place: place.rank)
    return " · ".join(
        f"{rank}. " + ", ".join(_placed(each, players.get(each.player)) for each in tied) for rank, tied in ranks
    )


def too_late(refused: TooLate, by: UserId) -> str:
    """For whoever pressed a button that led on from another state."""
    match, last = refused.match, last_step(refused.match)
    stands = f"Already {_taken(last)}." if last else f"The match is {match.status}."
    match refused:
        case ConfirmedForGood():
            text = f"{stands} Nothing can be undone after that."
        case NothingToUndo() if refused.step in (each.after for each in match.steps):
            text = f"{stands} `Undo` takes back that step first."
        case NothingToUndo():
            text = f"That was undone already: the match is {match.status}."
        case _:
            text = stands if _is_behind(refused) else _comes_first(match)
    return f"{mention(by)}: {text}"


def _is_behind(refused: TooLate) -> bool:
    """Whether the match has left the step behind, or never gets there."""
    status, step = refused.match.status, refused.step
    if status not in ORDER or step not in ORDER:
        return True
    return ORDER.index(step) <= ORDER.index(status)


def _comes_first(match: Match) -> str:
    coming = next_step(match)
    return f"The match is {match.status}" + (f": `{LABELS[coming]}` comes first." if coming else ".")


def _taken(step: Step) -> str:
    return f"{step.after} by {_doer(step)} {moment(step.at, 'R')}"


def _doer(step: Step) -> str:
    if step.by:
        return mention(step.by)
    return "itself" if step.after is Status.FINISHED else "SpeedGaming"


def _placed(place: Place, player: Player | None) -> str:
    called = people.shown(player or Player(id=place.player, name=place.player))
    if place.dnf:
        return f"{called} DNF"
    return f"{called} {written(place.seconds)}" if place.seconds is not None else called
